"""Commands that open the window: on the clinic, on the example clinic, on a script that plays itself."""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console.app.out_file import place_of
from console.app.ports import Store
from console.cli.command_dependencies import CommandDependencies, Failure, plain_errors, read_text
from console.cli.output import STANDARD, output
from console.cli.store_commands import REHEARSAL_PASSPHRASE, folder_of

if TYPE_CHECKING:
    from console.app.scripts.script_stage import Stage

SEED = 1


def run(options: Namespace, dependencies: CommandDependencies) -> None:
    """Open the window; without a display play a whole session instead, with its papers in --out."""
    if dependencies.has_display():
        _window(dependencies, folder_of(options, dependencies), None)
        return
    _play_unseen(options.out or dependencies.papers(), options, dependencies)


def _play_unseen(out: Path, options: Namespace, dependencies: CommandDependencies) -> None:
    """Play a whole session; leave its summary, and a picture of every step, in the folder `out`."""
    from console.cli.create_commands import rehearse

    words, script = dependencies.words, dependencies.script
    if out == STANDARD:
        raise Failure(words.say("command", "papers-folder"))
    print(words.say("command", "no-display"))
    taken = (each for each in (out / "summary.pdf", *sorted(out.glob("step-*.png"))) if place_of(each) != "new")
    if first := next(taken, None):
        output(first, options, dependencies)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(words.say("command", "not-written", file=out, detail=error.strerror)) from error
    rehearse(Namespace(scripts=[script], data=None, pdf=out / "summary.pdf", paper="a4", force=True), dependencies)
    if line := dependencies.missing():
        print(line)
        return
    text = read_text(script, words)
    with tempfile.TemporaryDirectory(prefix="stipple-pictures-") as made, plain_errors(words):
        for path in dependencies.step_pictures(_stages(dependencies, Path(made)), text, str(script), out):
            print(words.say("command", "written", file=path))


def demo(options: Namespace, dependencies: CommandDependencies) -> None:
    """Open the example clinic in the window; without a display make it, count it and throw it away."""
    from console.cli.demo import example_store

    with plain_errors(dependencies.words), example_store(dependencies, options.seed, options.data) as (store, folder):
        if dependencies.has_display():
            _window(dependencies, folder, store)
            return
        views = store.sessions()
        say = partial(dependencies.words.say, "command")
        clients, sessions = (
            say("example-clients", count=len(store.clients())), say("example-sessions", count=len(views))
        )  # fmt: skip
        going = sum(view.status == "open" for view in views)
        print(say("example", clients=clients, sessions=sessions, open=going, folder=folder))


def show(options: Namespace, dependencies: CommandDependencies) -> None:
    """Play scripts in the window, one after the other."""
    if not dependencies.has_display():
        raise Failure(dependencies.words.say("command", "needs-display"))
    _allow(dependencies)
    for script in options.scripts:
        text = read_text(script, dependencies.words)
        with tempfile.TemporaryDirectory(prefix="stipple-rehearsal-") as made, plain_errors(dependencies.words):
            stage = _stages(dependencies, Path(made))()
            dependencies.show_script(stage, text, str(script), options.speed)


def _window(dependencies: CommandDependencies, folder: Path, begin: Store | None) -> None:
    _allow(dependencies)
    with ExitStack() as stack:
        dependencies.open_window(folder, lambda: _example(stack, dependencies), begin)


def _example(stack: ExitStack, dependencies: CommandDependencies) -> Store:
    from console.cli.demo import example_store

    return stack.enter_context(example_store(dependencies, SEED))[0]


def _allow(dependencies: CommandDependencies) -> None:
    if line := dependencies.missing():
        raise Failure(line)


def _stages(dependencies: CommandDependencies, folder: Path) -> "Callable[[], Stage]":
    """Return what gives a stage on a new store of its own at each call."""
    from console.app.scripts.script_stage import Stage
    from console.cli.create_commands import KIND

    made: list[Path] = []

    def stage() -> Stage:
        at = folder / str(len(made))
        made.append(at)
        store, _ = dependencies.create_store(at, KIND, REHEARSAL_PASSPHRASE)
        store.close()
        return Stage(lambda: dependencies.open_store(at, REHEARSAL_PASSPHRASE, (KIND,)), dependencies.protocol())

    return stage
