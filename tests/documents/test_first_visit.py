"""The paper of a whole first visit says what was done, where and with what, and nothing else."""

import re
from pathlib import Path

from console.app.scripts.interpreter import play
from tests.support.paper_text import opened
from tests.support.stage import stage

SCRIPT = Path(__file__).parents[1] / "scripts" / "first-visit.session"
FOOT = re.compile(r" Hautraum am Markt · Eva Novak · Fri 27 Mar 2026 \w{12} page \d of \d REHEARSAL")
HEAD = (
    "born 7 Jul 1987, 38 years · skin type II · session 1 · Fri 27 Mar 2026 · Couch 1 "
    "Allergies: lidocaine (hives, since 2019) Signed off by Dr A. Osei, Fri 27 Mar 2026 15:05 "
)
NUMBING = "Numbing Left out at 15:01. Reason: Client prefers to go without "
LIMITS = (
    "Left cheek (scar 1); Left cheek; Right temple, with SkinPen: at most 1.50 mm, protocol, ",
    "Left front of the thigh, with Dermapen 4: at most 3.00 mm, device, ",
)
DONE = (
    "Zones Zone Depth Passes Endpoint Time Left cheek (scar 1): From a bite 1.50 mm 2 not recorded 30 s "
    "Left cheek 0.50 mm 1 not recorded 20 s Right temple 0.50 mm 1 redness 30 s "
    "Left front of the thigh 2.50 mm (planned 2.00 mm) 1 pinpoint bleeding 30 s "
    "Made with Device, settings Cartridge Under the passes "
    "Left cheek (scar 1); Left cheek; Right temple SkinPen, serial SP-1 Tip 12, lot C16, 12 needles "
    "Hyaluron 1 %, lot H7 Left front of the thigh Dermapen 4 Nano 16, lot N3 not recorded "
)
UNPLANNED = (
    "Planned and not treated: Forehead Treated and not planned: Right temple "
    "Left front of the thigh: 2.50 mm: above the published 1.50–2.00 mm "
    "Device and products Product Lot Expires Amount Device: SkinPen serial SP-1 Device: Dermapen 4 "
    "Cartridge: Tip 12, 12 needles C16 29 Feb 2028 not recorded Serum: Hyaluron 1 % H7 not recorded 2 ml "
    "Cartridge: Nano 16 N3 not recorded not recorded "
    "Done otherwise 15:00 Passed: Allergy to an anaesthetic. Reason: Doctor's consent seen "
    "Corrections When, who Entry Was Is Reason 15:05 Dr A. Osei Forehead: depth 0.25 mm 0.50 mm Wrong zone "
    "15:05 Dr A. Osei Forehead: zone Forehead Right temple Wrong zone "
    "Screening and checks "
)
BY_FILE = (
    "Known from the client's file: 1. Not asked: 0. What follows from these, age and skin type: 2. "
    "Answered by the client's file: Allergy to an anaesthetic: lidocaine (hives, since 2019). "
    "Allergy to an anaesthetic: no treatment. Passed by Dr A. Osei: Doctor's consent seen "
)


def test_the_paper_of_a_first_visit_says_exactly_what_was_done(tmp_path: Path) -> None:
    made = stage(tmp_path / "store")
    try:
        play(made, SCRIPT.read_text(encoding="utf-8"), SCRIPT.name)
        paper = opened(made.sessions.record(made.latest))
    finally:
        made.store.close()
    text = FOOT.sub("", paper.text)
    for part in (HEAD, NUMBING, *LIMITS, DONE, UNPLANNED, BY_FILE):
        assert part in text
    assert text.index("Zones Zone") < text.index(LIMITS[0]), "a depth's limit is none of the numbing"
    assert "Aftercare" in paper.pages[-1].splitlines()[:2]
    assert "Lumps that stay" in paper.pages[-1], "the client's part is not torn apart"
    assert text.count("Lidocaine") == 0, "no cream was on"
