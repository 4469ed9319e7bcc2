"""What is said of the stock on home: lots still there that have expired, or soon will."""

from collections.abc import Callable

from console.app.stock import StockLevels
from console.core.text.words import Words
from console.ui.kit.banner import Banner
from console.ui.shell.attempt import run_beside
from console.ui.shell.model import Model


class StockBanner(Banner):
    """Shown on home while a lot on the shelf has expired, or soon will."""

    def __init__(self, model: Model, pressed: Callable[[], object]) -> None:
        super().__init__("warn", "", model.words.say("stock", "stock"), pressed)
        self._model = model
        self.hide()

    def load(self) -> None:
        """Read the shelf; what is shown stays until the answer comes, and where none does."""
        run_beside(self._model, self, self._model.open_clinic.stock.levels, self.show_shelf, lambda _: None)

    def show_shelf(self, shelf: StockLevels) -> None:
        text = warning(self._model.words, shelf)
        self.set_text(text, "warn")
        self.setVisible(bool(text))


def warning(words: Words, shelf: StockLevels) -> str:
    """Say how many lots have expired or soon will; "" while none does."""
    expired, soon = shelf.pointed_out
    told = [f"✕ {words.say('stock', 'home-expired', count=expired)}"] if expired else []
    told += (
        [f"⚠ {words.say('stock', 'home-soon', count=soon, days=words.say('stock', 'days', count=shelf.warn_days))}"]
        if soon
        else []
    )
    return "  ".join(told)
