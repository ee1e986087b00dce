"""What holds for every test of the ui."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def progress_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the learner's progress: never that of whoever runs the tests."""
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / "progress"))
    return tmp_path / "progress" / "progress.json"
