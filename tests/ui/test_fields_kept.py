"""Whatever takes text belongs to what keeps it for whoever typed it, or is named here with why it need not be."""

import re
from ast import Attribute, Call, parse, walk
from pathlib import Path

UI = Path(__file__).parents[2] / "console" / "ui"
MADE = re.compile(
    r"^(?!class ).*(?<![\w.])(?:QLineEdit|QPlainTextEdit|QTextEdit|"
    r"Field|NoteField|SearchLine|DayLine|ThousandthsField)\(",
    re.M,
)
ON_SHEETS = {
    "home/session_card.py", "session/amount_field.py", "session/amount_line.py", "session/entry_corrections.py",
    "session/note_prompt.py", "kit/pack_fields.py", "session/pane_context.py", "session/product_form.py",
    "session/lot_form.py", "session/setup_prompts.py", "session/panes/own_label_prompt.py",
    "session/panes/prescriber_prompt.py", "stock/stock_forms.py", "stock/naming_form.py", "clients/entry_details.py",
}  # fmt: skip
"""A sheet keeps what is typed on it by itself."""
ON_PAGES = {
    "clients/erasure_page.py", "people/person_form.py", "settings/devices_page.py",
    "settings/emergency_number_field.py", "settings/retention_fields.py", "start/number_editor.py",
}  # fmt: skip
"""Their pages call `keep_typed`, or make a FormDraft."""
WITH_THEIR_OWN = {"clients/client_fields.py", "clients/entry_line.py", "session/panes/cream_form.py"}
NEED_NOT = {
    "clients/client_browser.py": "a search",
    "stock/recall_page.py": "a search",
    "start/safety_step.py": "nobody has signed in",
    "start/setup_steps.py": "nobody has signed in",
    "kit/fields.py": "what others are made of",
}


def taking_text() -> set[str]:
    """The files of the window that make something to type into."""
    texts = {str(path.relative_to(UI)): path.read_text("utf-8") for path in UI.rglob("*.py")}
    return {name for name, text in texts.items() if MADE.search(text)}


def test_every_field_is_kept_or_need_not_be() -> None:
    assert taking_text() == ON_SHEETS | ON_PAGES | WITH_THEIR_OWN | set(NEED_NOT)


def test_pages_say_which_of_their_fields_are_kept() -> None:
    keeping = [path for path in UI.rglob("*.py") if "self.keep_typed(" in path.read_text("utf-8")]
    names = {str(path.relative_to(UI)) for path in keeping}
    assert names == {
        "clients/erasure_page.py", "people/person_form.py", "settings/devices_page.py", "settings/retention_page.py",
        "settings/settings_page.py",
    }  # fmt: skip


def test_every_sheet_with_a_form_says_how_it_is_asked_again_after_the_lock() -> None:
    calls = [(path.name, each) for path in UI.rglob("*.py") for each in walk(parse(path.read_text("utf-8")))]
    sheets = [
        (name, {word.arg for word in each.keywords})
        for name, each in calls
        if isinstance(each, Call) and isinstance(each.func, Attribute) and each.func.attr in ("ask", "_ask")
        if (each.func.attr == "ask" and len(each.args) > 3) or any(word.arg == "extra" for word in each.keywords)
    ]
    assert len(sheets) > 20
    assert [name for name, words in sheets if "again" not in words] == []
