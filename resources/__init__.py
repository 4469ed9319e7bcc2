"""Everything the program reads from its own data files, through one door."""

import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent
Group = dict[str, str | dict[str, str]]
"""Texts by code; one that counts has a form for each of the language's plural categories."""


def path(*parts: str) -> Path:
    """Where a resource lies, for whatever must open it by name: `path("fonts", "NotoSans-Regular.ttf")`."""
    return _ROOT.joinpath(*parts)


def text(*parts: str) -> str:
    """A resource as UTF-8 text. FileNotFoundError if there is none."""
    return path(*parts).read_text(encoding="utf-8")


def data(*parts: str) -> bytes:
    """A resource as bytes. FileNotFoundError if there is none."""
    return path(*parts).read_bytes()


def table(*parts: str) -> dict[str, dict[str, str]]:
    """A resource of TOML tables of texts."""
    return tomllib.loads(text(*parts))


class Texts(dict[str, Group]):
    """The texts of one language by group: `i18n/LANGUAGE/GROUP.toml`, read when the group is first asked for.

    The group `plurals` has the language's rules, from plurals.toml. KeyError for a group that has no file.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, group: str) -> Group:
        self[group] = self._plurals() if group == "plurals" else self._read(group)
        return self[group]

    def _plurals(self) -> Group:
        return dict(table("plurals.toml")[self.language])

    def _read(self, group: str) -> Group:
        try:
            return tomllib.loads(text("i18n", self.language, f"{group}.toml"))
        except FileNotFoundError as error:
            raise KeyError(group) from error

    def groups(self) -> list[str]:
        """Return the names of all groups, by the files that are there."""
        return sorted(file.stem for file in path("i18n", self.language).glob("*.toml"))
