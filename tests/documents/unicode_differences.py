"""The one table of what our setting of type does otherwise than Unicode's test files, kind by kind, with the reason.

A case that differs belongs to the first row that holds; `count`, `mark` and `rules` hold it to exactly these cases."""

from console.documents.typesetting.line_breaks import is_space
from tests.documents.unicode_cases import Bidi, Place, printed
from tests.documents.unicode_rows import Fate, Harm, Row

KNOWN_OTHERWISE = {
    "14.0.0": "\U0001f02c\U00050005",  # Python 3.11 takes what is not assigned for full width
    "15.0.0": "",
    "15.1.0": "",
    "16.0.0": "",
}
"""For each version of `unicodedata`: the characters of the files of which it says other things than the files' own."""

ASIDE = frozenset("".join(KNOWN_OTHERWISE.values()))
"""What the supported Pythons do not agree on. It is not assigned, so it is spelled and never printed."""

TYPED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates."""

BIDI: tuple[Row[Bidi], ...] = (
    Row(
        "typed embeddings, overrides and isolates",
        Fate.MEANT,
        Harm.NONE,
        "No name may reorder the paper around it: `font_runs` drops what is typed to steer the order, `levels` passes "
        "over it. The rest stands as if it were not there, which a test of its own holds.",
        lambda case: not TYPED.isdisjoint(case.text),
        67,
        "24925162",
    ),
    Row(
        "the angle brackets U+2329 and U+232A",
        Fate.WAITS,
        Harm.READS,
        "They are a pair, and the same as U+3008 and U+3009 (BD16); `bidi.py` does not list them. In a text that runs "
        "both ways one of them may stand on the wrong side of what they hold.",
        lambda case: not {"\u2329", "\u232a"}.isdisjoint(case.text),
        6,
        "af0b494a",
    ),
    Row(
        "tabs",
        Fate.UNPRINTED,
        Harm.NONE,
        "A tab starts again at the level of the paragraph (L1). Lettering makes it four spaces first.",
        lambda case: "\t" in case.text,
        1,
        "04b018e9",
    ),
)

KOREAN = frozenset(("H2", "H3", "JL", "JV", "JT"))
JOINING = frozenset(("HY", "BA", "B2", "SY"))
STICKING = frozenset(("CM", "GL", "WJ", "JT"))

LINES: tuple[Row[Place], ...] = (
    Row(
        "characters that no paper has",
        Fate.UNPRINTED,
        Harm.NONE,
        "Controls, tabs, soft hyphens and Hangul fillers are dropped; flags, skin tones, Khmer, Mongolian and whatever "
        "no font has are spelled, and their spelling is broken instead.",
        lambda place: not all(map(printed, place.beside)),
        564,
        "f3f28598",
        "×9.0:4 ×13.02:1 ×14.0:19 ×16.0:4 ×19.01:1 ×21.01:3 ×21.02:1 ×21.03:3 ×22.0:1 ÷8.0:4 ÷18.0:164 "
        "÷20.01:11 ÷20.02:10 ÷30.13:2 ÷999.0:336",
    ),
    Row(
        "a mark, a joiner or glue after a space",
        Fate.MEANT,
        Harm.NONE,
        "Unicode lets a mark that follows a space stand alone (LB 8, 10, 18); here what extends or glues stays with "
        "that space.",
        lambda place: place.wanted and place.rule in ("8.0", "18.0") and place.after in STICKING,
        430,
        "dbe7bfda",
        "÷8.0:94 ÷18.0:336",
    ),
    Row(
        "the stand-in for an object",
        Fate.MEANT,
        Harm.NONE,
        "U+FFFC (LB 20) stands for no object on a paper, so nothing ends beside it.",
        lambda place: place.wanted and place.rule in ("20.01", "20.02"),
        90,
        "f49078b9",
        "÷20.01:53 ÷20.02:37",
    ),
    Row(
        "beside a Korean syllable",
        Fate.MEANT,
        Harm.NONE,
        "Korean is broken at its spaces, one of the two styles that UAX 14 names; the file has the other, which breaks "
        "between syllables. A word wider than its line is cut between letters.",
        lambda place: place.wanted and not KOREAN.isdisjoint((place.before, place.after)),
        275,
        "19f3c845",
        "÷999.0:275",
    ),
    Row(
        "beside a hyphen, dash or slash",
        Fate.MEANT,
        Harm.NONE,
        "A hyphen, dash or slash ends a line between letters only and begins none: 0.5–1.5, A–1, -x, 3/4 stay whole.",
        lambda place: place.wanted and not JOINING.isdisjoint((place.before, place.after)),
        110,
        "543913ed",
        "÷999.0:110",
    ),
    Row(
        "between signs, figures and letters without a space",
        Fate.MEANT,
        Harm.NONE,
        "Outside East Asian writing a line ends at spaces and hyphens only, not after ! or } nor before $ or ´ in a "
        "word. A word wider than its line is cut between letters.",
        lambda place: place.wanted and place.rule == "999.0",
        211,
        "8a258e30",
        "÷999.0:211",
    ),
    Row(
        "after the hyphen of a Hebrew word",
        Fate.MEANT,
        Harm.NONE,
        "Unicode 15 keeps a Hebrew word with a hyphen whole (LB 21a); Unicode 16 lets it end a line there, as we do.",
        lambda place: place.rule == "21.1",
        1,
        "ac415481",
        "×21.1:1",
    ),
    Row(
        "the opening angle bracket U+2329",
        Fate.WAITS,
        Harm.LOOKS,
        "It is wide and not in the list of what ends no line (LB 14).",
        lambda place: place.rule == "14.0" and place.last == "\u2329",
        19,
        "06715d58",
        "×14.0:19",
    ),
    Row(
        "a space before or after a bracket or stop",
        Fate.WAITS,
        Harm.LOOKS,
        "Every space may end a line; Unicode looks through it (LB 13 to 17). A line may begin with the stop of “Oui !” "
        "or the slash of 3 / 4, or end with the bracket of ( left ).",
        lambda place: not place.wanted and is_space(place.last),
        538,
        "94b052a7",
        "×13.01:86 ×13.02:352 ×14.0:86 ×15.0:6 ×16.0:6 ×17.0:2",
    ),
    Row(
        "a mark of punctuation after wide letters",
        Fate.WAITS,
        Harm.LOOKS,
        'After Chinese and Japanese letters and brackets a line may end before - – / " ․ ⁈ (LB 13, 16, 19, 21, 22), so '
        "that the next begins with it.",
        lambda place: not place.wanted and place.after in ("HY", "BA", "SY", "QU", "IN", "NS"),
        13,
        "3ff2b96e",
        "×13.02:3 ×16.0:2 ×19.01:3 ×21.02:3 ×22.0:2",
    ),
    Row(
        "a straight quote or an accent before wide letters",
        Fate.WAITS,
        Harm.LOOKS,
        'A line may end between " or ´ and a Chinese or Japanese letter or bracket (LB 15, 19, 21): an opening quote '
        "stays behind.",
        lambda place: not place.wanted and not place.marked and place.before in ("QU", "BB"),
        5,
        "6c1f5bfe",
        "×15.0:2 ×19.02:1 ×21.04:2",
    ),
    Row(
        "a combining mark on what keeps a line together",
        Fate.WAITS,
        Harm.LOOKS,
        "Only the character before is looked at, not what its marks stand on (LB 9): a bracket, quote, dollar or glue "
        "with a mark no longer holds the wide letter after it.",
        lambda place: not place.wanted and place.marked,
        13,
        "4ad0bae4",
        "×11.02:2 ×12.0:2 ×14.0:4 ×15.0:1 ×19.02:1 ×21.04:2 ×23.12:1",
    ),
)
