"""Tries the faults, a line each. Ends with 1 if anything was lost or could not be tried."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.all import FAULTS
from tests.faults.table import LOSSES, Fault, NotTried

SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", type=int, choices=[fault.number for fault in FAULTS], metavar="N", help="one of them")
    parser.add_argument("--long", action="store_true", help="everything there is to try: takes half an hour")
    options = parser.parse_args()
    chosen = [fault for fault in FAULTS if options.only in (None, fault.number)]
    held = [tried(fault, options.long) for fault in chosen]
    print(f"{sum(held)} of {len(held)} held")
    return 0 if all(held) else 1


def tried(fault: Fault, long: bool) -> bool:
    """Prints its line. Whether all of it was tried and nothing was lost."""
    with tempfile.TemporaryDirectory(prefix="stipple-fault-") as made:
        try:
            outcome = fault.attempt(Path(made), long)
        except NotTried as reason:
            print(f"{fault.number:2}  {fault.name}: not tried: {reason}", flush=True)
            return False
        except LOSSES as error:
            print(f"{fault.number:2}  {fault.name}: LOST before anything could be tried: {error!r}", flush=True)
            return False
    if not outcome.lost:
        print(f"{fault.number:2}  {fault.name}: {outcome.tried} tried: {outcome.found}: held", flush=True)
        return True
    print(f"{fault.number:2}  {fault.name}: {outcome.tried} tried: LOST in {len(outcome.lost)}", flush=True)
    for line in outcome.lost[:SHOWN]:
        print(f"    {line}", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
