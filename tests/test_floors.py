"""What the program asks for at least is what its locks give: nothing older is ever tried."""

import re
import tomllib
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.connections import OLDEST_SQLITE

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
FORM = re.compile(r"(?P<name>[\w-]+)(\[\w+\])?>=(?P<floor>[\d.]+)")


@pytest.mark.parametrize("asked", ASKED)
def test_a_floor_is_the_beginning_of_the_version_in_the_lock(asked: str) -> None:
    match = FORM.fullmatch(asked)
    assert match
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    (locked,) = re.findall(rf"^{match['name'].lower()}==([\d.]+)", lock, re.MULTILINE)
    assert f"{locked}.".startswith(f"{match['floor']}.")


def test_the_oldest_sqlite_is_the_one_in_the_locked_driver() -> None:
    assert ".".join(map(str, OLDEST_SQLITE)) == driver.sqlite_version
