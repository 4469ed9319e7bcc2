"""The chip that tells a client's allergies: red where there is one, calm where none is known or recorded."""

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from console.core.people import OTHER_KINDS, Profile
from console.core.text.words import Words
from console.ui.kit.labels import chip, mark


def allergy_chip() -> QLabel:
    """Return an empty chip that wraps where its text is long, and is never cut."""
    return chip("accent", wrap=True)


def show_allergies(chip_label: QLabel, words: Words, profile: Profile | None) -> None:
    known = profile.of("allergy") if profile else ()
    real = [replace(entry, text=" ".join(entry.text.split())) for entry in known if not entry.none_known]
    code = "allergy" if real else "allergy-none" if known else "allergy-open"
    chip_label.setText(words.say("clients", code, allergies=words.entries(real)))
    mark(chip_label, chip="stop" if real else "accent", strong=bool(real))


def other_entries(words: Words, profile: Profile | None) -> str:
    """Return a line each for medicines and conditions; "" where none are recorded."""
    lines = list[str]()
    for kind in OTHER_KINDS:
        texts = words.entries(profile.of(kind)) if profile else ""
        lines += [words.say("clients", f"{kind}-line", texts=texts)] if texts else []
    return "\n".join(lines)
