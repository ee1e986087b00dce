"""What loads what, in processes of their own."""

import subprocess
import sys
from time import perf_counter

import pytest

VERSION = "from sandbox.cli.main import main; main(['--version'])"


def loaded(code: str) -> set[str]:
    """The top-level packages that a process has loaded after running the code."""
    ending = "\nimport sys; print('', *{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        (sys.executable, "-c", code + ending), capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", ["--version", "--help", "run --help"])
def test_version_and_help_load_no_screen(words):
    assert not loaded(f"from sandbox.cli.main import main; main({words.split()})") & {
        *("textual", "rich", "plotext", "torch"),
    }


@pytest.mark.parametrize("words", ["--version", "--help", "lst"])
def test_version_and_help_load_no_numpy(words):
    seen = loaded(f"from sandbox.cli.main import main; main({words.split()})")
    assert "sandbox" in seen
    assert not seen & {"numpy", "platformdirs", "importlib_metadata"}


@pytest.mark.parametrize("room", ["engine", "labs", "course"])
def test_lower_rooms_load_no_screen(room):
    code = (
        "import importlib, pkgutil, sandbox\n"
        f"import sandbox.{room} as room\n"
        "for found in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    seen = loaded(code)
    assert "sandbox" in seen
    assert not seen & {"textual", "rich", "plotext", "torch"}


def test_version_takes_at_most_three_times_an_empty_run():
    def seconds(code: str) -> float:
        start = perf_counter()
        subprocess.run((sys.executable, "-c", code), check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - start

    # The least of many, taken in turn, is what the programs need when nothing else runs.
    pairs = [(seconds("pass"), seconds(VERSION)) for _ in range(15)]
    empty, version = map(min, zip(*pairs, strict=True))
    assert version <= 3 * empty
