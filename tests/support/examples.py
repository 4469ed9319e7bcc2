"""How many examples a property is tried with: in the long run each time others, with every change a quarter of them."""

from typing import Any

from hypothesis import settings

LONG = "long"
"""The profile of the long run."""


def examples(number: int, **more: Any) -> settings:
    """Return the settings for so many examples in the long run; of every change's run they are always the same."""
    return settings(max_examples=number if settings.get_current_profile_name() == LONG else -(-number // 4), **more)
