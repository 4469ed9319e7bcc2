"""Papers of an earlier form: made again as they were, and what later forms tell that they did not."""

from pathlib import Path

from console.core.paper_keywords import FORM, read_keywords
from console.core.record import from_json
from console.documents.summary import summary
from tests.support.paper_text import WORDS, opened

KEPT = Path(__file__).parents[1] / "fixtures" / "form_2"
"""A record with a graded reaction and one that nobody graded, and its paper, as the last program of form 2 made it."""
RECORD = from_json((KEPT / "record.json").read_bytes())


def test_a_paper_of_form_2_is_made_again_as_it_was() -> None:
    kept = (KEPT / "a4.pdf").read_bytes()
    assert summary(RECORD, WORDS, form=2) == kept
    assert (said := read_keywords(kept)) is not None
    assert said.form == 2 < FORM


def test_a_reaction_that_nobody_graded_says_so_from_form_3_on() -> None:
    text = opened(RECORD).text
    assert "Done: Cool compress. Severity: not recorded. Still there" in text
    assert "Severity: mild" in text
    assert text.count("Severity:") == 2
