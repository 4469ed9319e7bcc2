"""What was typed and not saved, as it is said before it is lost."""

from console.ui.shell.model import Model


def unsaved_text(model: Model) -> str:
    """Return whose it is, and of who is here where it stands, never what it is; "" where there is nothing."""
    drafts, words = model.drafts, model.words
    mine = model.operator.name if model.operator else ""
    where = words.listed(drafts.titles(), "list-long")
    whose = [words.say("drafts", "own", name=each, what=where) if each == mine else each for each in drafts.counts()]
    return words.say("drafts", "sign-out", what=words.listed(whose, "list-long")) if whose else ""
