"""The summary: shown, saved and printed, each copy noted."""

import hashlib
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from console.core.events import PersonChanged, RecordCopied
from console.core.people import Operator
from console.core.record import Record
from console.ui.kit.save_dialog import ask_save_path, free_path
from console.ui.records.summary_page import SummaryPage
from console.ui.shell.window_dependencies import Paper
from tests.support.clients_room import ClientsRoom, Shown, press, summary, texts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def _says(page: SummaryPage, told: str) -> bool:
    return told in texts(page.notice)


def _three_pages(record: Record, paper: Paper) -> bytes:
    data = BytesIO()
    drawn = Canvas(data, pagesize=(595, 842))
    for number in range(3):
        drawn.drawString(72, 700, f"page {number}")
        drawn.showPage()
    drawn.save()
    return data.getvalue()


def _given(place: Path, _: Path) -> Path:
    return place


def test_the_summary_tells_client_day_and_pages(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page, _ = summary(desk, shown, qtbot)
    qtbot.waitUntil(lambda: "Maya Lindqvist" in texts(page))
    assert "2 Mar 2026 · session 1" in texts(page)
    view = page._view
    assert view is not None
    count, width = view.pdf.pageCount(), view.pdf.pagePointSize(0).width()
    assert count >= 1
    assert page.pages.text() == ("1 page" if count == 1 else f"{count} pages")
    page.turn("letter" if page.paper == "a4" else "a4")
    qtbot.waitUntil(lambda: page.summary is not None and len(desk.papers) == 2, timeout=20_000)
    assert {round(width), round(view.pdf.pagePointSize(0).width())} == {595, 612}
    page.hide()
    assert view.pdf.pageCount() == 0


def test_a_name_that_another_paper_has_is_not_proposed(tmp_path: Path) -> None:
    for name in ("session-1-2026-03-02.pdf", "session-1-2026-03-02-2.pdf"):
        (tmp_path / name).touch()
    assert free_path(tmp_path / "session-1-2026-03-02.pdf").name == "session-1-2026-03-02-3.pdf"
    assert free_path(tmp_path / "session-2-2026-03-02.pdf").name == "session-2-2026-03-02.pdf"


def test_saving_writes_the_very_bytes_and_notes_the_copy(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, session = summary(desk, shown, qtbot)
    proposed: list[Path] = []
    target = tmp_path / "out.pdf"

    def choose(path: Path) -> Path:
        proposed.append(path)
        return target

    page.copies.choose_file = choose
    press(page, Qt.Key.Key_S, control=True)
    qtbot.waitUntil(lambda: "Saved as out.pdf" in texts(page))
    assert target.read_bytes() == desk.papers[-1]
    assert proposed[0].name == "session-1-2026-03-02.pdf"
    left = hashlib.sha256(target.read_bytes()).hexdigest()
    assert desk.copies == [RecordCopied("summary", desk.sessions.record(session).digest, session, left)]
    assert list(tmp_path.glob("*.pdf")) == [target]


def test_a_place_that_takes_nothing_is_said_plainly(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = summary(desk, shown, qtbot)
    for place, told in (
        (Path("/dev/full"), "is full. Nothing was lost"),
        (Path("/proc/version"), "Nothing was lost: choose another"),
        (tmp_path / "nowhere" / "a.pdf", "could not be written (No such file or directory)"),
    ):
        there = place.exists()
        if place.parts[1] in ("dev", "proc") and not there:
            continue
        page.copies.choose_file = partial(_given, place)
        page.save()
        qtbot.waitUntil(partial(_says, page, told))
        assert place.exists() == there
    assert desk.copies == []
    assert page.summary is not None


def test_a_file_of_the_name_that_gets_its_suffix_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog asks before it replaces what it knows of; it is shown again for the name with the suffix."""
    (tmp_path / "a.pdf").touch()
    asked, given = list[str](), iter([str(tmp_path / "a"), str(tmp_path / "a.pdf"), str(tmp_path / "b"), ""])

    def dialog(parent: object, title: str, proposed: str, kind: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return next(given), kind

    monkeypatch.setattr("console.ui.kit.save_dialog.QFileDialog.getSaveFileName", dialog)
    ask = partial(ask_save_path, None, "Save", tmp_path / "paper.pdf", "*.pdf")  # type: ignore[arg-type]
    assert [ask(), ask(), ask()] == [tmp_path / "a.pdf", tmp_path / "b.pdf", None]
    assert asked == ["paper.pdf", "a.pdf", "paper.pdf", "paper.pdf"]


def test_the_folder_of_a_store_is_no_place_for_copies(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = summary(desk, shown, qtbot)
    (tmp_path / "stipple.keys").write_text("")
    page.copies.choose_file = lambda _: tmp_path / "a.pdf"
    page.save()
    assert "holds the clinic's own data" in texts(page.notice)
    assert not (tmp_path / "a.pdf").exists()


def test_printing_sends_every_page_and_notes_the_copy(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.model.dependencies = replace(desk.model.dependencies, summary=_three_pages)
    page, session = summary(desk, shown, qtbot)
    assert page.pages.text() == "3 pages"
    target = tmp_path / "printed.pdf"

    def choose(printer: QPrinter) -> bool:
        assert "Maya" not in printer.docName()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    page.copies.choose_printer = choose
    page.print_out()
    qtbot.waitUntil(lambda: "Sent to the printer" in texts(page.notice))
    printed = QPdfDocument()
    printed.load(str(target))
    assert page._view is not None
    assert printed.pageCount() == page._view.pdf.pageCount()
    assert abs(printed.pagePointSize(0).width() - page._view.pdf.pagePointSize(0).width()) < 2
    assert [copy.of for copy in desk.copies] == [session]


def test_a_right_that_was_taken_back_meanwhile_stops_the_paper(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = summary(desk, shown, qtbot)
    target = tmp_path / "printed.pdf"

    def choose(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        taken = replace(desk.room.osei, rights=("treat",))
        desk.store.append(desk.model.open_clinic.clinic.event(PersonChanged(taken)))
        return True

    page.copies.choose_printer = choose
    page.print_out()
    qtbot.waitUntil(lambda: "may not print" in texts(page.notice))
    assert not target.exists()
    assert desk.copies == []


def test_without_a_printer_nothing_is_said_to_be_printed(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page, _ = summary(desk, shown, qtbot)
    page.print_out()
    assert "No printer is set up" in texts(page.notice)
    assert desk.copies == []


def test_who_may_not_print_is_told_so(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.model.operator = Operator("x", "B. Read", ("treat",))
    page, _ = summary(desk, shown, qtbot)
    assert not page.save_button.isEnabled()
    assert not page.print_button.isEnabled()
    assert "B. Read may not print" in texts(page.notice)
