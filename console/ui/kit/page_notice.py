"""The strip of a page on which refusals and trouble with the store are said."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from console.app.ports import StoreError
from console.core.refusal import Refusal
from console.ui.kit.banner import Banner
from console.ui.shell.clinic_jobs import RefusedIntent
from console.ui.shell.model import Model


class PageNotice(Banner):
    """Shows refusals and trouble on the page that it stands on; a refusal only while that page is shown."""

    def __init__(self, model: Model, page: QWidget) -> None:
        super().__init__("warn", pressed=self._close)
        close = model.words.say("clients", "close")
        self.button.setText(close)
        self.button.setAccessibleName(close)
        self.button.show()
        self._words, self._page, self._told_news, self._refused = model.words, page, False, False
        self.hide()
        model.refused.connect(self._refuse)
        model.trouble.connect(self._tell_trouble)
        model.broken.connect(self._tell_mistake)
        model.drafts.put_by.connect(self._tell_kept)
        model.drafts.left.connect(self.end_news)
        model.said.connect(self._say)

    def show_text(self, text: str, kind: str = "warn") -> None:
        self._told_news = self._refused = False
        self.set_text(text, kind)
        self.show()

    def show_news(self, text: str) -> None:
        """Say what was done, until `end_news`, or until the page is left or nobody is at the screen."""
        self.show_text(text, "low")
        self._told_news = True

    def end_news(self) -> None:
        """Take away what was done; what is wrong stays."""
        if self._told_news:
            self._told_news = False
            self.forget()

    def show_refusal(self, refusal: Refusal) -> None:
        """Say what was refused, until something else is said or the page is left: it is of one try."""
        self.show_text(self._words.refusal(refusal))
        self._refused = True

    def _refuse(self, refused: RefusedIntent) -> None:
        if self._page.isVisible():
            self.show_refusal(refused.refusal)

    def _tell_trouble(self, error: StoreError | None) -> None:
        if error is None:
            self.hide()
        else:
            self.show_text(self._words.say("store", error.code, **error.facts), "stop")

    def _tell_mistake(self, error: BaseException) -> None:
        if self._page.isVisible():
            self.show_text(self._words.say("window", "mistake", kind=type(error).__name__), "stop")

    def _tell_kept(self, what: str) -> None:
        if self._page.isVisible():
            self.show_news(self._words.say("drafts", "kept", what=what))

    def _say(self, text: str) -> None:
        if not text:
            self.end_news()
        elif self._page.isVisible():
            self.show_news(text)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.end_news()
            if self._refused:
                self._refused = False
                self.forget()

    def _close(self) -> None:
        self.hide()
