"""A store at work until it is killed: each thing done is told on standard output once it is durable."""

import itertools
import sys
from pathlib import Path

from msgspec.structs import replace

from console.app.ports import ZoneView
from console.core.clock import Instant
from console.core.events import ClientAdded, Noted, PassDone, PersonRemoved
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.store_help import BEA, PASSPHRASE, event, view


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def work(folder: Path) -> None:
    """Appends with views, anchors, backups and beats."""
    store = Store.open(folder, PASSPHRASE)
    before = None
    for number in itertools.count(1):
        tell("event", store.append(event(ClientAdded(BEA), client=f"c{number}")).mac)
        after = replace(view(), zones=(ZoneView("cheek", number), ZoneView("chin", number)))
        tell("event", store.append(event(PassDone("cheek", 1000), "s1", "c1"), before, after).mac)
        tell("event", store.append(event(Noted("all is well"), "s1", "c1")).mac)
        store.beat("s1", Instant(number, number, "boot"))
        before = after
        if number % 3 == 0:
            store.anchor()
            tell("anchor", store.head().seq)
        if number % 5 == 0:
            tell("backup", store.backup(Instant(number, 0, "boot")).file)


def create(folder: Path) -> None:
    """Makes one store after the other."""
    for number in itertools.count(1):
        store, _ = Store.create(folder / f"store{number}", "rehearsal", PASSPHRASE, LIGHT_COST)
        store.close()
        tell("store", folder / f"store{number}")


def shut_out(folder: Path) -> None:
    """Removes one person after the other, told before and after each."""
    store = Store.open(folder, PASSPHRASE)
    for person in [each.id for each in store.people()]:
        tell("begun", person)
        store.revoke(person, replace(event(PersonRemoved(person)), id=f"f{person[1:]}"))
        tell("removed", person)
