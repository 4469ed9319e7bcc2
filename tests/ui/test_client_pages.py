"""Home, the clients and their summaries, used as a person would: by keys and presses, on a clock that only we move."""

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from console.app.lookup import entries, found
from console.app.ports import ClientView, Head, SessionView, StoreError
from console.app.typed_day import typed_day
from console.core.events import Event, RecordCopied
from console.core.people import Operator, Profile
from console.core.protocol import Protocol
from console.core.record import Record
from console.core.words import Words
from console.ui.look import Look
from console.ui.model import Model
from console.ui.pages.clients import Clients
from console.ui.pages.home import Home
from console.ui.pages.homecard import AS_THE_CLOCKS_SAY
from console.ui.pages.summary import SummaryPage
from console.ui.parts import Paper, Parts
from resources import table
from tests.app.room import Room
from tests.memory_store import MemoryStore

WORDS = Words(table("i18n", "en.toml") | table("i18n", "window.en.toml") | table("i18n", "clients.en.toml"))
MINUTE = 60_000
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""

MONTHS = WORDS.say("format", "months").split()


class Failing(MemoryStore):
    """A store whose disk is full for as long as `full` stands."""

    full = False

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        if self.full:
            raise StoreError("disk-full")
        return super().append(event, before, after)


class Desk:
    """A room with a window's model on it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.store = Failing()
        self.room = Room(self.store)
        self.clock = self.room.clock
        self.papers: list[bytes] = []
        self.model = Model(self._parts(folder))
        self.look = Look(app, "light", 1.0)
        self.model.use(self.store)
        self.model.sign_in(self.room.osei)
        self.sessions = self.model.sessions

    def _parts(self, folder: Path) -> Parts:
        def unused(*_: object) -> object:
            raise AssertionError

        def protocol() -> Protocol:
            raise AssertionError

        return Parts(
            words=WORDS, clock=self.room.clock, random=self.room.random, folder=folder, settings=folder / "settings",
            open_store=unused, create_store=unused, is_store=lambda place: (place / "stipple.keys").exists(),  # type: ignore[arg-type]
            protocol=protocol, summary=self._paper, zone_name=lambda: "Europe/Berlin", example=unused,  # type: ignore[arg-type]
        )  # fmt: skip

    def _paper(self, record: Record, paper: Paper) -> bytes:
        from console.documents.summary import summary

        self.papers.append(summary(record, WORDS, paper))
        return self.papers[-1]

    def add(self, *facts: object) -> str:
        return self.room.clinic.add_client(Profile(*facts))  # type: ignore[arg-type]

    def begin(self, client: str, couch: str = "") -> str:
        return self.sessions.begin(client, self.room.osei, couch).id

    @property
    def copies(self) -> list[RecordCopied]:
        return [event.body for event in self.store.log if isinstance(event.body, RecordCopied)]


Shown = Callable[[QWidget], None]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, tmp_path)
    yield made
    made.model.close()
    made.look.deleteLater()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    pages: list[QWidget] = []

    def show(page: QWidget) -> None:
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1280, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    yield show
    for page in pages:
        page.hide()


def home(desk: Desk, shown: Shown, qtbot: QtBot, cards: int) -> Home:
    page = Home(desk.model, desk.look)
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: len(page.cards) == cards and bool(page._clinic.accessibleName()))
    return page


def clients(desk: Desk, shown: Shown, qtbot: QtBot) -> Clients:
    page = Clients(desk.model, desk.look)
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: page.rows.rowCount() == len(desk.store.clients()) and not desk.model._worker.busy)
    return page


def summary(desk: Desk, shown: Shown, qtbot: QtBot) -> tuple[SummaryPage, str]:
    session = desk.begin(desk.room.maya)
    page = SummaryPage(desk.model, desk.look)
    shown(page)
    page.show_session(session)
    qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    return page, session


def texts(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def type_into(text: str) -> None:
    """Plain letters only."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def key(widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, modifier)


