"""Commands that open the window: on the clinic, on the example clinic, on a script that plays itself."""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from console.app.ports import Store
from console.app.scripts.stage import Stage
from console.cli.create_commands import KIND, rehearse
from console.cli.demo import example_store
from console.cli.dependencies import CommandDependencies, Failure, read_text, said_plainly
from console.cli.store_commands import REHEARSAL_PASSPHRASE, folder_of

SEED = 1


def run(options: Namespace, outside: CommandDependencies) -> None:
    """The window; without a display a whole session, its summary, and a picture of every step."""
    if outside.has_display():
        _window(outside, folder_of(options, outside), None)
        return
    print(outside.words.say("command", "no-display"))
    outside.build.mkdir(parents=True, exist_ok=True)
    rehearse(Namespace(scripts=[outside.script], data=None, pdf=outside.build / "summary.pdf", paper="a4"), outside)
    if line := outside.missing():
        print(line)
        return
    text = read_text(outside.script, outside.words)
    with tempfile.TemporaryDirectory(prefix="stipple-pictures-") as made, said_plainly(outside.words):
        for path in outside.step_pictures(_stages(outside, Path(made)), text, str(outside.script), outside.build):
            print(outside.words.say("command", "written", file=path))


def demo(options: Namespace, outside: CommandDependencies) -> None:
    """The example clinic in the window; without a display it is made, counted and thrown away."""
    with said_plainly(outside.words), example_store(outside, options.seed, options.data) as (store, folder):
        if outside.has_display():
            _window(outside, folder, store)
            return
        views = store.sessions()
        facts = {"clients": len(store.clients()), "sessions": len(views), "folder": folder}
        print(outside.words.say("command", "example", open=sum(view.status == "open" for view in views), **facts))


def show(options: Namespace, outside: CommandDependencies) -> None:
    """Plays scripts in the window, one after the other."""
    if not outside.has_display():
        raise Failure(outside.words.say("command", "needs-display"))
    _allow(outside)
    for script in options.scripts:
        text = read_text(script, outside.words)
        with tempfile.TemporaryDirectory(prefix="stipple-rehearsal-") as made, said_plainly(outside.words):
            stage = _stages(outside, Path(made))()
            outside.show_script(stage, text, str(script), options.speed)


def _window(outside: CommandDependencies, folder: Path, begin: Store | None) -> None:
    _allow(outside)
    with ExitStack() as stack:
        outside.open_window(folder, lambda: stack.enter_context(example_store(outside, SEED))[0], begin)


def _allow(outside: CommandDependencies) -> None:
    if line := outside.missing():
        raise Failure(line)


def _stages(outside: CommandDependencies, folder: Path) -> Callable[[], Stage]:
    """Each call gives a stage on a new store of its own."""
    made: list[Path] = []

    def stage() -> Stage:
        at = folder / str(len(made))
        made.append(at)
        store, _ = outside.create_store(at, KIND, REHEARSAL_PASSPHRASE)
        store.close()
        return Stage(lambda: outside.open_store(at, REHEARSAL_PASSPHRASE, (KIND,)), outside.protocol())

    return stage
