"""The command line in-process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.cli.main import main

Cli = Callable[..., "Result"]

MINI = Path(__file__).parents[3] / "shared" / "data" / "fashion-mnist-mini"
"""600 real pictures, where they are."""


@dataclass(frozen=True)
class Result:
    """What a command came to."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the learner's progress: never that of whoever runs the tests."""
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / "progress"))
    return tmp_path / "progress" / "progress.json"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """Run a command: its status, and what it wrote. The locale is English, the screen 80 wide."""
    for variable in ("LC_ALL", "LC_MESSAGES", "MLP_SANDBOX_DATA", "MLP_SANDBOX_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> Result:
        status = main(words)
        written = capsys.readouterr()
        return Result(status, written.out, written.err)

    yield run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it, which is also the current folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def mini() -> Path:
    """The folder of real pictures."""
    if not MINI.is_dir():
        pytest.skip("the real pictures are not on this machine")
    return MINI
