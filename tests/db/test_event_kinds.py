"""Which kinds of events there are, with their fields, is written down with the schema: what is new raises it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import Struct, inspect

from console.core.events import AnyBody, PassDone
from console.core.people import Profile
from db.log.field_encryption import UPGRADES
from db.log.kinds import readable
from db.views.tables import SCHEMA

FILE = Path(__file__).with_name("event_kinds.toml")
TO_DO = """The events are not those of {file} any more, and a program of before refuses what it does not know.

1. Where a release has schema {schema} already (CHANGELOG.md says which is out), raise SCHEMA with a revision, so that
   an older program refuses the file in one line at once.
2. Then write this into {file}:

{text}"""


def fields_of(kind: type[Struct]) -> Iterator[str]:
    """Yield the names of all fields, with the words that each may hold, and of those of the values in them."""
    fields = msgspec.structs.fields(kind)
    for field, known in zip(fields, inspect.multi_type_info(each.type for each in fields), strict=True):
        words, structs = set[str](), list[type[Struct]]()
        for part in parts_of(known):
            if isinstance(part, inspect.LiteralType):
                words |= set(map(str, part.values))
            elif isinstance(part, inspect.StructType):
                structs.append(part.cls)
        yield f"{field.name}: {'|'.join(sorted(words))}" if words else field.name
        for struct in structs:
            yield from (f"{field.name}.{name}" for name in fields_of(struct))


def parts_of(known: inspect.Type) -> Iterator[inspect.Type]:
    """Yield a type, and those that it is made of; nothing of what is in a value."""
    yield known
    if not isinstance(known, inspect.StructType):
        for name in known.__struct_fields__:
            inner = getattr(known, name)
            for each in inner if isinstance(inner, tuple) else (inner,):
                if isinstance(each, inspect.Type):
                    yield from parts_of(each)


def kinds() -> dict[str, list[str]]:
    """Every kind of event as the program writes it: its name with its version, and its fields."""
    found = {}
    for body in get_args(AnyBody):
        tag = str(body.__struct_config__.tag)
        version = max((each for name, each in UPGRADES if name == tag), default=0) + 1
        assert readable(tag, version)
        found[f"{tag} {version}"] = sorted(set(fields_of(body)))
    return dict(sorted(found.items()))


def text() -> str:
    lines = [
        f'"{kind}" = [{", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)}]' for kind, names in kinds().items()
    ]
    return "\n".join((f"schema = {SCHEMA}", "", "[kinds]", *lines, ""))


def test_the_events_are_those_that_the_schema_was_raised_for() -> None:
    written = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    known = tomllib.loads(written)
    same = (known.get("schema"), known.get("kinds")) == (SCHEMA, kinds())
    assert same, TO_DO.format(file=FILE.name, schema=SCHEMA, text=text())


def test_a_field_of_a_value_in_an_event_counts_and_so_does_a_word_that_it_may_hold() -> None:
    assert set(fields_of(PassDone)) >= {"zone", "depth_um"}
    assert {f"profile.{name}" for name in Profile.__struct_fields__} <= set(kinds()["client-added 1"])
    assert {"profile.entries.text", "profile.entries.kind: allergy|condition|medicine"} <= set(
        kinds()["client-added 1"]
    )
