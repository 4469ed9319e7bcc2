"""A lot in, clients and sessions out: to who may, whole, and noted when a list leaves."""

import csv
import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.recall import as_csv, recall, save
from console.app.scripts.script_stage import Stage
from console.core.events import ClientChanged, RecallCopied
from console.core.people import RIGHTS, Operator, Profile, Right
from console.core.recall import Recall, client_names, count_text
from console.core.text.words import Words
from console.documents.recall import recall_list
from resources import Texts
from tests.fuzz.test_injection import ALL
from tests.support.paper_text import Opened
from tests.support.refused import refused

WORDS = Words(Texts("en"))
SCRIPT = """\
0:00:00  day 2026-03-09 23:30 Europe/Berlin
0:00:00  operator osei "Dr A. Osei"
0:00:00  client maya "Maya Lindqvist" contact="+49 30 1"
0:00:00  client tom "田中 さくら"
0:00:00  keep cartridge "Tip 12" gtin=4012345678901
0:00:00  begin maya as=one
0:01:00  @one product cartridge "Tip 12" lot=L1 serial=S1
0:01:10  @one product glide "Hyaluron gel" lot=l1
0:01:20  @one product glide "Hyaluron gel" lot=L2
0:01:30  @one product cleanser "Wash"
24:00:00  begin tom as=two
24:01:00  @two product cartridge "Tip 12" lot=L1 serial=S2
24:01:10  @two product cartridge "Tip 12" lot=L1 serial=S3
24:01:20  @two undo
"""
NOW = 1_773_300_000_000


def found_of(played: Stage, lot: str, zone: str = "UTC", product: str = "", clinic: Clinic | None = None) -> Recall:
    return recall(played.store, clinic or played.clinic, WORDS, lot, zone, NOW, product)


def signed_in(played: Stage, *rights: Right) -> Clinic:
    person = played.clinic.add_person(Operator("", "Somebody", rights))
    clinic = Clinic(played.store, played.clock, system_random)
    clinic.actor = person.id
    return clinic


def test_every_use_of_the_lot_is_found_newest_first(played: Stage) -> None:
    found = found_of(played, " l1", "Europe/Berlin")
    assert [(each.name, each.product, each.serial) for each in found.uses] == [
        ("田中 さくら", "Tip 12", "S2"),
        ("Maya Lindqvist", "Tip 12", "S1"),
        ("Maya Lindqvist", "Hyaluron gel", ""),
    ]
    for each in (found, found_of(played, "L1", "Pacific/Auckland")):
        assert [use.day for use in each.uses] == ["2026-03-10", "2026-03-09", "2026-03-09"], "each session's own"
    assert {each.operator for each in found.uses} == {"Dr A. Osei"}
    assert found.uses[1].contact == "+49 30 1"
    assert count_text(found, WORDS) == "2 clients, 2 sessions."
    assert count_text(found_of(played, "L9"), WORDS) == "No session has this lot on record."


def test_two_of_one_name_are_told_apart_wherever_the_list_goes(played: Stage) -> None:
    """By the birthday, which nobody else has beside their name."""
    found = found_of(played, "L1")
    assert [*client_names(found, WORDS).values()] == ["田中 さくら", "Maya Lindqvist"]
    first, *others = found.uses
    born = replace(first, client="other", name="maya  lindqvist", born="1979-01-05")
    known = replace(found, uses=(born, *others, replace(first, name="")))
    names = client_names(known, WORDS)
    assert names["other"] == "maya  lindqvist, 5 Jan 1979"
    assert names[others[0].client].startswith("Maya Lindqvist, birthday")
    assert names[first.client] == "erased"
    for text in (as_csv(known, WORDS).decode(), Opened(recall_list(known, WORDS)).text):
        assert "5 Jan 1979" in text


def test_one_product_of_two_that_share_a_lot(played: Stage) -> None:
    tip = played.stock.find("04012345678901")
    assert tip is not None
    found = found_of(played, "L1", product=tip.id)
    assert {each.product for each in found.uses} == {"Tip 12"}


@pytest.mark.parametrize(("rights", "sees", "takes"), [(RIGHTS, 1, 1), (("export",), 1, 1), (("see-log",), 1, 0)])
def test_who_may(played: Stage, tmp_path: Path, rights: tuple[Right, ...], sees: int, takes: int) -> None:
    clinic, file = signed_in(played, *rights), tmp_path / "list.csv"
    found = found_of(played, "L1", clinic=clinic)
    data = as_csv(found, WORDS)
    if takes:
        save(clinic, found, "csv", data, file)
        assert file.read_bytes() == data
    else:
        refused("may-not-export", lambda: save(clinic, found, "csv", data, file))
        assert not file.exists()
    noted = [event.body for event in played.store.events("") if isinstance(event.body, RecallCopied)]
    assert [(each.what, each.lot, each.sessions) for each in noted] == [("csv", "L1", 2)] * takes


def test_who_treats_alone_sees_no_others_clients(played: Stage) -> None:
    clinic = signed_in(played, "treat", "pass-stop", "print")
    refused("may-not-see-log", lambda: found_of(played, "L1", clinic=clinic))
    refused("recall-needs-lot", lambda: found_of(played, "  "))
    refused("code-unreadable", lambda: found_of(played, "L\x001"))


def test_a_spreadsheet_reads_it_as_text(played: Stage) -> None:
    for text in ALL:
        client = played.clients["maya"]
        played.store.append(played.clinic.event(ClientChanged(Profile(text.strip() or "x", contact=text)), client))
        found = found_of(played, "L1")
        data = as_csv(found, WORDS).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(data, newline="")))
        assert [len(row) for row in rows] == [12] * 4
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
        assert cells.count(text) + cells.count(f"'{text}") >= 2


def test_the_paper_has_every_line_in_every_script(played: Stage) -> None:
    found = found_of(played, "L1", "Europe/Berlin")
    paper = recall_list(found, WORDS, "a4")
    assert paper == recall_list(found, WORDS, "a4")
    printed = "".join(Opened(paper).text.split())
    for text in (
        "Recall:lotL1",
        "2clients,2sessions.",
        "MayaLindqvist",
        "+49301",
        "田中さくら",
        "Tip12",
        "S2",
        "REHEARSAL",
    ):
        assert text in printed, text
    assert not re.search(r"\d{4}-\d\d-\d\d", printed), "days are read as everywhere"
    assert "10Mar2026" in printed
    empty = found_of(played, "L9")
    assert recall_list(empty, WORDS, "letter").startswith(b"%PDF")
