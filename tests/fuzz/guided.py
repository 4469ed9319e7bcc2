"""Feeds one kind of file by coverage, with atheris: `python -m tests.fuzz.guided NAME SECONDS`.

What breaks something is kept in tests/corpus and ends it. Where atheris is not installed it says so, and ends with 1.
"""

import sys
import tempfile


def main(name: str, seconds: int) -> int:
    """Ends the process when the time is over, or at the first input that breaks something."""
    try:
        import atheris
    except ImportError:
        print("not tried: atheris is not installed")
        return 1
    with atheris.instrument_imports(include=["console", "db"]):
        from tests.fuzz.__main__ import keep
        from tests.fuzz.budget import fence, read
        from tests.fuzz.formats import CORPUS
    fence([name])

    def once(data: bytes) -> None:
        whole = False
        try:
            read(name, data)
            whole = True
        finally:
            if not whole:
                print(f"kept as {keep(name, data)}", flush=True)

    with tempfile.TemporaryDirectory(prefix="stipple-guided-") as found:
        folders = [found, str(CORPUS / name)]
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=60000", *folders], once)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
