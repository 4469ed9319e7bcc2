"""A use case whose known errors come back to the one who asked, so that they are said beside what caused them."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from console.app.ports import StoreError
from console.core.protocol_file import BadFile
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.ui.shell.model import Model

Result = TypeVar("Result")


def attempt(
    model: Model,
    job: Callable[[], Result],
    then: Callable[[Result], object],
    failed: Callable[[str], object],
    took: Callable[[Exception], bool] = lambda _: False,
) -> None:
    """Run the job in the engine's thread; `failed` gets what to say where the user's world stands in the way.

    `took` gets the error first, and says whether it has dealt with it.
    """

    def tried() -> tuple[Result | None, Exception | None]:
        try:
            return job(), None
        except (Refusal, StoreError, BadFile) as error:
            return None, error

    def came(outcome: tuple[Result | None, Exception | None]) -> None:
        result, error = outcome
        if error is not None and not took(error):
            failed(error_text(model.words, error))
        elif error is None:
            then(result)  # type: ignore[arg-type]

    model.run(tried, came)


def run_beside(
    model: Model,
    owner: QObject,
    job: Callable[[], Result],
    then: Callable[[Result], object],
    failed: Callable[[str], object],
    long: bool = True,
) -> None:
    """Run a job that only reads beside the engine: nobody who records waits for it. An owner that is gone gets nothing.

    What is `long` waits behind other long reads, and no short one behind it.
    """

    def came(result: Result) -> None:
        if isValid(owner):
            then(result)

    def missed(error: BaseException) -> None:
        if not isinstance(error, Refusal | StoreError | BadFile):
            model.fail(error)
        elif isValid(owner):
            failed(error_text(model.words, error))

    model.read(job, came, missed, long)


def error_text(words: Words, error: Exception) -> str:
    """What happened and what to do, of one of the known errors."""
    if isinstance(error, Refusal):
        return words.refusal(error)
    if isinstance(error, StoreError):
        return words.say("store", error.code, **error.facts)
    if isinstance(error, BadFile):
        return words.say("command", "bad-file", file=error.file, key=error.key, allowed=words.allowed(error.allowed))
    raise error
