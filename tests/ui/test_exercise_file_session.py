"""The learner's file while it is edited, without a screen: nothing that was typed is lost."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.base import atomic_files
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.exercise.file_session import (
    ChangedElsewhere,
    Failed,
    FileSession,
    Reloaded,
    Saved,
    Unchanged,
)


class Editor:
    """What is typed."""

    def __init__(self, path: Path) -> None:
        path.write_text("starter\n")
        file = EditedFile(path)
        self.typed = file.read()
        self.session = FileSession(file, lambda: self.typed, _raise)

    @property
    def path(self) -> Path:
        return self.session.file.path

    def texts(self) -> set[str]:
        """All that the learner's files say."""
        return {path.read_text() for path in self.path.parent.glob("*.py")}


def _raise(error: OSError) -> None:
    raise error


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path / "relu.py")


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_was_typed_is_saved_once(editor: Editor) -> None:
    assert editor.session.save() == Unchanged()
    editor.typed = "mine\n"
    assert editor.session.unsaved
    assert editor.session.save() == Saved()
    assert not editor.session.unsaved
    assert editor.texts() == {"mine\n"}
    assert editor.session.save() == Unchanged()


def test_a_file_that_was_taken_away_is_written_again(editor: Editor) -> None:
    editor.path.unlink()
    assert editor.session.look() == Unchanged()
    assert editor.session.save() == Saved()
    assert editor.texts() == {"starter\n"}


@pytest.mark.parametrize("method", ["save", "look"])
def test_where_nothing_was_typed_the_other_text_is_read(editor: Editor, method: str) -> None:
    editor.path.write_text("theirs\n")
    assert getattr(editor.session, method)() == Reloaded("theirs\n")
    editor.typed = "theirs\n"
    assert editor.session.look() == editor.session.save() == Unchanged()


@pytest.mark.parametrize(
    ("theirs", "done", "stays", "goes"),
    [
        (True, lambda beside: Reloaded("theirs\n", beside), "theirs\n", "mine\n"),
        (False, Saved, "mine\n", "theirs\n"),
    ],
)
def test_of_two_texts_one_stays_and_the_other_gets_a_file(
    editor: Editor, theirs: bool, done: Callable[[Path], object], stays: str, goes: str
) -> None:
    editor.typed = "mine\n"
    editor.path.write_text("theirs\n")
    assert editor.session.save() == ChangedElsewhere()
    assert editor.path.read_text() == "theirs\n", "nobody's text is written over"
    assert editor.session.look() == ChangedElsewhere()
    assert editor.session.look() == Unchanged(), "it is told once"
    beside = editor.path.with_name("relu.draft-1.py")
    assert editor.session.settle(theirs) == done(beside)
    assert not editor.session.changed_elsewhere
    assert (editor.path.read_text(), beside.read_text()) == (stays, goes)


def test_who_leaves_keeps_both_texts_unasked(editor: Editor) -> None:
    editor.typed = "mine\n"
    editor.path.write_text("theirs\n")
    assert editor.session.keep() == Saved(editor.path.with_name("relu.draft-1.py"))
    assert editor.texts() == {"mine\n", "theirs\n"}
    assert editor.session.keep() == Unchanged()


@pytest.mark.parametrize("method", ["save", "keep"])
def test_a_full_disk_is_said_and_takes_nothing_away(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    editor.typed = "mine\n"
    with monkeypatch.context() as patched:
        patched.setattr(atomic_files, "write", _full)
        assert getattr(editor.session, method)() == Failed("No space left on device")
    assert editor.session.unsaved
    assert editor.texts() == {"starter\n"}
    assert editor.session.save() == Saved()


def test_at_the_end_of_the_app_a_full_disk_has_the_text_kept_elsewhere(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.typed = "mine\n"
    monkeypatch.setattr(atomic_files, "write", _full)
    rescued = editor.session.finish()
    assert rescued is not None
    assert rescued.reason == "No space left on device"
    assert rescued.place is not None
    assert rescued.place.read_text() == "mine\n"
    rescued.place.unlink()
    assert "relu.py" in rescued.said(lambda id, **values: f"{id} {values['file']}")


def test_the_end_of_the_app_saves(editor: Editor) -> None:
    editor.typed = "mine\n"
    assert editor.session.finish() is None
    assert editor.texts() == {"mine\n"}


def test_a_draft_is_the_next_sessions_until_it_is_saved(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = editor.path.with_name(f".relu.py.typed-{os.getpid()}")
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    editor.session.keep_draft()
    assert not draft.exists()
    editor.typed = "mine\n"
    editor.session.keep_draft()
    after = Editor(editor.path)
    assert after.session.take_draft() == ("mine\n", [])
    after.typed = "mine\n"
    assert after.session.save() == Saved()
    assert not draft.exists()
    assert Editor(editor.path).session.take_draft() == (None, [])
