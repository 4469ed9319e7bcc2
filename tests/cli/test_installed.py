"""What is installed runs by itself: it needs nothing of the tests, and writes nothing beside itself."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path

import pytest

import main
from tests.cli.calls import ROOT, SECRET

SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = """
import sys, main
codes = [main.main(line.split("|")) for line in sys.stdin.read().splitlines()]
homes = ("main", "console", "db", "resources")
ours = [each for name, each in sys.modules.items() if name.partition(".")[0] in homes]
print(codes, {str(each.__file__).removeprefix(sys.argv[1])[:1] for each in ours}, "tests" in sys.modules)
"""


def installed() -> Iterator[Path]:
    """Every file that the wheel holds, by the settings of the project."""
    settings = SETUP["tool"]["setuptools"]
    yield from (ROOT / f"{name}.py" for name in settings["py-modules"])
    data, left_out = settings["package-data"], settings["exclude-package-data"]
    for top in settings["packages"]["find"]["include"]:
        for package in [each.parent for each in ROOT.glob(f"{top}/**/__init__.py")]:
            yield from package.glob("*.py")
            name = ".".join(package.relative_to(ROOT).parts)
            out = {file for each in left_out.get(name, ()) for file in package.glob(each)}
            yield from {file for each in data.get(name, ()) for file in package.glob(each) if file.is_file()} - out


def standing(folder: Path) -> dict[str, int]:
    return {str(each.relative_to(folder)): each.stat().st_mtime_ns for each in sorted(folder.rglob("*"))}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The files of the product alone, compiled as an installer leaves them, where nothing can be written."""
    folder = tmp_path / "program"
    compiled = [Path(cache_from_source(str(each))) for each in installed() if each.suffix == ".py"]
    for file in {*installed(), *filter(Path.is_file, compiled)}:
        to = folder / file.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, to)
    for each in (folder, *folder.rglob("*")):
        each.chmod(each.stat().st_mode & ~0o222)
    return folder


def test_everything_of_the_product_is_installed() -> None:
    folders = ("console", "db", "resources")
    everything = (file for name in folders for file in (ROOT / name).rglob("*") if file.is_file())
    assert {file for file in everything if "__pycache__" not in file.parts} | {ROOT / "main.py"} == set(installed())


def test_it_runs_from_a_folder_of_its_own_and_leaves_nothing_there(program: Path, tmp_path: Path) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    (home / "secret").write_text(SECRET, encoding="utf-8")
    (home / "short.session").write_text("0:00 client maya Maya\n0:01 begin maya\n", encoding="utf-8")
    clinic = f"--passphrase-file|{home / 'secret'}|--data|{home / 'clinic'}"
    calls = (
        f"rehearse|{home / 'short.session'}",
        f"{clinic}|init|--clinic|Hautraum|--practitioner|A. Osei",
        f"{clinic}|verify",
        f"run|--out|{home / 'papers'}",
    )
    before = standing(program)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "DISPLAY", "WAYLAND", "XDG_"))
    }
    own = {
        "HOME": str(home),
        "PYTHONPATH": str(program),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(program)],
        cwd=here, env=kept | own, input="\n".join(calls), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"[0, 0, 0, 0] {{{os.sep!r}}} False"
    assert (home / "papers" / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert standing(program) == before
    assert standing(here) == {}


def test_the_licence_that_about_names_is_there_where_it_was_installed(program: Path) -> None:
    notes = program / "stipple-0.1.0.dist-info"
    program.chmod(0o755)
    (notes / "licenses").mkdir(parents=True)
    shutil.copy2(ROOT / "LICENSE", notes / "licenses" / "LICENSE")
    (notes / "METADATA").write_text("Metadata-Version: 2.4\nName: stipple\nVersion: 0.1.0\n", encoding="utf-8")
    (notes / "RECORD").write_text(f"{notes.name}/METADATA,,\n{notes.name}/licenses/LICENSE,,\n", encoding="utf-8")
    told = "from console.ui.settings import about_page; print(about_page.licence_file())"
    own = {"PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=program, env=os.environ | own, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).samefile(notes / "licenses" / "LICENSE")


def test_papers_go_to_the_documents_where_no_folder_is_named() -> None:
    from platformdirs import user_documents_path

    assert main.wire().papers() == user_documents_path() / "Stipple"
