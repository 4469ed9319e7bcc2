"""How often presses of people are lost, and keys of scanners act: rows of a table, a kind in each."""

from random import Random

from msgspec import Struct

from tests.keysim.desk import Desk, Outcome
from tests.keysim.persons import PEOPLE, Person, Row
from tests.keysim.scanners import CODES, PACES, scan

FEW = 8
"""By chance so many more presses may be lost where any are."""


class Lost(Struct):
    """
    presses  those that were meant
    lost     and did nothing, or were taken back
    silent   those of them about which nothing was said
    stray    what acted and nobody meant
    """

    presses: int = 0
    lost: int = 0
    back: int = 0
    silent: int = 0
    stray: int = 0

    def percent(self, count: int) -> float:
        return 100 * count / max(1, self.presses)


class Acted(Struct):
    """
    stood  scans of which something acted and stands
    back   of which something did and was taken back
    read   whose text was told whole
    """

    scans: int = 0
    stood: int = 0
    back: int = 0
    read: int = 0


def try_person(desk: Desk, person: Person, chance: Random, rows: int) -> Lost:
    lost = Lost()
    for _ in range(rows):
        row = person.row(chance)
        outcome = desk.play(row, person.where)
        meant = [each.at for each in row if each.counts]
        lost.presses += len(meant)
        missing = _missing(person, row, outcome)
        lost.lost += missing
        lost.back += len(outcome.back)
        lost.silent += missing if not outcome.said else 0
        lost.stray += len(set(outcome.acted) - {*meant})
    return lost


def _missing(person: Person, row: Row, outcome: Outcome) -> int:
    if person.where == "keys":
        return len({each.at for each in row if each.counts} - {*outcome.acted})
    meant = "".join(each.cap.text for each in row)
    if person.where == "pad":
        return abs(len(meant.strip()) - len(outcome.digits)) + (not outcome.entered)
    if person.where == "note":
        return abs(len(meant) - len(outcome.text)) if outcome.text != meant.replace("\r", "\n") else 0
    entered = "\r" not in meant or outcome.entered == 1
    return abs(len(meant.strip()) - len(outcome.text)) + (not entered)


def try_scanner(desk: Desk, pace: str, kind: str, chance: Random, scans: int) -> Acted:
    acted = Acted()
    for _ in range(scans):
        sent = scan(chance, PACES[pace], kind)
        outcome = desk.play(sent.strokes)
        acted.scans += 1
        acted.stood += bool(outcome.acted)
        acted.back += bool(outcome.back)
        acted.read += sent.text in outcome.scans
    return acted


def allowed(person: Person, lost: Lost) -> bool:
    """Say whether no more was lost than the decision says, however few they were."""
    few = FEW if person.most else 0
    return (
        lost.lost <= person.most / 100 * lost.presses + few
        and lost.silent <= person.silent / 100 * lost.presses
        and not lost.stray
    )


def people(desk: Desk, seed: int, rows: int) -> dict[str, Lost]:
    return {name: try_person(desk, person, Random(f"{seed} {name}"), rows) for name, person in PEOPLE.items()}


def scanners(desk: Desk, seed: int, scans: int) -> dict[tuple[str, str], Acted]:
    return {
        (pace, kind): try_scanner(desk, pace, kind, Random(f"{seed} {pace} {kind}"), scans)
        for pace in PACES
        for kind in CODES
    }
