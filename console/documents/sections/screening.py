"""Screening and pause points: answers, findings, checks."""

from reportlab.platypus import Flowable

from console.core.client_groups import file_answers
from console.core.screening import answers as known_answers
from console.core.text.record_text import RecordText
from console.core.text.unusual import finding_lines
from console.documents.sections.paragraphs import heading, lines, paragraph
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import CELL

FOUND_COUNTED = 4
"""The first form of a paper that says how many findings there are: one answer may lead to several, age to others."""

FILE_APART = 5
"""The first form of a paper that counts what the client's file answered by itself, apart from what was answered."""


def screening(text: RecordText) -> list[Flowable]:
    """Return the counted answers, each finding and how it was settled, the pause points and each check not met."""
    state = text.state
    answers = [answer for rule, answer in known_answers(state).items() if state.protocol.rule[rule].asked]
    asked = sum(rule.asked for rule in state.protocol.rules)
    told = finding_lines(text)
    counts = _apart(text, len(told)) if text.form >= FILE_APART else text.say(
        "answers-found" if told and text.form >= FOUND_COUNTED else "answers",
        no=answers.count("no"), yes=answers.count("yes"), open=asked - len(answers), found=len(told),
    )  # fmt: skip
    if text.record.erased_utc_ms is not None:
        counts = text.say("answers-erased")
    points, unmet = [], list[Flowable]()
    for step in state.protocol.steps:
        due = [check for check in step.checks if check.when == "always" or state.applications]
        records = [(check, state.checks[check.id]) for check in due if check.id in state.checks]
        if due:
            met = sum(record.met for _, record in records)
            points.append(text.say("checks", point=step.pause_point or step.label, met=met, due=len(due)))
        for check, record in records:
            if not record.met:
                reason = text.personal(record.reason)
                unmet.append(paragraph(text, "check-not-met", check=check.text, reason=reason))
    checks = Prose(text.say("all-checks", points=" · ".join(points)), CELL)
    return [
        heading(text, "screening"),
        Prose(counts, CELL),
        *_by_file(text),
        *lines(text, told),
        checks,
        *unmet,
    ]


def _apart(text: RecordText, found: int) -> str:
    """Return how many questions the client answered, how many the file, each question once, and how many nobody."""
    state, known = text.state, file_answers(text.state)
    asked = [rule.id for rule in state.protocol.rules if rule.asked and rule.id not in known]
    answers = [state.answers[rule] for rule in asked if rule in state.answers]
    counts = {"no": answers.count("no"), "yes": answers.count("yes"), "open": len(asked) - len(answers)}
    told = text.say("answers-apart", known=len(known), **counts)
    return text.say("answers-follow", counts=told, found=found) if found else told


def _by_file(text: RecordText) -> list[Flowable]:
    """Return which questions the client's file answered, and by what in it."""
    told = [
        text.words.pair(text.state.protocol.rule[rule].text, text.words.entries(entries))
        for rule, entries in file_answers(text.state).items()
    ]
    return [paragraph(text, "by-file", CELL, answers=text.words.listed(told, "list-long"))] if told else []
