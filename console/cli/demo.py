"""The example clinic: a store with a year of made-up sessions, thrown away unless it is kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.app.example.data import read
from console.app.example.year import fill
from console.app.ports import Store
from console.cli.command_dependencies import CommandDependencies, allow_place
from console.cli.store_commands import REHEARSAL_PASSPHRASE
from console.core.clock import SystemClock


@contextmanager
def example_store(
    dependencies: CommandDependencies, seed: int, kept: Path | None = None
) -> Iterator[tuple[Store, Path]]:
    """Make a filled store of kind "example" and give it with its folder. StoreError; Failure within a store's folder.

    The folder is `kept`, which must be new or empty, or one that goes at the end. Timers go on from now.
    """
    if kept:
        allow_place(kept, dependencies)
        with _fill_store(dependencies, seed, kept.resolve()) as store:
            yield store, kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="stipple-example-") as made:
        folder = Path(made).resolve() / "store"
        with _fill_store(dependencies, seed, folder) as store:
            yield store, folder


@contextmanager
def _fill_store(dependencies: CommandDependencies, seed: int, folder: Path) -> Iterator[Store]:
    """Fill a store. Half a year is of no use to anybody: where filling ends early, nothing of it is left."""
    store, _ = dependencies.create_store(folder, "example", REHEARSAL_PASSPHRASE)
    try:
        fill(
            store,
            dependencies.protocol(),
            read(dependencies.example()),
            SystemClock().now(),
            seed,
            dependencies.zone_name(),
        )
    except BaseException:
        store.close()
        shutil.rmtree(folder)
        raise
    try:
        for each in store.sessions(status="open"):  # how long filling took is nobody's absence
            store.beat(each.id, SystemClock().now())
        yield store
    finally:
        store.close()
