"""The chip that tells a client's allergies: red where there is one, calm where none is known or recorded."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from console.core.people import Profile
from console.core.text.words import Words
from console.ui.kit.labels import chip, mark


def allergy_chip() -> QLabel:
    """Return an empty chip that wraps where its text is long, and is never cut."""
    made = chip("accent")
    made.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def none_known(words: Words, text: str) -> bool:
    return text.strip().casefold() == words.say("clients", "none-known").casefold()


def show_allergies(chip_label: QLabel, words: Words, profile: Profile | None) -> None:
    known = " ".join(profile.allergies.split()) if profile else ""
    red = bool(known) and not none_known(words, known)
    code = "allergy" if red else "allergy-none" if known else "allergy-open"
    chip_label.setText(words.say("clients", code, allergies=known))
    mark(chip_label, chip="stop" if red else "accent", strong=red)
