"""What an entry touches, since when and what happened: asked on a sheet, in the client's form and in a session."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from console.core.likely_groups import likely_groups, names_group
from console.core.people import NO_GROUP, Entry, EntryKind
from console.core.protocol_groups import Group
from console.core.text.words import Words
from console.ui.kit.choice import Choice
from console.ui.kit.fields import Field, Tick
from console.ui.kit.flow import Columns
from console.ui.kit.labels import enlarge
from console.ui.kit.layouts import column, holder
from console.ui.kit.prompt import Prompt


class EntryDetails(QWidget):
    """A line to tick for each group of the entry's kind, and two lines to type in."""

    def __init__(self, words: Words, groups: Sequence[Group], entry: Entry) -> None:
        super().__init__()
        self._words, self._entry = words, entry
        self.ticks = {each.id: Tick(group_text(words, each)) for each in groups if each.of == entry.kind}
        self.since = Field(words.say("clients", "entry-since"))
        self.reaction = Field(words.say("clients", "entry-reaction"))
        self.since.edit.setText(entry.since)
        self.reaction.edit.setText(entry.reaction)
        for each, tick in self.ticks.items():
            tick.setChecked(each in entry.groups)
            tick.ticked.connect(lambda _: self.since.trouble.set_text(""))
        fields = (self.since, self.reaction) if entry.kind == "allergy" else (self.since,)
        for field in fields:
            enlarge(field.edit)
        every = holder(Columns(*self.ticks.values(), shares=(1, 1), beside=8))
        self.setLayout(column(every, *fields, gap=10))

    def entry(self, *groups: str) -> Entry:
        """Return the entry with what stands here; `groups` in place of those that are ticked."""
        ticked = tuple(each for each, tick in self.ticks.items() if tick.isChecked())
        since, reaction = self.since.text.strip(), self.reaction.text.strip()
        return replace(self._entry, groups=groups or ticked, since=since, reaction=reaction)

    def whole(self) -> bool:
        """Whether something is ticked; where not, that is said."""
        if self.entry().groups:
            return True
        self.since.trouble.set_text(self._words.say("clients", "touches-missing"))
        return False

    def taking(self, code: str, taken: Callable[[], object]) -> Choice:
        """Return the choice that takes what is ticked: dead until something is."""
        say = partial(self._words.say, "clients")
        return Choice(say(code), taken, "primary", may=self.whole, first=say("touches-first"))


def ask_details(
    prompt: Prompt, words: Words, groups: Sequence[Group], entry: Entry, take: Callable[[Entry], object],
    more: Sequence[Choice] = (), again: Callable[[], object] | None = None,
) -> None:  # fmt: skip
    """Ask what the entry touches; `take` gets it with the answer. "None of these" is one."""
    form = EntryDetails(words, groups, entry)
    likely = likely_groups(groups, entry)
    labels = words.listed(each.label for each in groups if each.id in likely)
    offered = [Choice(words.say("clients", "touches-likely", groups=labels), lambda: take(form.entry(*likely)))]

    def none() -> None:
        """A word that is a group's own name is doubted, before nothing watches over it any more."""
        said = form.entry(NO_GROUP)
        if not names_group(groups, entry):
            take(said)
            return
        known = form.entry(*likely)  # the form goes with this sheet
        doubt = words.say("clients", "touches-doubt", text=words.entry(entry.text), groups=labels)
        sure = Choice(words.say("clients", "touches-none-sure"), lambda: take(said))
        prompt.ask(doubt, [Choice(offered[0].text, lambda: take(known)), sure, *more], columns=1)

    choices = [
        *(offered if likely and not entry.groups else []),
        form.taking("touches-take", lambda: take(form.entry())),
        Choice(words.say("clients", "touches-none"), none),
        *more,
    ]
    title = words.say("clients", "touches-ask", text=words.entry(entry.text))
    prompt.ask(title, choices, words.say("clients", "touches-long"), extra=form, again=again)


def ask_groups(
    prompt: Prompt, words: Words, groups: Sequence[Group], kind: EntryKind, take: Callable[[Entry], object],
    own: Callable[[], object],
) -> None:  # fmt: skip
    """Ask which of the groups it is: `take` gets an entry for each; `own` where somebody writes it in own words."""
    form = EntryDetails(words, groups, Entry("", kind, ""))
    labels = {each.id: each.label for each in groups}

    def taken() -> None:
        chosen = form.entry()
        for each in chosen.groups:
            take(replace(chosen, text=labels[each], groups=(each,)))

    choices = [
        form.taking("touches-add", taken),
        Choice(words.say("clients", "own-words"), own),
    ]
    title, again = words.say("clients", f"which-{kind}"), partial(ask_groups, prompt, words, groups, kind, take, own)
    prompt.ask(title, choices, words.say("clients", "which-long"), extra=form, again=again)


def group_text(words: Words, group: Group) -> str:
    """Return the group's name with its examples."""
    return words.say("format", "said", text=group.label, known=group.like) if group.like else group.label


def likely_group(groups: Sequence[Group], entry: Entry) -> tuple[str, ...]:
    """Return which groups it is asked of an entry whether it belongs to them; none where somebody said it."""
    sorted_ = entry.groups and {*(each.id for each in groups), NO_GROUP} >= {*entry.groups}
    return () if sorted_ or entry.none_known else likely_groups(groups, entry)


def touched_text(words: Words, groups: Sequence[Group], entry: Entry) -> tuple[str, str]:
    """Return a sign, and what the entry touches; that nobody said it yet."""
    labels = {each.id: each.label for each in groups}
    if entry.groups == (NO_GROUP,):
        told = words.say("clients", "touches-nothing")
    elif entry.groups and labels.keys() >= set(entry.groups):
        told = words.say("clients", "touches", groups=words.listed(labels[each] for each in entry.groups))
    else:
        likely = likely_group(groups, entry)
        maybe = words.listed(labels[each] for each in likely)
        return "⚠", words.say("clients", "touches-maybe" if likely else "touches-open", groups=maybe)
    since = words.say("format", "since", time=entry.since) if entry.since else ""
    return "✓", words.listed(filter(None, (told, entry.reaction, since)), "list-long")
