"""Everything the program reads from its own data files, through one door."""

import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent


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
