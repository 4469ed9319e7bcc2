"""The chip that tells a client's allergies: red where there is one, calm where none is known or recorded."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from console.core.people import BETWEEN_ENTRIES, Entry, Profile
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


def entry_text(words: Words, entry: Entry) -> str:
    """Return what the entry says; that there is nothing of its kind in the language's words."""
    return words.say("clients", "none-known") if entry.none_known else entry.text


def show_allergies(chip_label: QLabel, words: Words, profile: Profile | None) -> None:
    known = [entry for entry in profile.listed if entry.kind == "allergy"] if profile else []
    real = [" ".join(entry.text.split()) for entry in known if not entry.none_known]
    code = "allergy" if real else "allergy-none" if known else "allergy-open"
    chip_label.setText(words.say("clients", code, allergies=BETWEEN_ENTRIES.join(real)))
    mark(chip_label, chip="stop" if real else "accent", strong=bool(real))


def other_entries(words: Words, profile: Profile | None) -> str:
    """Return a line each for medicines and conditions; "" where none are recorded."""
    lines = []
    for kind in ("medicine", "condition"):
        texts = [entry_text(words, entry) for entry in (profile.listed if profile else ()) if entry.kind == kind]
        lines += [words.say("clients", f"{kind}-line", texts=BETWEEN_ENTRIES.join(texts))] if texts else []
    return "\n".join(lines)
