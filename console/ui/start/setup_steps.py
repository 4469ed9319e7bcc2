"""The steps of setting up a clinic, up to its recovery code: each keeps what was typed and checks it."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from console.app.passphrases import plain_code
from console.core.names import readable_name
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.ui.kit.card import card_body
from console.ui.kit.fields import Field, Trouble
from console.ui.kit.labels import chip, label
from console.ui.kit.layouts import clear_layout, column, holder
from console.ui.people.passphrase_fields import PassphrasePair
from console.ui.start.clinic_setup import Names

ACROSS = 3


class Step(QWidget):
    """A step of the first start: a title, what is asked, and whether it can go on."""

    def __init__(self, words: Words, code: str, *items: "QWidget | int") -> None:
        super().__init__()
        self.words = words
        self.trouble = Trouble()
        inner = card_body(self.say(f"{code}-title"), self.say(f"{code}-lead"), *items, self.trouble)
        self.setLayout(column(inner))

    def say(self, code: str, **facts: object) -> str:
        return self.words.say("start", code, **facts)

    @property
    def primary(self) -> str:
        return self.say("next")

    def go_on(self) -> bool:
        """Whether Enter stayed within the step: on to a field that is still empty, or held by the one it was in."""
        return False

    def check(self) -> bool:
        """Whether it can go on; where not, say why beside what stands in the way."""
        return True

    def back(self) -> bool:
        """Whether going back stayed within the step."""
        return False

    def begin(self) -> None:
        """Put the focus where typing starts."""


class NamesStep(Step):
    """Asks for the names of the clinic and of its first practitioner."""

    def __init__(self, words: Words) -> None:
        self.clinic = Field(words.say("start", "clinic"), words.say("start", "clinic-hint"))
        self.person = Field(words.say("start", "person"), words.say("start", "person-hint"))
        super().__init__(words, "names", self.clinic, self.person)

    def names(self) -> Names:
        return Names(self.clinic.text.strip(), self.person.text.strip())

    def show_names(self, names: Names) -> None:
        self.clinic.edit.setText(names.clinic)
        self.person.edit.setText(names.person)

    def go_on(self) -> bool:
        if not self.clinic.edit.hasFocus() or self.person.text.strip():
            return False
        if self._good(self.clinic):
            self.person.edit.setFocus()
        return True

    def check(self) -> bool:
        wanting = [field for field in (self.person, self.clinic) if not self._good(field)]
        return not wanting

    def _good(self, field: Field) -> bool:
        try:
            readable_name(field.text)
        except Refusal as refusal:
            field.refuse(self.words.refusal(refusal))
            return False
        return True

    def begin(self) -> None:
        field = self.person if self.clinic.text and not self.person.text else self.clinic
        field.edit.setFocus()


class PassphraseStep(Step):
    """Asks for the passphrase that opens the clinic, twice."""

    def __init__(self, words: Words) -> None:
        self._pair = PassphrasePair(words, words.say("start", "passphrase"))
        self.first, self.again = self._pair.first, self._pair.again
        super().__init__(words, "passphrase", self._pair)
        self._pair.edited.connect(lambda: self.trouble.set_text(""))

    def go_on(self) -> bool:
        if not self.first.edit.hasFocus() or self.again.text:
            return False
        if self._pair.is_strong():
            self.again.edit.setFocus()
        return True

    def check(self) -> bool:
        self.trouble.set_text("")
        return self._pair.check()

    def begin(self) -> None:
        self.first.edit.setFocus()


class CodeStep(Step):
    """Shows the recovery code, then hides it and has it typed from the paper."""

    def __init__(self, words: Words) -> None:
        self._groups = QGridLayout()
        self._groups.setSpacing(14)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._code = ""
        self._code_view = holder(
            column(holder(self._groups), label(words.say("start", "code-advice"), wrap=True), gap=18)
        )
        self.code_field = Field(words.say("start", "code-type"), words.say("start", "code-type-hint"))
        self.code_field.hide()
        super().__init__(words, "code", self._code_view, self.code_field)

    def show_code(self, code: str) -> None:
        """Show this code; another one than before begins the step again."""
        if code == self._code:
            return
        self._code = code
        self.code_field.edit.clear()
        self._type(False)
        clear_layout(self._groups)
        for at, group in enumerate(code.split("-")):
            made = chip("accent")
            made.setProperty("lettering", "huge")
            made.setProperty("strong", True)
            made.setText(group)
            made.setAccessibleName(" ".join(group))
            self._groups.addWidget(made, at // ACROSS, at % ACROSS)
        self._groups.setColumnStretch(ACROSS, 1)

    @property
    def primary(self) -> str:
        return self.say("next") if self._typing else self.say("code-written")

    def check(self) -> bool:
        if not self._typing:
            self._type(True)
            return False
        if plain_code(self.code_field.text) != plain_code(self._code):
            self.code_field.refuse(self.say("code-differs"))
            return False
        self.code_field.trouble.set_text("")
        return True

    def back(self) -> bool:
        if not self._typing:
            return False
        self._type(False)
        return True

    def begin(self) -> None:
        if self._typing:
            self.code_field.edit.setFocus()

    @property
    def _typing(self) -> bool:
        return not self.code_field.isHidden()

    def _type(self, on: bool) -> None:
        self._code_view.setHidden(on)
        self.code_field.setHidden(not on)
        self.code_field.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        self.code_field.trouble.set_text("")
        self.begin()
