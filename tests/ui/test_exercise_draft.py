"""The draft of what is typed: whose it is, and what becomes of those that were left."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sandbox.base import atomic_files
from sandbox.ui.exercise.draft import Draft
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.screens.exercise import screen as exercise_screen
from tests.ui.driving import press, until
from tests.ui.working import notes, working

DEAD = 4_000_000
"""No system has processes of such numbers."""


@pytest.fixture
def own(tmp_path: Path) -> EditedFile:
    (tmp_path / "relu.py").write_text("one\n")
    file = EditedFile(tmp_path / "relu.py")
    file.read()
    return file


def fail(error: OSError) -> None:
    raise AssertionError(error)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def leave(own: EditedFile, typed: str, session: int, when: float) -> Path:
    """A draft that another session has left."""
    draft = Draft(own, fail)
    draft.keep(typed)
    mine = own.path.with_name(f".relu.py.typed-{os.getpid()}")
    while not mine.exists():
        time.sleep(0.01)
    os.utime(mine, (when, when))
    return mine.rename(own.path.with_name(f".relu.py.typed-{session}"))


def test_the_newest_is_taken_and_the_others_get_files(own: EditedFile) -> None:
    leave(own, "older\n", DEAD, 1.0)
    leave(own, "newer\n", DEAD + 1, 2.0)
    text, aside = Draft(own, fail).take()
    assert text == "newer\n"
    assert [path.read_text() for path in aside] == ["older\n"]
    assert Draft(own, fail).take() == ("newer\n", []), "it is kept until it is saved"


def test_a_session_that_goes_on_keeps_its_own(own: EditedFile) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        theirs = leave(own, "theirs\n", other.pid, 1.0)
        assert Draft(own, fail).take() == (None, [])
        assert theirs.exists()
        other.communicate(b"\n")
    assert Draft(own, fail).take() == ("theirs\n", [])


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"typed": 1, "base": ""}', b"[" * 9999])
def test_what_no_session_has_written_is_nothing(own: EditedFile, data: bytes) -> None:
    left = own.path.with_name(f".relu.py.typed-{DEAD}")
    left.write_bytes(data)
    assert Draft(own, fail).take() == (None, [])


async def test_what_is_undone_or_saved_leaves_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exercise_screen, "DRAFT_PAUSE_S", 0.01)
    async with working() as (_, pilot, screen):
        folder = screen.session.path().parent
        for way in ("ctrl+z", "f2"):
            await press(pilot, "#")
            await until(pilot, lambda: len(names(folder)) == 2)
            await press(pilot, way)
            await until(pilot, lambda: names(folder) == ["relu.py"])


async def test_a_slow_disk_delays_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exercise_screen, "DRAFT_PAUSE_S", 0.001)
    write, begun = atomic_files.write, []

    def slow(*what: object) -> None:
        begun.append(time.monotonic())
        time.sleep(1.0)
        write(*what)

    async with working() as (_, pilot, screen):
        monkeypatch.setattr(atomic_files, "write", slow)
        await press(pilot, "#")
        await until(pilot, lambda: begun)
        await press(pilot, "x")
        assert screen.typed.endswith("#x\n")
        assert time.monotonic() - begun[0] < 0.9
        monkeypatch.setattr(atomic_files, "write", write)


async def test_where_no_draft_can_be_kept_that_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exercise_screen, "DRAFT_PAUSE_S", 0.01)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with working() as (app, pilot, _):
        with monkeypatch.context() as patched:
            patched.setattr(atomic_files, "write", full)
            await press(pilot, "#")
            await until(pilot, lambda: any("No space left" in note for note in notes(app)))
            await press(pilot, "x", "y")
            await pilot.pause(0.2)
        assert sum("No space left" in note for note in notes(app)) == 1
