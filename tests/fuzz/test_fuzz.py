"""No file raises anything but a typed error, hangs, or takes the memory: what is kept, and others like it."""

import subprocess
import sys
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.table import ROOT
from tests.fuzz.formats import READERS, TYPED, corpus, whole
from tests.fuzz.mutations import mutated
from tests.support.examples import examples

FEWEST = 10
LONG_S = 600


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_what_is_kept() -> None:
    """In a process of its own, which gets so much memory and so much time."""
    run = [sys.executable, "-m", "tests.fuzz", "replay"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in READERS:
        assert f"{name}: {len(corpus(name))} tried" in done.stdout
        assert len(corpus(name)) >= FEWEST


@pytest.mark.parametrize("name", READERS)
def test_a_whole_file_is_read(name: str) -> None:
    READERS[name](whole(name))


@pytest.mark.parametrize("name", [name for name in READERS if name != "keys"])
@examples(30)
@given(random=st.randoms(use_true_random=False))
def test_others_like_it(name: str, random: Random) -> None:
    seeds = [whole(name), *[file.read_bytes() for file in corpus(name)]]
    with suppress(*TYPED):
        READERS[name](mutated(random.choice(seeds), random))


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
@pytest.mark.parametrize("name", READERS)
def test_many(name: str) -> None:
    run = [sys.executable, "-m", "tests.fuzz", "quick", name, "--count", "20000"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.soak
@pytest.mark.parametrize("name", READERS)
def test_guided(name: str) -> None:
    pytest.importorskip("atheris")
    run = [sys.executable, "-m", "tests.fuzz.guided", name, str(LONG_S)]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == 0
