"""The pages that were made, owned by what they belong to: an open clinic, or the shell where none is open."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

Page = TypeVar("Page", bound=QWidget)


class PageKey(Generic[Page]):
    """Stands for one page and its type."""


class Pages:
    """Own pages by key, each made once until it is discarded."""

    def __init__(self) -> None:
        self._made: dict[object, QWidget] = {}

    def page(self, key: PageKey[Page], make: Callable[[], Page]) -> Page:
        """Return the key's page; `make` it where there is none."""
        found = self.made(key)
        if found is None:
            found = self._made[key] = make()
        return found

    def made(self, key: PageKey[Page]) -> Page | None:
        """Return the key's page where one was made."""
        return self._made.get(key)  # type: ignore[return-value]  # a key stands for its own type of page

    def discard(self, key: PageKey[Page]) -> None:
        """Drop the key's page; the next one is made when it is shown."""
        page = self._made.pop(key, None)
        if page is not None:
            page.deleteLater()

    def close(self) -> None:
        """Drop all pages."""
        while self._made:
            self._made.popitem()[1].deleteLater()
