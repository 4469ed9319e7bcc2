"""Text that a program types, or a person whose fingers roll: all of it stays in its field. Tables, without a window."""

from collections.abc import Iterator
from itertools import pairwise, repeat
from random import Random

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from console.ui.input import key_queue
from console.ui.input.burst import SECRET
from console.ui.input.key_events import KeyPress
from console.ui.input.key_queue import LONGEST, KeyQueue
from tests.support.keyboard import let_pass
from tests.support.left_open import discard

CODE = "0104012345678901"
KEYS = {"\n": (Qt.Key.Key_Return, "\r"), "\t": (Qt.Key.Key_Tab, "\t"), "\x1b": (Qt.Key.Key_Escape, "")}


class Form:
    """Fields one behind the other: what the queue leaves to them they take as Qt has them take it."""

    def __init__(self, kinds: str) -> None:
        """`kinds` has a sign for each field: a note, a line, a secret."""
        self.parent = QObject()
        self.fields: list[QLineEdit | QPlainTextEdit] = [
            QPlainTextEdit() if each == "n" else QLineEdit() for each in kinds
        ]
        for field, kind in zip(self.fields, kinds, strict=True):
            field.setProperty(SECRET, kind == "s")
        self.at, self.ms = 0, 10_000
        self.entered = self.said = 0
        self.scans: list[str] = []
        self.queue = KeyQueue(self.parent, lambda text: text == CODE, self.act)
        self.queue.scanned.connect(self.scans.append)
        self.queue.typed.connect(self._say)

    def _say(self) -> None:
        self.said += 1

    def act(self, press: KeyPress) -> None:
        field = self.fields[self.at]
        if press.key == Qt.Key.Key_Tab:
            self.at += 1
        elif press.key == Qt.Key.Key_Return and isinstance(field, QLineEdit):
            self.entered += 1
        elif isinstance(field, QLineEdit):
            field.insert(press.text)
        else:
            field.insertPlainText("\n" if press.key == Qt.Key.Key_Return else press.text)

    def hold(self) -> None:
        """The last key is still down when a scanner would have let go of it."""
        self.queue._timer.stop()
        self.queue._time_out()

    def type(self, text: str, gaps: Iterator[int]) -> None:
        for char, gap in zip(text, gaps, strict=False):
            self.ms += gap
            key, typed = KEYS.get(char, (Qt.Key(ord(char.upper())), char))
            press = KeyPress(key.value, text=typed, at=self.ms)
            if not self.queue.take(press):
                self.act(press)

    @property
    def texts(self) -> list[str]:
        return [each.text() if isinstance(each, QLineEdit) else each.toPlainText() for each in self.fields]


@pytest.fixture
def form(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Form]:
    made = Form(request.param)
    monkeypatch.setattr(key_queue, "text_field", lambda _: made.fields[made.at])
    yield made
    discard(made.parent, *made.fields)


NOTE = "asked to rest\nnot dizzy any more, no pain"


def rolled(text: str) -> Iterator[int]:
    """A person at 75 to 135 ms a sign, whose finger is on the next key when Enter goes down."""
    chance = Random(3)
    return iter([30 if before == "\n" else chance.randint(75, 135) for before in " " + text])


@pytest.mark.parametrize("every", [4, 16, 30, 60, 90])
@pytest.mark.parametrize(
    ("form", "text", "texts", "entered", "said"),
    [
        ("n", "First line of it\nsecond line\n\nthird\n", ["First line of it\nsecond line\n\nthird\n"], 0, 0),
        ("n", "a\nb\nc", ["a\nb\nc"], 0, 0),
        ("ll", "Ada Lovelace\t10.12.1990", ["Ada Lovelace", "10.12.1990"], 0, 0),
        ("nl", "rested a little\tas told", ["rested a little", "as told"], 0, 0),
        ("l", "Ada Lovelace\n", ["Ada Lovelace"], 0, 1),
        ("s", "+$even brave cats\n", ["+$even brave cats"], 1, 0),
        ("s", "4012345678901\n", ["4012345678901"], 1, 0),
        ("lss", "A. Lee\tbrave cats\tbrave cats\n", ["A. Lee", "brave cats", "brave cats"], 1, 0),
        ("s", CODE + "\n", [CODE], 1, 0),
        ("n", CODE + "\n", [""], 0, 0),
        ("l", CODE + "\t", [""], 0, 0),
    ],
    indirect=["form"],
)  # fmt: skip
def test_what_a_program_types_is_what_stands_there(
    form: Form, text: str, texts: list[str], entered: int, said: int, every: int
) -> None:
    form.type(text, repeat(every))
    form.queue.settle()
    assert (form.texts, form.entered, form.said) == (texts, entered, said)
    assert form.scans == ([] if any(texts) else [CODE])


@pytest.mark.parametrize(
    ("form", "text", "texts", "said"),
    [("n", NOTE, [NOTE], 0), ("l", "ab\nn", ["abn"], 1), ("ll", "ab\tno pain", ["ab", "no pain"], 0)],
    indirect=["form"],
)
def test_a_sign_rolled_behind_enter_or_tab_takes_no_words_with_it(
    form: Form, text: str, texts: list[str], said: int
) -> None:
    form.type(text, rolled(text.replace("\t", "\n")))
    form.queue.settle()
    assert (form.texts, form.said, form.scans, form.entered) == (texts, said, [], 0)


@pytest.mark.parametrize("form", ["l"], indirect=True)
def test_an_enter_a_little_behind_fast_text_is_said_and_the_next_one_acts(form: Form) -> None:
    form.type("x" * (LONGEST + 99), repeat(5))
    form.queue.settle()
    assert form.texts == ["x" * (LONGEST + 99)]
    for wait, entered in ((250, 0), (900, 1)):
        form.type("\n", iter([wait]))
        form.queue.settle()
        assert (form.entered, form.said) == (entered, 1)


@pytest.mark.parametrize(("down", "entered"), [(4, 0), (80, 1)])
@pytest.mark.parametrize("form", ["l"], indirect=True)
def test_an_enter_behind_signs_that_no_finger_let_go_of_does_nothing(form: Form, down: int, entered: int) -> None:
    """A short code into a field, as unevenly as a bad radio link brings it."""
    for char, gap in zip("2468\n", (900, 130, 205, 101, 240), strict=True):
        form.type(char, iter([gap]))
        form.queue.came_up(form.ms + down)
    form.queue.settle()
    assert (form.texts, form.entered, form.said) == (["2468"], entered, 1 - entered)


@pytest.mark.parametrize(("down", "acted"), [(4, "1"), (90, "12345")])
@pytest.mark.parametrize("form", ["l"], indirect=True)
def test_a_short_code_slower_than_a_key_waits_is_taken_whole_and_its_first_key_back(
    form: Form, monkeypatch: pytest.MonkeyPatch, down: int, acted: str
) -> None:
    """Only its first key has acted, unless each was under a finger for a while."""
    monkeypatch.setattr(key_queue, "text_field", lambda _: None)
    heads = list[object]()
    form.queue.headed.connect(heads.append)
    gaps = (900, 128, 201, 173, 246, 125, 900)
    for char, (gap, then) in zip("12345\n", pairwise(gaps), strict=True):
        form.type(char, iter([gap]))
        if down < 70:
            form.queue.came_up(form.ms + down)
            let_pass(form.queue, then)
        else:
            form.hold()
            form.queue.came_up(form.ms + down)
    scanned = down < 70
    assert (form.texts, form.entered, form.scans) == ([acted], int(not scanned), ["12345"] if scanned else [])
    assert len(heads) == int(scanned)
