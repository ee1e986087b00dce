"""What loads what, in processes of their own."""

import subprocess
import sys

import pytest


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
