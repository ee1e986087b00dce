"""The learner's file: read, written whole, never lost, never written over another's."""

import os
from pathlib import Path

import pytest

from sandbox.ui.exercise.edited_file import EditedFile


@pytest.fixture
def own(tmp_path: Path) -> EditedFile:
    path = tmp_path / "relu.py"
    path.write_text("one\n")
    file = EditedFile(path)
    file.read()
    return file


def drafts(own: EditedFile) -> list[str]:
    return sorted(path.name for path in own.path.parent.iterdir() if path != own.path)


def test_what_is_written_is_read_and_nothing_else_is_left(own: EditedFile) -> None:
    assert own.text == "one\n"
    own.write("둘\r\n")
    assert own.path.read_bytes() == "둘\r\n".encode()
    assert EditedFile(own.path).read() == own.text == "둘\r\n"
    assert not own.changed()
    assert drafts(own) == []


def test_a_link_and_who_may_read_stay_as_they_are(own: EditedFile, tmp_path: Path) -> None:
    own.path.chmod(0o640)
    link = tmp_path / "link.py"
    link.symlink_to(own.path)
    linked = EditedFile(link)
    linked.read()
    linked.write("two\n")
    assert link.is_symlink()
    assert own.path.read_text() == "two\n"
    assert own.path.stat().st_mode & 0o777 == 0o640


def test_bytes_that_are_no_text_are_read_and_not_written_back(own: EditedFile) -> None:
    own.path.write_bytes(b"x = '\xff'\n")
    assert own.changed()
    text = own.read()
    assert "�" in text
    assert own.keep(text) is None
    assert own.path.read_bytes() == b"x = '\xff'\n"


def test_a_change_is_one_of_what_it_says(own: EditedFile) -> None:
    os.utime(own.path, ns=(1, 1))
    assert not own.changed()
    own.path.write_text("two\n")
    assert own.changed()
    own.read()
    assert not own.changed()
    own.path.unlink()
    assert own.changed()


def test_what_was_typed_goes_into_the_file(own: EditedFile) -> None:
    assert own.keep("one\n") is None
    assert own.keep("mine\n") == own.path
    assert own.path.read_text() == "mine\n"
    assert own.keep("mine\n") is None


def test_and_beside_it_where_another_program_has_changed_it(own: EditedFile) -> None:
    own.path.write_text("theirs\n")
    kept = own.keep("mine\n")
    assert kept is not None
    assert kept.name == "relu.draft-1.py"
    assert kept.read_text() == "mine\n"
    assert own.path.read_text() == "theirs\n"
    assert own.keep("mine\n") is None
    own.path.write_text("theirs once more\n")
    assert own.keep("more\n") == own.path.with_name("relu.draft-2.py")
    assert drafts(own) == ["relu.draft-1.py", "relu.draft-2.py"]


def test_a_file_that_is_gone_is_written_again(own: EditedFile) -> None:
    own.path.unlink()
    assert own.keep("mine\n") == own.path
    assert own.path.read_text() == "mine\n"


def test_where_nothing_can_be_written_that_is_said(own: EditedFile) -> None:
    gone = EditedFile(own.path / "such.py")
    with pytest.raises(OSError, match="File exists"):
        gone.keep("mine\n")
