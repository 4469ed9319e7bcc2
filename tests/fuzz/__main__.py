"""Feeds what the program opens: `replay` what is kept in tests/corpus, `quick` the same changed at random.

What broke something is kept as tests/corpus/NAME/found-…; it ends with 1 if there was any.
"""

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.budget import Hang, fence, read
from tests.fuzz.formats import CORPUS, READERS, corpus, whole
from tests.fuzz.mutations import mutated


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("how", choices=("replay", "quick"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(READERS))
    parser.add_argument("--count", type=int, default=400, metavar="N", help="how many with quick")
    options = parser.parse_args()
    names = options.names or list(READERS)
    broke = 0
    fence(names)
    for name in names:
        data = [file.read_bytes() for file in corpus(name)]
        if options.how == "quick":
            data = [mutated(random.choice([whole(name), *data]), random) for random in _randoms(options.count)]
        broke += tried(name, data)
    return 1 if broke else 0


def _randoms(count: int) -> list[Random]:
    return [Random(seed) for seed in range(count)]


def tried(name: str, inputs: list[bytes]) -> int:
    """Prints a line; how many inputs broke something."""
    came: Counter[str] = Counter()
    broke = 0
    for data in inputs:
        try:
            came[read(name, data) or "read"] += 1
        except Hang:
            broke += 1
            print(f"{name}: hangs with {keep(name, data)}")
        finally:
            if sys.exc_info()[0] is not None:
                print(f"{name}: broken by {keep(name, data)}", flush=True)
    print(f"{name}: {len(inputs)} tried: " + ", ".join(f"{what} {count}×" for what, count in came.most_common()))
    return broke


def keep(name: str, data: bytes) -> Path:
    """Where the input is kept from now on."""
    file = CORPUS / name / f"found-{hashlib.sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    return file


if __name__ == "__main__":
    sys.exit(main())
