"""The step of set-up that asks whom to call, and offers a short way back to a locked screen."""

from console.app.pins import FORM
from console.core.clinic_state import ClinicState, decide
from console.core.events import EmergencyNumberSet
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.ui.kit.fields import Field, SecretField
from console.ui.start.setup_steps import Step


class SafetyStep(Step):
    """Asks for the emergency number, and for a PIN. Either may be left for later; an empty number is said once."""

    def __init__(self, words: Words) -> None:
        self.number = Field(words.say("window", "emergency"), words.say("start", "number-hint"))
        self.pin = SecretField(words, words.say("start", "pin"), words.say("start", "pin-hint"))
        self.again = SecretField(words, words.say("start", "pin-again"))
        self._warned = False
        super().__init__(words, "safety", self.number, self.pin, self.again)

    def go_on(self) -> bool:
        """Go on from field to field; the last one ends the step."""
        fields = [self.number, self.pin, *([self.again] if self.pin.text else [])]
        at = next((at for at, each in enumerate(fields) if each.edit.hasFocus()), len(fields))
        if at + 1 >= len(fields) or not fields[at].text:
            return False
        fields[at + 1].edit.setFocus()
        return True

    def check(self) -> bool:
        return self._good_number() and self._good_pin()

    def begin(self) -> None:
        self.number.edit.setFocus()

    def _good_number(self) -> bool:
        if not self.number.text.strip():
            warned, self._warned = self._warned, True
            if not warned:
                self.number.refuse(self.say("number-missing"))
            return warned
        try:
            decide(ClinicState(), EmergencyNumberSet(self.number.text, ""))
        except Refusal as refusal:
            self.number.refuse(self.words.refusal(refusal))
            return False
        return True

    def _good_pin(self) -> bool:
        if self.pin.text and not FORM.match(self.pin.text):
            self.pin.refuse(self.words.refusal(Refusal("pin-form")))
            return False
        if self.pin.text != self.again.text:
            self.again.refuse(self.say("pin-differs"))
            return False
        return True
