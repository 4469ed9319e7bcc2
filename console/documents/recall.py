"""The recall list: who was treated with a lot, when and by whom."""

from typing import Literal

from console.core.recall import Recall, client_names, count_text, package_lines
from console.core.text.words import Words

WEIGHTS = (0.17, 0.26, 0.24, 0.19, 0.14)


def recall_list(recall: Recall, words: Words, paper: Literal["a4", "letter"] = "a4") -> bytes:
    """Return the PDF. The same recall, words and paper give the same bytes."""
    from console.documents.typesetting.blocks import Row, grid
    from console.documents.typesetting.page_template import PageTemplate
    from console.documents.typesetting.prose import Prose
    from console.documents.typesetting.style import A4, BODY, LETTER, TITLE

    def say(code: str, **facts: object) -> str:
        return words.say("recall", code, **facts)

    made, names = words.iso_day(recall.made), client_names(recall, words)
    mark = "" if recall.store == "clinic" else words.say("summary", f"mark-{recall.store}")
    template = PageTemplate(A4 if paper == "a4" else LETTER, say("title"), mark)
    rows: list[Row] = [[say(code) for code in ("day", "client", "product", "zones", "operator")]]
    for each in recall.uses:
        when = "\n".join([words.iso_day(each.day), say("number", number=each.number), say("id", id=each.session[:16])])
        client = "\n".join(filter(None, (names[each.client], each.contact)))
        used = "\n".join([words.pair(each.use, each.product), *package_lines(each, words)])
        rows.append([when, client, used, words.listed(each.zones) or words.say("format", "none"), each.operator])
    story = [
        Prose(say("title-lot", lot=recall.lot), TITLE),
        Prose(say("made", clinic=recall.clinic, day=made), BODY),
        Prose(count_text(recall, words), BODY),
    ]

    def foot(page: int, pages: int) -> tuple[str, str]:
        left = say("foot", clinic=recall.clinic, lot=recall.lot, day=made)
        return left, say("page", page=page, pages=pages)

    return template.build([*story, *([grid(rows, WEIGHTS)] if recall.uses else [])], foot)
