"""Teach the scanner by one scan of any pack: how fast it is, what it sends in front of a code and behind it."""

from collections.abc import Callable, Sequence
from functools import partial

from console.core.text.words import Words
from console.ui.input.key_events import KeyPress
from console.ui.input.keys import cap
from console.ui.input.scan_routing import ScanRouting
from console.ui.input.signs import spell
from console.ui.input.taught_scanner import FEWEST, SLOWEST_MS, TaughtScanner, is_too_slow, learn
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt

NONE = "1"
"""Pressed alone it says that there is no scanner."""
LEAVE = frozenset({"Esc", "F8"})
"""Pressed alone they mean the sheet, not the scanner."""


class ScannerTeaching:
    """Asks on a sheet of the page. `save` gets what was learnt."""

    def __init__(
        self, words: Words, prompt: Prompt, routing: ScanRouting, save: Callable[[TaughtScanner], object]
    ) -> None:
        self._words, self._prompt, self._routing, self._save = words, prompt, routing, save
        self._say = partial(words.say, "scan")
        prompt.closed.connect(partial(routing.scanner.listen, None))

    def ask(self) -> None:
        """Listen for the scan; where one was taught before, ask first whether that shall be forgotten."""
        taught = self._routing.scanner.queue.taught
        if taught == TaughtScanner():
            self._listen()
            return
        again = Choice(self._say("teach-none-again" if taught.none else "teach-again"), self._listen)
        forget = Choice(self._say("teach-forget"), partial(self._save, TaughtScanner()))
        leave = self._words.say("keys", "leave-it")
        self._prompt.ask(self._title(taught), [again, forget], self._told(taught), away=leave)

    def _listen(self) -> None:
        none = Choice(self._say("teach-none"), self._take_none)
        self._prompt.ask(self._say("teach"), [none], self._say("teach-long"), away=self._words.say("keys", "leave-it"))
        self._routing.scanner.listen(self._judge)

    def _take_none(self) -> None:
        self._prompt.close_sheet()
        self._keep(TaughtScanner(none=True))

    def _keep(self, taught: TaughtScanner) -> None:
        self._save(taught)
        self._prompt.ask(self._title(taught), [], self._told(taught), away=self._words.say("start", "close"))

    def _judge(self, presses: Sequence[KeyPress], down_ms: int) -> None:
        if len(presses) < FEWEST:
            if presses[0].name in LEAVE:
                self._prompt.close_sheet()
            elif [each.as_key.name for each in presses] == [NONE]:
                self._take_none()
            else:
                self._prompt.tell(self._say("teach-few"))
            return
        taught = learn(presses, down_ms, self._routing.reads)
        if spell(presses).garbled:
            self._prompt.tell(self._say("garbled"))
        elif is_too_slow(presses):
            self._prompt.tell(self._say("teach-slow", most=SLOWEST_MS))
        elif taught is None:
            self._prompt.tell(self._say("teach-unread"))
        else:
            self._prompt.close_sheet()
            self._keep(taught)

    def _title(self, taught: TaughtScanner) -> str:
        return self._say("none" if taught.none else "taught")

    def _told(self, taught: TaughtScanner) -> str:
        if taught.none:
            return self._say("none-long")
        around = {"before": taught.prefix, "behind": taught.suffix}
        facts = {
            name: self._words.listed(cap(self._words, key) for key in filter(None, keys)) or self._say("no-key")
            for name, keys in around.items()
        }
        return self._say("taught-long", pause=taught.pause_ms, **facts)
