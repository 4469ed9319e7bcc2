"""Who may import whom: one table, and the arrows that a file really draws."""

import sys
from dataclasses import dataclass

from tests.law import Source, imports


@dataclass(frozen=True)
class Layer:
    """A layer may import its own modules, those of `ours`, and of the world only `theirs` and the standard library."""

    home: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


LAYERS = (
    Layer("console.core", theirs=("msgspec",)),
    Layer("console.app", ours=("console.core",), theirs=("msgspec",)),
    Layer(
        "console.documents",
        ours=("console.core", "resources"),
        theirs=("msgspec", "reportlab", "uharfbuzz", "PIL"),
    ),
    Layer(
        "console.exchange",
        ours=("console.core",),
        theirs=("msgspec", "biip"),
    ),
    Layer("console.cli", ours=("console.core", "console.app"), theirs=("msgspec",)),
    Layer(
        "console.ui",
        ours=("console.core", "console.app", "console.exchange", "resources"),
        theirs=("msgspec", "PySide6", "shiboken6"),
    ),
    Layer(
        "db",
        ours=("console.core", "console.app.ids", "console.app.ports", "console.app.projections"),
        theirs=("msgspec", "sqlalchemy", "sqlcipher3", "alembic", "cryptography"),
    ),
    Layer("resources", theirs=("msgspec",)),
    Layer(
        "main",
        ours=("console", "db", "resources"),
        theirs=("platformdirs", "tzlocal"),
    ),
    Layer("console"),
)
OURS = ("console", "db", "resources", "tests", "main")

# The fewest arrows each layer must be seen to draw to other layers of ours: raise them as the house grows.
LEAST_ARROWS = {
    "console.app": 60,
    "console.cli": 20,
    "console.core": 0,
    "console.documents": 15,
    "console.exchange": 1,
    "console.ui": 100,
    "db": 40,
    "main": 15,
    "resources": 0,
    "tests": 300,
}


def inside(name: str, homes: tuple[str, ...]) -> bool:
    return any(name == home or name.startswith(home + ".") for home in homes)


def module_name(source: Source) -> str:
    return source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def layer_of(name: str) -> str:
    """The home of the layer that a dotted name belongs to; tests are a layer without a law."""
    return next((layer.home for layer in LAYERS if inside(name, (layer.home,))), name.partition(".")[0])


def arrows(source: Source) -> list[tuple[int, str]]:
    """Line and name of what is imported from another layer of ours."""
    here = layer_of(module_name(source))
    return [(line, name) for line, name in imports(source) if inside(name, OURS) and layer_of(name) != here]


def imports_by_the_table(source: Source) -> list[str]:
    here = layer_of(module_name(source))
    law = next((layer for layer in LAYERS if layer.home == here), None)
    if law is None:
        return []
    wrong = [(line, name) for line, name in arrows(source) if not inside(name, law.ours)]
    world = [(line, name) for line, name in imports(source) if not inside(name, OURS)]
    wrong += [(line, name) for line, name in world if not inside(name, law.theirs) and not _standard(name)]
    return [f"{line}: {here} must not import {name}" for line, name in wrong]


def _standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names
