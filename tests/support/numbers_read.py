"""Reading the page of numbers to its end, as whoever adopts does."""

from console.ui.settings.numbers_page import NumbersPage
from console.ui.start.adoption import SEEN_MS
from console.ui.start.first_start import FirstStart

MOST = 4000


def read_all(page: FirstStart | NumbersPage) -> None:
    """Press the primary button until all parts are read, and that was long enough ago to adopt."""
    for _ in range(MOST):
        if not page.adoption.unread:
            page.adoption._read_ms -= SEEN_MS
            return
        page.primary()
    raise AssertionError(f"not read after {MOST} presses")
