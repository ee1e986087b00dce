"""What holds for every test of the ui."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.ui.terminal import keys
from sandbox.ui.terminal.text import set_ascii_only
from tests.ui.terminal import APP, Start, Terminal


@pytest.fixture(autouse=True)
def progress_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the learner's progress: never that of whoever runs the tests."""
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / "progress"))
    return tmp_path / "progress" / "progress.json"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the app in a terminal: its options, and Python that runs before it."""
    begun: list[Terminal] = []

    def begin(options: str = "", before: str = "", **environ: str) -> Terminal:
        begun.append(Terminal(tmp_path, ["-c", before + APP.format(options=options)], environ))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


@pytest.fixture(autouse=True)
def one_terminal_a_test() -> Iterator[None]:
    """What a test's app had of its own, its keys and its letters, is gone with it."""
    yield
    keys.use({})
    set_ascii_only(False)
