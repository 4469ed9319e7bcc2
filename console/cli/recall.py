"""The command `recall`."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from console.app import recall as use_case
from console.app.ports import Store
from console.cli.command_dependencies import CommandDependencies, Failure
from console.cli.list_separator import list_separator
from console.cli.output import STANDARD, output
from console.cli.store_commands import clinic_of, open_store
from console.core.clock import SystemClock
from console.core.names import same_key
from console.core.recall import Recall, client_names, count_text
from console.core.text.words import Words

FORMS: Final[dict[str, use_case.Form]] = {".csv": "csv", ".pdf": "pdf"}


def recall(options: Namespace, dependencies: CommandDependencies) -> None:
    """Show a recall on the screen, or write it to --out; note that a file was written."""
    words, out = dependencies.words, options.out and output(options.out, options, dependencies)
    form = _form(out.path, words) if out else None
    with open_store(options, dependencies) as store:
        clinic = clinic_of(store)
        product, now = _product(store, options.product, dependencies), SystemClock().now().utc_ms
        found = use_case.recall(store, clinic, words, options.lot, dependencies.zone_name(), now, product)
        if form is None:
            _show(found, dependencies)
            return
        clinic.need("export")
        data = (
            use_case.as_csv(found, words, list_separator())
            if form == "csv"
            else dependencies.recall_list(use_case.with_clinic(clinic, found), options.paper)
        )
        out.write(data)
        use_case.note(clinic, found, form, data)
        out.tell()


def _form(out: Path, words: Words) -> use_case.Form:
    form = "csv" if out == STANDARD else FORMS.get(out.suffix.lower())
    if form is None:
        raise Failure(words.say("command", "csv-or-pdf", file=out))
    return form


def _show(found: Recall, dependencies: CommandDependencies) -> None:
    words = dependencies.words
    names = client_names(found, words)
    print(count_text(found, words))
    for each in found.uses:
        cells = (
            words.iso_day(each.day), each.session[:16], names[each.client], each.contact,
            words.pair(each.use, each.product), each.lot, each.serial, words.listed(each.zones),
        )  # fmt: skip
        print("  ".join(" ".join(cell.split()) for cell in cells if cell))


def _product(store: Store, name: str, dependencies: CommandDependencies) -> str:
    """Return the id of the product so called; "" where none is asked for."""
    found = [each.id for each in store.products() if same_key(each.name) == same_key(name)]
    if name and not found:
        raise Failure(dependencies.words.say("command", "no-product", name=name))
    return found[0] if name else ""
