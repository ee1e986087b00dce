"""Pipes, endless devices and huge files where a file is read: a sentence, and soon."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.base import files
from sandbox.course.learner_files import Workplace
from sandbox.course.progress import course_key
from tests.hostile import PRACTICE

LIMIT = 30
"""Seconds for a command: it waits for nothing, but a busy machine may be slow to start it."""

KINDS = {
    "pipe": os.mkfifo,
    "endless": lambda path: path.symlink_to("/dev/zero"),
    "huge": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 1 << 34),
    "folder": os.mkdir,
}

COURSE = ("list", "read 1", "check", "check --quick", "exercise", "--plain")

PLACES = {
    "course/course.toml": COURSE,
    "course/01-practice/lesson.toml": COURSE,
    "course/01-practice/en.md": COURSE,
    "course/01-practice/ko.md": ("check",),
    "course/glossary/en.toml": COURSE,
    "course/01-practice/exercises/relu.py": ("exercise relu", "check --quick"),
    "course/01-practice/checks/relu.py": ("exercise relu mine.py --trust", "check"),
    "course/01-practice/solutions/relu.py": ("exercise relu --solution", "check --quick"),
    "mine.py": ("exercise relu mine.py --trust", "run classifier --with relu=mine.py"),
    "home/progress.json": ("list", "--plain", "exercise relu mine.py --trust"),
    "home/progress.json.good": ("list",),
    "home/config.toml": ("--plain",),
    "data/t10k-labels-idx1-ubyte": ("run classifier --data data", "data status --data data"),
}
CASES = [(place, words) for place, commands in PLACES.items() for words in commands]


@pytest.mark.parametrize("kind", KINDS)
def test_only_plain_files_below_a_size_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file"
    KINDS[kind](path)
    with pytest.raises(OSError, match=r"plain file|KB|directory") as raised:
        files.read(path)
    assert raised.value.filename == str(path)
    path = tmp_path / "exact"
    path.write_bytes(b"x" * 100)
    assert files.read(path, 100) == b"x" * 100
    with pytest.raises(files.UnfitFileError):
        files.read(path, 99)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "none")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with everything that the commands read, all of it as it should be."""
    shutil.copytree(PRACTICE, tmp_path / "course")
    (tmp_path / "course" / "glossary").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"):
        head = bytes([0, 0, 8, int(name[-1]), 0, 0, 0, 1])
        sides = bytes([0, 0, 0, 28]) * 2 + bytes(784) if name.endswith("3") else b"\x00"
        (tmp_path / "data" / f"{name}-ubyte").write_bytes(head + sides)
    (tmp_path / "mine.py").write_text("import numpy as np\ndef relu(x):\n    return np.abs(x)\n")
    return tmp_path


def command(place: Path, words: str) -> "subprocess.CompletedProcess[str]":
    where = [] if words.startswith(("run", "data")) else ["--course", "course"]
    if words.startswith("check"):
        where = ["course"]
    environ = {**os.environ, "MLP_SANDBOX_HOME": "home", "HOME": str(place), "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "sandbox", *words.split(), *where],
        cwd=place,
        env={**environ, "PYTHONPATH": str(Path(files.__file__).parents[2])},
        input="list\n1\nquit\n",
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )


@pytest.mark.parametrize("kind", ["pipe", "endless"])
@pytest.mark.parametrize(("path", "words"), CASES)
def test_every_reader(place: Path, path: str, words: str, kind: str) -> None:
    file = place / path
    file.parent.mkdir(exist_ok=True)
    if "--solution" in words:
        passed = {"passed": True, "tries": 1, "hints": 0}
        own = {"pages": {}, "quizzes": {}, "places": {}}
        course = {**own, "exercises": {"01-practice": {"relu": passed}}}
        (place / "home").mkdir()
        table = {"version": 1, "courses": {course_key(place / "course"): course}}
        (place / "home" / "progress.json").write_text(json.dumps(table))
    file.unlink(missing_ok=True)
    KINDS[kind](file)
    done = command(place, words)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "should not have happened" not in said
    # A pipe where data is looked for is no data, and a language's page that is none is not there.
    quiet = path.startswith("data") or path.endswith((".good", "ko.md", "en.md"))
    # A list has no use for what is in a lesson.
    quiet |= words == "list" or (words, path[7:]) == ("exercise", "glossary/en.toml")
    quiet |= path == "home/config.toml"
    assert quiet or "plain file" in said, said
    assert quiet or Path(path).name in said or "progress" in path, said


def test_a_learners_file_that_is_a_pipe(place: Path) -> None:
    work = Workplace.of(place / "course", place / "home" / "progress.json").folder
    (work / "01-practice").mkdir(parents=True)
    os.mkfifo(work / "01-practice" / "relu.py")
    done = command(place, "exercise relu")
    assert "Traceback" not in done.stderr
