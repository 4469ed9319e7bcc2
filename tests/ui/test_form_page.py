"""A form is its fields, a check and a job: the rest is the same on every page, shown on the smallest one."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from console.core.refusal import Refusal
from console.ui.kit.card import Card, card_body
from console.ui.kit.fields import Field, SecretField, Tick
from console.ui.kit.form_page import FormPage
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.start.first_start import FirstStart
from tests.support.real_parts import Show, brought, press, write
from tests.support.texts import WORDS

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Form(FormPage):
    """Asks for a name and a secret."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "removal")
        self.name, self.secret, self.tick = Field("Name"), SecretField(self.words, "Secret"), Tick("Sure")
        self.chain = self.name, self.secret
        self.jobs, self.may_end = list[str](), Event()
        self.may_end.set()
        self.lay_out(Card(theme, card_body("Form", "Lead", self.name, self.secret, self.tick, self.trouble)))

    def check(self) -> bool:
        if not self.name.text:
            self.name.refuse("no name")
        return bool(self.name.text)

    def job(self) -> Callable[[], object]:
        name = self.name.text

        def tried() -> str:
            self.jobs.append(name)
            self.may_end.wait(20)
            if name == "refused":
                raise Refusal("name-needed")
            return name.upper()

        return tried

    def begin(self) -> None:
        self.name.setFocus()


@pytest.fixture
def form(model: Model, theme: Theme, show: Show) -> Iterator[Form]:
    page = Form(model, theme)
    show(page)
    yield page
    page.may_end.set()


def fill(form: Form, name: str) -> None:
    form.name.edit.setText(name)
    form.secret.edit.setText("four plain words")


def test_the_check_says_what_is_missing_and_no_job_is_run(form: Form) -> None:
    form.primary()
    assert (form.name.trouble.accessibleName(), form.name.edit.hasFocus()) == ("no name", True)
    assert (form.jobs, form.busy) == ([], False)


def test_done_brings_what_the_job_returned_and_the_secret_is_forgotten(qtbot: QtBot, form: Form) -> None:
    fill(form, "ada")
    with qtbot.waitSignal(form.done) as done:
        form.primary()
    assert (brought(done), form.secret.text, form.name.text) == ("ADA", "", "ada")


def test_while_the_job_runs_nothing_else_is_done_and_the_page_stays(qtbot: QtBot, form: Form) -> None:
    fill(form, "ada")
    left: list[bool] = []
    form.closed.connect(lambda: left.append(True))
    form.may_end.clear()
    with qtbot.waitSignal(form.done):
        form.primary()
        assert form.foot.primary.text() == WORDS.say("start", "moment")
        form.name.edit.clear()
        form.primary()
        assert not form.name.trouble.isVisible()
        press(ESCAPE)
        form.foot.back.click()
        form.secret.setFocus()
        press(Qt.Key.Key_X)
        assert (form.busy, left, form.secret.text) == (True, [], "four plain words")
        form.may_end.set()
    assert (form.jobs, form.busy) == (["ada"], False)
    press(ESCAPE)
    assert left == [True]


def test_a_refusal_is_said_on_the_page_where_nothing_deals_with_it(
    qtbot: QtBot, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(form, "refused")
    form.secret.setFocus()
    form.primary()
    qtbot.waitUntil(form.trouble.isVisible)
    assert form.trouble.accessibleName() == WORDS.refusal(Refusal("name-needed"))
    assert (form.busy, form.name.edit.hasFocus(), form.secret.text) == (False, True, "four plain words")
    dealt: list[Exception] = []

    def deal(error: Exception) -> bool:
        dealt.append(error)
        return True

    monkeypatch.setattr(form, "handles", deal)
    form.primary()
    qtbot.waitUntil(lambda: bool(dealt))
    assert (form.busy, form.trouble.isVisible()) == (False, False)


def test_the_secret_is_forgotten_when_the_page_is_left(form: Form) -> None:
    fill(form, "ada")
    form.hide()
    assert (form.name.text, form.secret.text) == ("ada", "")


def test_enter_goes_on_to_what_is_empty_and_then_does_it(qtbot: QtBot, form: Form) -> None:
    write("ada")
    press(ENTER)
    assert (form.secret.edit.hasFocus(), form.jobs) == (True, [])
    write("four plain words")
    with qtbot.waitSignal(form.done):
        press(ENTER)


@pytest.mark.parametrize("where", ["tick", "show"])
def test_enter_counts_a_tick_and_what_shows_a_secret_for_fields(qtbot: QtBot, form: Form, where: str) -> None:
    fill(form, "ada")
    (form.tick if where == "tick" else form.secret.show_button).setFocus()
    with qtbot.waitSignal(form.done):
        press(ENTER)
    assert (form.tick.isChecked(), form.secret.edit.echoMode()) == (False, form.secret.edit.EchoMode.Password)


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, form: Form) -> None:
    fill(form, "ada")
    form.foot.back.setFocus()
    with qtbot.waitSignal(form.closed):
        press(ENTER)
    assert form.jobs == []


def test_a_pedal_reads_on_to_the_end_and_then_does_it(form: Form, qtbot: QtBot) -> None:
    """At set-up it scrolled and was dead at the end of the page."""
    form.window().resize(700, 320)
    fill(form, "Ada")
    area = form.findChildren(QScrollArea)[0]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(0)
    presses = 0
    while not form.jobs and presses < 9:
        QTest.keyClick(form.window(), Qt.Key.Key_PageDown)
        presses += 1
        qtbot.waitUntil(lambda: not form.busy)
    assert form.jobs == ["Ada"]
    assert presses > 1


def test_at_the_end_of_what_is_adopted_a_pedal_is_the_page_s(model: Model, theme: Theme, show: Show) -> None:
    """One key, one act: two shortcuts of the same key would do nothing."""
    page = FirstStart(model, theme)
    show(page)
    keys = [each for each in page.findChildren(QShortcut) if each.key() == QKeySequence("PgDown")]
    assert len(keys) == 1
