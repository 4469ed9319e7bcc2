"""A group is offered for an entry in own words where a name of it is alike; nothing else is."""

import pytest

from console.core.likely_groups import likely_groups
from console.core.people import Entry, EntryKind
from console.core.protocol import Protocol
from tests.support.stage import protocol as shipped


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return shipped()


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("lidocaine", "allergy", ["amide-anaesthetic"]),
        ("Lidocain, swelling 2019", "allergy", ["amide-anaesthetic"]),
        ("Lidokain", "allergy", ["amide-anaesthetic"]),
        ("Lidocaína", "allergy", ["amide-anaesthetic"]),
        ("lignocaine", "allergy", ["amide-anaesthetic"]),
        ("procaine", "allergy", ["ester-anaesthetic"]),
        ("Latexhandschuhe", "allergy", ["latex"]),
        ("Chlorhexidin", "allergy", ["chlorhexidine"]),
        ("Propylenglykol", "allergy", ["glycol"]),
        ("paba", "allergy", ["paba"]),
        ("lidocaine", "condition", []),
        ("Isotretinoin", "medicine", ["isotretinoin"]),
        ("tretinoin", "medicine", []),
        ("local anaesthetic", "allergy", ["amide-anaesthetic", "ester-anaesthetic"]),
        ("G6PD deficiency", "condition", ["g6pd"]),
        ("iron deficiency", "condition", []),
        ("penicillin", "allergy", []),
        ("liver spots", "condition", []),
        ("", "allergy", []),
        ("—", "allergy", []),
    ],
)
def test_the_likely_group(protocol: Protocol, text: str, kind: EntryKind, found: list[str]) -> None:
    assert list(likely_groups(protocol.groups, Entry("", kind, text))) == found
