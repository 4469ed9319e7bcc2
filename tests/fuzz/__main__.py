"""Feeds what the program opens: `replay` what is kept in tests/corpus, `quick` the same changed at random.

What broke something is kept as tests/corpus/NAME/found-…; it ends with 1 if there was any.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
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
        kept = [file.read_bytes() for file in corpus(name)]
        broke += tried(name, changed([whole(name), *kept], options.count) if options.how == "quick" else kept)
    return 1 if broke else 0


def changed(seeds: list[bytes], count: int) -> Iterator[bytes]:
    """Each is made when its turn comes: all of them at once are more than the fence gives."""
    for random in map(Random, range(count)):
        yield mutated(random.choice(seeds), random)


def tried(name: str, inputs: Iterable[bytes]) -> int:
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
    told = ", ".join(f"{what} {count}×" for what, count in came.most_common())
    print(f"{name}: {came.total() + broke} tried: {told}")
    return broke


def keep(name: str, data: bytes) -> Path:
    """Where the input is kept from now on."""
    file = CORPUS / name / f"found-{hashlib.sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    return file


if __name__ == "__main__":
    sys.exit(main())
