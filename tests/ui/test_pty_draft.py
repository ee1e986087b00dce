"""What was typed in an exercise outlives every end of the app, on a real pseudo-terminal."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal
from tests.ui.test_pty_exercise import APP, begin, text

__all__ = ["begin"]

FULL = """
import errno
import tempfile
from pathlib import Path
usual = tempfile.mkstemp
def mkstemp(suffix=None, prefix=None, dir=None, *rest):
    if Path({home!r}, "full" if dir else "nowhere").exists():
        raise OSError(errno.ENOSPC, "No space left on device")
    return usual(suffix, prefix, dir, *rest)
tempfile.mkstemp = mkstemp
"""


def again(home: Path) -> Terminal:
    """The app once more, at the same exercise."""
    terminal = Terminal(home, ["-c", APP.format(before="")], {})
    terminal.until("Exercise: relu")
    terminal.type("e")
    terminal.until("leave editor")
    return terminal


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGUSR1, signal.SIGALRM, signal.SIGSEGV])
def test_a_draft_outlives_a_sudden_end(
    begin, progress_file: Path, tmp_path: Path, number: int
) -> None:
    terminal = begin()
    time.sleep(2)
    os.kill(terminal.pid, number)
    assert terminal.end() == -number
    assert text(progress_file).endswith("return np.asarray(x)\n"), "nobody has saved it"
    terminal = again(tmp_path)
    try:
        terminal.until("return np.asarray(x)#")
        terminal.until("is back")
        terminal.until("unsaved")
        terminal.type("\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert text(progress_file).endswith("return np.asarray(x)#\n")
    (folder,) = {path.parent for path in progress_file.parent.rglob("relu.py")}
    assert [path.name for path in folder.iterdir()] == ["relu.py"]


def test_and_never_goes_over_what_another_program_has_written(
    begin, progress_file: Path, tmp_path: Path
) -> None:
    terminal = begin()
    time.sleep(2)
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.end()
    (file,) = progress_file.parent.rglob("relu.py")
    file.write_text("theirs\n")
    terminal = again(tmp_path)
    try:
        terminal.until("kept in relu.draft-1.py")
        terminal.until("theirs")
        terminal.type("\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert file.read_text() == "theirs\n"
    assert file.with_name("relu.draft-1.py").read_text().endswith("return np.asarray(x)#\n")


@pytest.mark.parametrize("keys", ["\x11", "\x1b|q", "\x1b|\x1b|q"])
def test_on_a_full_disk_what_was_typed_is_where_it_can_be_had(
    begin, tmp_path: Path, keys: str
) -> None:
    (tmp_path / "tmp").mkdir()
    terminal = begin(before=FULL.format(home=str(tmp_path)), TMPDIR=str(tmp_path / "tmp"))
    (tmp_path / "full").touch()
    for key in keys.split("|"):
        terminal.type(key)
        terminal.settle()
    assert terminal.end() == 1
    said = re.sub(r"\s", "", "\n".join(terminal.screen.display))
    (kept,) = (tmp_path / "tmp").iterdir()
    assert kept.read_text().endswith("return np.asarray(x)#\n")
    assert f"relu.pycouldnotbesaved(Nospaceleftondevice).Whatyoutypedisin{kept}" in said


def test_and_is_printed_where_there_is_no_place_at_all(begin, tmp_path: Path) -> None:
    terminal = begin(before=FULL.format(home=str(tmp_path)))
    (tmp_path / "full").touch()
    (tmp_path / "nowhere").touch()
    terminal.type("\x11")
    assert terminal.end() == 1
    assert any("return np.asarray(x)#" in line for line in terminal.screen.display)
    assert b"\r\n\r\n" in terminal.sent.rpartition(b"\x1b[?1049l")[2]


def test_a_folder_that_was_taken_away_is_made_again(begin, progress_file: Path) -> None:
    terminal = begin()
    (file,) = progress_file.parent.rglob("relu.py")
    file.unlink()
    file.parent.rmdir()
    terminal.type("\x11")
    assert terminal.end() == 0
    assert file.read_text().endswith("return np.asarray(x)#\n")
