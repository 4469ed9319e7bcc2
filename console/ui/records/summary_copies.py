"""Copies of a summary that leave: a PDF that is saved, pages that are printed; each is noted."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from console.app.copies import Summary, allow_copy, note_copy, save_summary
from console.app.out_file import WriteError
from console.core.days import begun_minutes
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.save_dialog import ask_save_path, documents_folder, free_path
from console.ui.shell.model import Model
from console.ui.shell.window_dependencies import Paper

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter


class SummaryCopies:
    """Says on the page's notice what came of each. `choose_file` and `choose_printer` ask the person at the screen."""

    def __init__(self, model: Model, page: QWidget, notice: PageNotice) -> None:
        self._model, self._page, self._notice = model, page, notice
        self._say = partial(model.words.say, "clients")
        self.choose_file: Callable[[Path], Path | None] = self._ask_file
        self.choose_printer: Callable[[QPrinter], bool] = self._ask_printer

    def save(self, summary: Summary) -> None:
        day = self._model.words.day_of(summary.state.begun.utc_ms, begun_minutes(summary.state)).isoformat()
        path = self.choose_file(
            free_path(documents_folder() / self._say("file-name", number=summary.state.number, day=day))
        )
        if path is None:
            return
        if self._model.dependencies.is_store(path.parent):
            self._notice.show_text(self._say("not-saved-store"), "stop")
            return
        clinic = self._model.open_clinic.clinic

        def job() -> WriteError | None:
            try:
                save_summary(clinic, summary, path)
            except WriteError as error:
                return error
            return None

        self._model.run(job, partial(self._tell_saved, path))

    def print_out(self, summary: Summary, pdf: "QPdfDocument", paper: Paper, shown: Callable[[], bool]) -> None:
        """Ask for a printer and print the pages, if they are still shown then; a printed copy is noted."""
        from console.ui.records.printer import new_printer, print_pages

        printer = new_printer(paper, self._say("summary"))
        if not self.choose_printer(printer):
            return
        clinic, done = self._model.open_clinic.clinic, self._say("printed")

        def print_now(_: None) -> None:
            if not shown():
                return
            if print_pages(pdf, printer):
                self._model.run(lambda: note_copy(clinic, summary), lambda _: self._notice.show_text(done, "low"))
            else:
                self._notice.show_text(self._say("not-printed"), "stop")

        self._model.run(lambda: allow_copy(clinic), print_now)

    def _tell_saved(self, path: Path, problem: WriteError | None) -> None:
        if problem is None:
            self._notice.show_text(self._say("saved-as", file=path.name, folder=path.parent), "low")
        else:
            text = self._say(f"not-saved-{problem.code}", file=path.name, detail=problem.detail)
            self._notice.show_text(text, "stop")

    def _ask_file(self, proposed: Path) -> Path | None:
        return ask_save_path(self._page, self._say("save-pdf"), proposed, f"{self._say('file-kind')} (*.pdf)")

    def _ask_printer(self, printer: "QPrinter") -> bool:
        from console.ui.records.printer import ask_printer

        return ask_printer(self._page, printer, lambda code: self._notice.show_text(self._say(code)))
