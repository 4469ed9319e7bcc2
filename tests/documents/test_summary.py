"""The summary, read back: what must stand on it stands there, on both papers, whatever was entered."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtPdf import QPdfDocument

from console.core import events as ev
from console.core.people import RIGHTS, Operator, Profile
from console.core.record import Record, to_json
from console.documents.summary import summary
from resources import Texts
from tests.support.examples import examples
from tests.support.long_run import quick_of
from tests.support.paper_text import PAPERS, WORDS, Opened, Paper, nasty, opened
from tests.support.sample_records import MARKUP, NAMES, PROSE, UNBROKEN, Writer, small
from tests.support.stage import record as played

ROOT = Path(__file__).parents[2]
PRINT = """
import sys
from pathlib import Path
from console.core.record import from_json
from console.core.text.words import Words
from console.documents.summary import summary
from resources import Texts
for file in map(Path, sys.argv[1:]):
    file.with_suffix(".pdf").write_bytes(summary(from_json(file.read_bytes()), Words(Texts("en"))))
"""


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return played(tmp_path_factory.mktemp("face") / "store")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_whole_face_fits_two_pages_of_a4_and_says_what_it_must(face: Record, paper: Paper) -> None:
    paper_text = opened(face, paper)
    assert len(paper_text.pages) == {"a4": 2, "letter": 3}[paper]
    assert all(part in paper_text.pages[-1] for part in ("Aftercare", "Lumps that stay", "Signature")), "none is alone"
    for part in (
        "Hautraum am Markt", "Maya Lindqvist", "born 14 Mar 1992, 33 years", "Allergies: penicillin", "session 1",
        "Signed off by Dr A. Osei, Mon 2 Mar 2026 11:24", "Lidocaine 4 %",
        "Lot 24B117, expires 31 Mar 2027, amount 30 g",
        "1200 mg", "on 10:06, off 10:44, 37 min 30 s", "Left cheek 1.00 mm 3 pinpoint bleeding", "SkinPen", "C16-0933",
        "29 Feb 2028", "Counted from the end of needling, Mon 2 Mar 2026 11:20", "Until Tue 3 Mar 11:20",
        "No make-up", "From Wed 1 Apr",
        "not adopted by a clinic", "It decides nothing", face.digest, face.head[1], "Local time: Europe/Berlin",
        "Addenda after sign-off", "Client called from home", "REHEARSAL",
        "Every zone: at most 1.50 mm, protocol, SkinPen study summary",
        "332 cm², not measured: the usual size (label: up to 900 cm²)",
        "Per 10 cm² of skin 0.904 g (label: 1.5 g, up to 2 g)",
    ):  # fmt: skip
        assert part in paper_text.text


def test_every_page_is_numbered_and_carries_the_digest() -> None:
    pages = opened(nasty()).pages
    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in text
        assert nasty().digest[:12] in text
        assert "REHEARSAL" in text


def test_a_clinic_has_no_mark_across_and_names_who_adopted(face: Record) -> None:
    text = opened(replace(face, store="clinic")).text
    assert "REHEARSAL" not in text
    assert "adopted by Dr A. Osei on Mon 2 Mar 2026" in text
    assert "EXAMPLE CLINIC" in opened(replace(face, store="example")).text


@pytest.mark.parametrize("name", [name for name in NAMES if name != "محمد سعيد"])
def test_names_in_every_script_can_be_read_back(name: str) -> None:
    text = opened(small(Profile(name))).text
    assert name.split()[0] in text
    assert "[U+" not in text


@pytest.mark.parametrize("paper", quick_of(PAPERS, "letter"))
def test_nothing_is_lost_of_a_crowded_record(paper: Paper) -> None:
    text = opened(nasty(), paper).text
    state = nasty().state()
    assert all(WORDS.zone(state.protocol, record.zone) in text for record in state.treated)
    assert len(state.treated) >= 60
    squeezed = text.replace(" ", "")
    assert squeezed.count("x") >= 5_000
    assert squeezed.count("皮") == squeezed.count("膚") == 600
    assert squeezed.count("ruhig.") == 250
    assert squeezed.count("Readthewrongdial") == 40
    for letter in "NL":
        lines = [line for line in opened(nasty(), paper).lines if set(line) == {letter}]
        assert sum(map(len, lines)) == 200, "a cell may go on on the next page"


def test_markup_is_text() -> None:
    text = opened(nasty()).text
    assert text.count(MARKUP) >= 3


def test_old_and_new_values_of_a_correction_stand_side_by_side() -> None:
    text = opened(nasty()).text
    assert "Forehead: depth 0.50 mm 0.80 mm Read the wrong dial" in text


def test_a_late_entry_has_both_times() -> None:
    assert "(entered " in opened(nasty()).text


def test_what_nobody_entered_is_not_recorded() -> None:
    text = opened(small(Profile("Maya"))).text
    assert "Allergies: not recorded" in text
    assert "born not recorded" in text
    assert "skin type not recorded" in text
    assert "NOT SIGNED OFF" in text


def test_an_erased_client_still_prints(face: Record) -> None:
    erased = [replace(event, body=_without_text(event.body)) for event in face.events]
    text = opened(replace(face, events=tuple(erased))).text
    assert "Maya" not in text
    assert "penicillin" not in text
    assert "Left cheek 1.00 mm" in text


def test_the_emergency_number_stands_with_what_to_call_about_where_the_clinic_has_one(face: Record) -> None:
    begun, *events = face.events
    assert isinstance(begun.body, ev.SessionBegun)
    known = replace(begun, body=replace(begun.body, emergency_number="112"))
    assert "Emergency number 112" in opened(replace(face, events=(known, *events))).text
    assert "Emergency number" not in opened(face).text


def _without_text(body: ev.AnyBody) -> ev.AnyBody:
    if isinstance(body, ev.SessionBegun):
        return replace(body, profile=None)
    if isinstance(body, ev.Noted | ev.Addendum):
        return replace(body, text="")
    return replace(body, answers={}) if isinstance(body, ev.ScreeningAnswered) else body


CHINESE = "皮膚" * 600


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        pytest.param(text, paper, id=f"{name}-{paper}", marks=() if quick else pytest.mark.soak)
        for name, text, papers in (("words", PROSE, "10"), ("unbroken", UNBROKEN, "01"), ("chinese", CHINESE, "10"))
        for paper, quick in zip(PAPERS, map(int, papers), strict=True)
    ],
)
def test_what_is_longer_than_a_page_goes_on_over_pages(paper: Paper, text: str) -> None:
    room = Writer(Profile(text, allergies=text))
    room.say(ev.DeviceChosen("skinpen", text), ev.ProductUsed("other", text[:200], text[:200]), ev.Noted("short"))
    note = room.record.events[-1].id
    room.say(ev.Corrected(note, "text", json.dumps(text), text), ev.Deviated(text, text), ev.StoppedEarly(text))
    room.say(ev.HandedOver(Operator("p2", text, RIGHTS)))
    made = opened(replace(room.record, store="clinic", clinic=text), paper)
    letters = sum(page.count(text[0]) for page in made.pages)
    assert letters >= 9 * text.count(text[0])
    assert len(made.pages) > 4
    _blank_edges(made)


def test_a_heading_never_ends_a_page() -> None:
    headings = [text for code, text in Texts("en")["summary"].items() if code in HEADINGS]
    for count in range(12, 40):
        notes = [ev.Noted(f"note {number}") for number in range(count)]
        for page in opened(small(None, *notes)).pages:
            assert page.split("\n")[-3].strip() not in headings


HEADINGS = ("course", "numbing", "zones", "products", "screening", "deviations", "corrections", "reactions", "notes")


def test_every_font_is_carried_in_the_file(face: Record) -> None:
    made = summary(face, WORDS)
    assert b"Helvetica" not in made
    assert made.count(b"/FontFile2") == made.count(b"/Type /FontDescriptor") == 2


def test_what_the_file_says_of_itself_is_neutral(face: Record) -> None:
    made = opened(face)
    told = {field: made.pdf.metaData(field) for field in QPdfDocument.MetaDataField}
    assert told[QPdfDocument.MetaDataField.Title] == "Session summary"
    assert told[QPdfDocument.MetaDataField.Producer] == told[QPdfDocument.MetaDataField.Creator] == "Stipple"
    assert not any("Maya" in str(value) or "Osei" in str(value) for value in told.values())


@pytest.mark.parametrize("paper", quick_of(PAPERS, "a4"))
def test_nothing_reaches_the_margins(paper: Paper) -> None:
    _blank_edges(opened(replace(nasty(), store="clinic"), paper))


def _blank_edges(made: Opened) -> None:
    for page in range(len(made.pages)):
        picture = made.picture(page)
        width, height = picture.width(), picture.height()
        edge = [(x, y) for x in range(0, width, 2) for y in (4, 20, height - 20, height - 4)]
        edge += [(x, y) for y in range(0, height, 2) for x in (4, 30, width - 30, width - 4)]
        assert {picture.pixelColor(x, y).lightness() for x, y in edge} == {255}


def test_the_same_record_gives_the_same_bytes_on_any_machine(face: Record, tmp_path: Path) -> None:
    records = {tmp_path / "face.json": face, tmp_path / "nasty.json": nasty()}
    for export, record in records.items():
        export.write_bytes(to_json(record))
    for seed, zone, language in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "de_DE.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language}
        subprocess.run([sys.executable, "-c", PRINT, *map(str, records)], cwd=ROOT, env=env, check=True)
        for export, record in records.items():
            assert export.with_suffix(".pdf").read_bytes() == summary(record, WORDS)


@examples(25, suppress_health_check=[HealthCheck.too_slow])
@example("a\u2069\u202eb\nc\u200b", "\u2069\u202e")
@given(st.text(max_size=300), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_prints(note: str, name: str) -> None:
    room = Writer(Profile("M" + name, allergies=note, contact=name + note), older=True)
    room.say(ev.Deviated("x" + note, note.strip() or "why"))
    assert opened(room.record).pages


def test_a_table_has_its_head_on_every_page() -> None:
    zones = [WORDS.zone(nasty().protocol, record.zone) for record in nasty().state().treated]
    pages = [" ".join(page.split()) for page in opened(nasty()).pages]
    with_rows = [page for page in pages if sum(f"{zone} 0.80 mm" in page for zone in zones) > 3]
    assert len(with_rows) >= 2
    assert all("Zone Depth Passes Endpoint Time" in page for page in with_rows)


def test_no_value_is_too_long_for_a_page() -> None:
    room = Writer(Profile("Maya", allergies="W" * 5_000))
    room.say(ev.DeviceChosen("skinpen", "S" * 5_000), ev.Noted("calm " * 1_000))
    noted = room.sessions.state(room.id).history[-1].id
    room.say(ev.Corrected(noted, "text", json.dumps("other " * 800)))
    text = opened(room.record).text.replace(" ", "")
    assert text.count("W") >= 5_000
    assert text.count("S") >= 5_000
    assert text.count("calm") >= 1_000
    assert text.count("other") >= 1_600