def press(page: QWidget, which: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    key(QApplication.focusWidget() or page, which, modifier)


def _given(place: Path, _: Path) -> Path:
    return place


def names(page: Clients) -> list[str]:
    return [each.client.profile.name for each in page.rows.rows]


def test_home_tells_clinic_operator_and_sessions(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya, "Couch 2")
    page = home(desk, shown, qtbot, 1)
    assert page._clinic.accessibleName() == "Hautraum"
    assert "A. Osei" in page._operator.accessibleName()
    assert "REHEARSAL" in texts(page)
    for told in ("Maya Lindqvist", "Couch 2", "Prepare", "⚠ Allergy: penicillin"):
        assert told in texts(page.cards[0])


def test_timers_move_with_the_clock_and_nothing_is_rebuilt(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    card = page.cards[0]
    assert "Prepare 0:00" in texts(card)
    desk.clock.advance(65_000)
    page.tick()
    assert page.cards[0] is card
    assert "Prepare 1:05" in texts(card)


def test_home_goes_on_by_digit_and_by_button(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    page = home(desk, shown, qtbot, 1)
    with qtbot.waitSignal(page.resume) as told:
        press(page, Qt.Key.Key_1)
    assert told.args == [session]
    with qtbot.waitSignal(page.resume):
        page.cards[0].go_on.click()


def test_home_keys(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = home(desk, shown, qtbot, 0)
    for which, signal in (
        (Qt.Key.Key_N, page.new_session), (Qt.Key.Key_Space, page.new_session), (Qt.Key.Key_C, page.clients),
        (Qt.Key.Key_S, page.settings), (Qt.Key.Key_F1, page.keys), (Qt.Key.Key_A, page.about),
        (Qt.Key.Key_L, page.sign_out),
    ):  # fmt: skip
        with qtbot.waitSignal(signal):
            press(page, which)


def test_a_restart_of_the_computer_is_told_and_agreed_to(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    desk.clock.advance(5 * MINUTE)
    desk.sessions.beat()
    desk.clock.reboot(12 * MINUTE)
    page = home(desk, shown, qtbot, 1)
    card = page.cards[0]
    assert "The clocks say this session was away for 12:00: is that right?" in texts(card)
    with qtbot.assertNotEmitted(page.resume), qtbot.waitSignal(page.resume_after) as told:
        card.go_on.click()
    assert told.args == [session, AS_THE_CLOCKS_SAY]
    assert desk.sessions.now_t(desk.sessions.resume(session)) == 17 * MINUTE


def test_another_length_can_be_said(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    desk.sessions.beat()
    desk.clock.reboot(12 * MINUTE)
    desk.clock.advance(MINUTE)
    page = home(desk, shown, qtbot, 1)
    assert page.cards[0].other is not None
    page.cards[0].other.click()
    with qtbot.waitSignal(page.resume_after) as told:
        key(page.choices, Qt.Key.Key_3)
    assert told.args == [session, 5 * MINUTE]
    assert desk.sessions.now_t(desk.sessions.resume(session, 5 * MINUTE)) == 6 * MINUTE


@pytest.mark.parametrize(("off", "offers"), [(9 * 60 * MINUTE, "By its clock: 9 h"), (-5 * MINUTE, "1 min")])
def test_clocks_that_cannot_tell_propose_nothing(desk: Desk, shown: Shown, qtbot: QtBot, off: int, offers: str) -> None:
    desk.begin(desk.room.maya)
    desk.clock.reboot(off)
    page = home(desk, shown, qtbot, 1)
    with qtbot.assertNotEmitted(page.resume_after):
        page.cards[0].go_on.click()
    assert page.choices.isVisible()
    first = next(each for each in page.choices.findChildren(QAbstractButton) if each.text().startswith("1"))
    assert offers in first.text()


def test_alarms_stand_on_the_card_with_their_marks(desk: Desk, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    from console.app.scripts.runner import play
    from tests.bench.stage import stage

    script = (Path(__file__).parents[1] / "scripts" / "overtime-numbing.session").read_text(encoding="utf-8")
    staged = stage(tmp_path / "s")
    cut = script.partition("cream-off")[0].rpartition("\n")[0]
    play(staged, cut, "overtime")
    other = Model(desk._parts(tmp_path))
    try:
        other.parts = Parts(
            **{name: getattr(other.parts, name) for name in Parts.__struct_fields__} | {"clock": staged.clock}
        )
        other.use(staged.store)
        other.sign_in(staged.store.people()[0])
        page = Home(other, desk.look)
        shown(page)
        page.show_all()
        qtbot.waitUntil(lambda: len(page.cards) == 1)
        staged.clock.advance(300 * MINUTE)
        page.tick()
        assert "***  " in texts(page.cards[0])
        assert "over its maximum" in texts(page.cards[0])
    finally:
        other.close()


def test_signed_sessions_of_today_lead_to_their_summary(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    from msgspec.structs import replace

    session = desk.begin(desk.room.maya)
    now = desk.clock.now().utc_ms
    view = replace(desk.store.views[session], status="signed", ended_utc_ms=now)
    older = replace(view, id="0" * 32, ended_utc_ms=now - 2 * 24 * 60 * MINUTE)
    desk.store.views = {session: view, older.id: older}
    page = home(desk, shown, qtbot, 0)
    buttons = [each for each in page.findChildren(QAbstractButton) if each.text() == "Summary"]
    assert [each.accessibleName() for each in buttons] == ["Summary of Maya Lindqvist, session 1"]
    with qtbot.waitSignal(page.summary) as told:
        buttons[0].click()
    assert told.args == [session]


def test_a_client_is_added_by_keys_alone(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_N, control=True)
    type_into("Ines Odegard")
    press(page, Qt.Key.Key_Tab)
    type_into("14 3 1992")
    assert "✓ 14 Mar 1992, 33 years" in texts(page.form)
    for _ in range(2):
        press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Right)
    page.form.allergies.setFocus()
    type_into("latex")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ines Odegard" in names(page))
    profile = desk.store.clients()[-1].profile
    assert (profile.name, profile.born, profile.allergies) == ("Ines Odegard", "1992-03-14", "latex")
    assert "Ines Odegard" in texts(page.card)


def test_what_nobody_entered_is_not_recorded(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Noor")
    page.form.save()
    qtbot.waitUntil(lambda: "Noor" in names(page))
    assert desk.store.clients()[-1].profile == Profile("Noor")
    for told in ("birthday not recorded", "skin type not recorded", "Allergies: not recorded", "Contact: not recorded"):
        assert told in texts(page.card)


def test_a_client_is_changed(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    press(page, Qt.Key.Key_E, control=True)
    assert page.form.born.text() == "14 Mar 1992"
    assert page.form.back.text() == "Back to the list"
    page.form.skins.button(5).click()
    assert page.form.back.text() == "Discard"
    page.form.save()
    qtbot.waitUntil(lambda: "Fitzpatrick V" in texts(page.card))
    assert desk.store.client(desk.room.maya) == ClientView(
        desk.room.maya, Profile("Maya Lindqvist", "1992-03-14", 5, "penicillin"), 0
    )


def test_none_known_is_said_calmly(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.add("Zoë", "", None, "none known")
    page = clients(desk, shown, qtbot)
    page.search.setText("zoe")
    assert "Allergies: none known" in texts(page.card)
    assert page.card._allergies.property("chip") == "accent"


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.contact.setText("0151 234")
    page.form.save()
    qtbot.waitUntil(lambda: "⚠ A name is needed." in texts(page.form))
    page.form.name.setText("Ana")
    assert "A name is needed" not in texts(page.form)
    for typed, told in (("31 2 1990", "That is no day yet"), ("1 1 2090", "still to come")):
        page.form.born.setText(typed)
        page.form.save()
        assert told in texts(page.form)
    assert page.form.contact.text() == "0151 234"
    assert len(desk.store.clients()) == 1


def test_a_full_disk_loses_nothing_typed(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Ana")
    desk.store.full = True
    page.form.save()
    qtbot.waitUntil(lambda: "The disk is full" in texts(page))
    assert page.form.name.text() == "Ana"
    desk.store.full = False
    page.form.save()
    qtbot.waitUntil(lambda: "Ana" in names(page))
    assert [each.profile.name for each in desk.store.clients()] == ["Maya Lindqvist", "Ana"]


def test_a_draft_stays_until_it_is_discarded(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Ana")
    press(page, Qt.Key.Key_Escape)
    assert page.choices.isVisible()
    page.choices.press(0)
    page.hide()
    page.show()
    page.show_all()
    page.new_client()
    assert page._stack.currentWidget() is page.form
    assert page.form.name.text() == "Ana"
    page.form.back.click()
    page.choices.press(1)
    assert page._stack.currentWidget() is not page.form
    assert page.form.name.text() == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe bron", "Zoë Brønsted"), ("ZOË", "Zoë Brønsted"), ("花子", "山田花子"), ("محمد", "مُحَمَّد القحطاني"),
        ("القح", "مُحَمَّد القحطاني"), ("łukasz", "Lukasz Żak"), ("zak", "Lukasz Żak"), ("1992-03", "Maya Lindqvist"),
        ("14.3.1992", "Maya Lindqvist"), ("14/03/1992", "Maya Lindqvist"), ("lind may", "Maya Lindqvist"),
        ("김", "김민준"), ("strasse", "Ute Straße"),
    ],
)  # fmt: skip
def test_search_in_any_script(desk: Desk, shown: Shown, qtbot: QtBot, typed: str, name: str) -> None:
    for each in ("Zoë Brønsted", "山田花子", "مُحَمَّد القحطاني", "Lukasz Żak", "김민준", "Ute Straße"):
        desk.add(each)
    page = clients(desk, shown, qtbot)
    page.search.setText(typed)
    assert names(page) == [name]
    assert name in texts(page.card)
    press(page, Qt.Key.Key_Escape)
    assert page.rows.rowCount() == 7


def test_five_thousand_clients_are_filtered_within_50_ms() -> None:
    many = [ClientView(f"{n:032x}", Profile(f"Zoë Client {n}", "1992-03-14"), 0) for n in range(5_000)]
    known = entries(many)
    gc.collect()
    begun = time.perf_counter()
    assert len(found(known, "zoe 4999")) == 1
    assert time.perf_counter() - begun < 0.05


@pytest.mark.parametrize(
    ("typed", "month_first", "iso"),
    [
        ("14 3 1992", False, "1992-03-14"), ("3/14/1992", True, "1992-03-14"), ("14.03.1992", False, "1992-03-14"),
        ("1992-03-14", True, "1992-03-14"), ("14031992", False, "1992-03-14"), ("14 Mar 1992", True, "1992-03-14"),
        ("march 14, 1992", True, "1992-03-14"), ("١٤/٣/١٩٩٢", False, "1992-03-14"), ("14 3 92", False, None),
        ("31 2 1990", False, None), ("14 3", False, None), ("14 foo 1992", False, None), ("", False, None),
        ("mar mar 1992", False, None), ("0 0 0000", False, None),
    ],
)  # fmt: skip
def test_a_day_as_it_is_typed(typed: str, month_first: bool, iso: str | None) -> None:
    day = typed_day(typed, MONTHS, month_first)
    assert (day.isoformat() if day else None) == iso


def test_start_asks_the_couch_by_one_press(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    ana = desk.add("Ana")
    desk.begin(desk.room.maya, "Couch 1")
    page = clients(desk, shown, qtbot)
    type_into("ana")
    press(page, Qt.Key.Key_Return)
    assert page.choices.isVisible()
    assert "Couch 1: Maya Lindqvist is there" in {
        each.accessibleName() for each in page.choices.findChildren(QAbstractButton)
    }
    with qtbot.waitSignal(page.start) as told:
        key(page.choices, Qt.Key.Key_2)
    assert told.args == [ana, "Couch 2"]


def test_an_open_session_is_gone_on_with(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    assert page.card._start.text() == "Go on"
    qtbot.waitUntil(lambda: "0 zones, open" in texts(page.card))
    with qtbot.assertNotEmitted(page.start), qtbot.waitSignal(page.resume) as told:
        page.card._start.click()
    assert told.args == [session]


def test_arrows_go_through_the_list_while_searching(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.add("Ana")
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_Down)
    assert "Ana" in texts(page.card)
    press(page, Qt.Key.Key_Down)
    assert "Maya Lindqvist" in texts(page.card)
    assert page.search.hasFocus()


def test_the_summary_tells_client_day_and_pages(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page, _ = summary(desk, shown, qtbot)
    assert "Maya Lindqvist" in texts(page)
    assert "2 Mar 2026 · session 1" in texts(page)
    view = page._view
    assert view is not None
    count = view.pdf.pageCount()
    assert count >= 1
    assert page.pages.text() == ("1 page" if count == 1 else f"{count} pages")
    page.turn("letter" if page.paper == "a4" else "a4")
    qtbot.waitUntil(lambda: page.summary is not None and len(desk.papers) == 2, timeout=20_000)
    assert view.pdf.pagePointSize(0).width() != 0
    page.hide()
    assert view.pdf.pageCount() == 0


def test_saving_writes_the_very_bytes_and_notes_the_copy(
    desk: Desk, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    page, session = summary(desk, shown, qtbot)
    proposed: list[Path] = []
    target = tmp_path / "out.pdf"

    def choose(path: Path) -> Path:
        proposed.append(path)
        return target

    page.choose_file = choose
    press(page, Qt.Key.Key_S, control=True)
    qtbot.waitUntil(lambda: "Saved as out.pdf" in texts(page))
    assert target.read_bytes() == desk.papers[-1]
    assert proposed[0].name == "session-1-2026-03-02.pdf"
    assert desk.copies == [RecordCopied("summary", desk.sessions.record(session).digest, session)]
    assert list(tmp_path.glob("*.pdf")) == [target]


def test_a_place_that_takes_nothing_is_said_plainly(desk: Desk, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    page, _ = summary(desk, shown, qtbot)
    for place, told in (
        (Path("/dev/full"), "is full. Nothing was lost"),
        (Path("/proc/version"), "Nothing was lost: choose another"),
        (tmp_path / "nowhere" / "a.pdf", "could not be written (No such file or directory)"),
    ):
        there = place.exists()
        if place.parts[1] in ("dev", "proc") and not there:
            continue
        page.choose_file = partial(_given, place)
        page.save()
        qtbot.waitUntil(lambda told=told: told in texts(page.notice))
        assert place.exists() == there
    assert desk.copies == []
    assert page.summary is not None


def test_the_folder_of_a_store_is_no_place_for_copies(desk: Desk, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    page, _ = summary(desk, shown, qtbot)
    (tmp_path / "stipple.keys").write_text("")
    page.choose_file = lambda _: tmp_path / "a.pdf"
    page.save()
    assert "holds the clinic's own data" in texts(page.notice)
    assert not (tmp_path / "a.pdf").exists()


def test_printing_sends_every_page_and_notes_the_copy(desk: Desk, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    page, session = summary(desk, shown, qtbot)
    target = tmp_path / "printed.pdf"

    def choose(printer: QPrinter) -> bool:
        assert "Maya" not in printer.docName()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    page.choose_printer = choose
    page.print_out()
    qtbot.waitUntil(lambda: "Sent to the printer" in texts(page.notice))
    printed = QPdfDocument()
    printed.load(str(target))
    assert page._view is not None
    assert printed.pageCount() == page._view.pdf.pageCount()
    assert abs(printed.pagePointSize(0).width() - page._view.pdf.pagePointSize(0).width()) < 2
    assert [copy.of for copy in desk.copies] == [session]


def test_who_may_not_print_is_told_so(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.model.operator = Operator("x", "B. Read", ("treat",))
    page, _ = summary(desk, shown, qtbot)
    assert not page.save_button.isEnabled()
    assert not page.print_button.isEnabled()
    assert "B. Read may not print" in texts(page.notice)


def test_every_control_is_named_and_large(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya, "Couch 1")
    pages: list[QWidget] = [home(desk, shown, qtbot, 1), clients(desk, shown, qtbot)]
    pages.append(summary(desk, shown, qtbot)[0])
    seen = 0
    for page in pages:
        if isinstance(page, Clients):
            page.choose(desk.room.maya)
        controls = [
            each
            for kind in (QAbstractButton, QLineEdit, QAbstractSpinBox, QListView)
            for each in page.findChildren(kind)
            if not each.objectName().startswith("qt_")
        ]
        for each in controls:
            seen += 1
            interface = QAccessible.queryAccessibleInterface(each)
            assert each.accessibleName() or interface is None, each
            if each.isVisible():
                assert each.height() >= 48, (each.accessibleName(), each.height())
    assert seen > 30
