"""`exercise`: the coding assignment without the app."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import exercises_of
from sandbox.course.progress import Store, course_key

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "course" / "own-course"
FILES = OWN / "02-decay"
COURSE = ("--course", str(OWN))
RIGHT = FILES / "solutions" / "shrink.py"
STARTER = FILES / "exercises" / "shrink.py"


def worked(progress: Path):
    return Store(progress).load().course(course_key(OWN)).worked("02-decay", "shrink")


def test_the_list_says_how_far_one_is(cli, progress):
    result = cli("exercise", *COURSE)
    assert (result.status, result.err) == (0, "")
    assert result.out == ("Exercises: 0 of 1 passed\n  shrink  -  One step of weight decay\n")
    cli("exercise", "shrink", *COURSE)
    assert "shrink  begun" in cli("exercise", *COURSE).out
    cli("exercise", "shrink", str(STARTER), "--trust", *COURSE)
    assert "shrink  1 try" in cli("exercise", *COURSE).out
    cli("exercise", "shrink", str(RIGHT), *COURSE)
    assert "과제 1개 가운데 1개 통과" in cli("exercise", "--lang", "ko", *COURSE).out


def test_the_list_as_json(cli, progress):
    cli("exercise", "shrink", "--hint", *COURSE)
    (exercise,) = json.loads(cli("exercise", "--json", *COURSE).out)["exercises"]
    assert exercise == {
        "id": "shrink",
        "lesson": "02-decay",
        "function": "shrink",
        "title": {"en": "One step of weight decay", "ko": "weight decay 한 걸음"},
        "file": None,
        "progress": {"passed": False, "tries": 0, "hints": 1, "of": 2},
    }


def test_the_built_in_course_has_the_whole_assignment(cli):
    listed = json.loads(cli("exercise", "--json").out)["exercises"]
    (lesson,) = {exercise["lesson"] for exercise in listed}
    assert len(listed) == len(exercises_of(open_course().find(lesson), "en")) >= 12


def test_a_name_makes_the_file_and_says_where(cli, progress):
    result = cli("exercise", "shrink", *COURSE)
    (file,) = (progress.parent / "exercises").rglob("*.py")
    assert file.read_bytes() == STARTER.read_bytes()
    assert f"\n    {file}\n" in result.out
    assert f"mlp-sandbox exercise shrink {file} --course {OWN}" in result.out
    file.write_text("mine")
    assert "there already" in cli("exercise", "shrink", *COURSE).out
    assert file.read_text() == "mine"


def test_a_file_that_is_right(cli, progress):
    result = cli("exercise", "shrink", str(RIGHT), "--trust", *COURSE)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("Right on all 3 inputs")
    assert "hence the name decay" in result.out.replace("\n", " ")
    assert worked(progress).passed
    assert cli("exercise", "shrink", "--solution", *COURSE).out == RIGHT.read_text()


def test_a_file_that_is_wrong_and_the_same_inputs_again(cli, progress, tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_text("def shrink(w, lr, decay):\n    return w + lr * decay * w\n")
    result = cli("exercise", "shrink", str(mine), "--trust", *COURSE)
    assert (result.status, result.err) == (1, "")
    assert result.out.startswith("The weights grow")
    again = result.out.splitlines()[-1].split()
    assert again[:3] == ["mlp-sandbox", "exercise", "shrink"]
    assert cli(*again[1:]) == result
    assert worked(progress).tries == 2


def test_a_check_as_json(cli, progress, tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_text("def shrink(w, lr, decay):\n    print('hello')\n    return w - decay * w\n")
    words = ("exercise", "shrink", str(mine), "--trust", "--json", "--seed", "5", *COURSE)
    result = cli(*words)
    table = json.loads(result.out)
    assert result.status == 1
    assert (table["kind"], table["mistake"], table["seed"]) == ("mistake", "no_rate", 5)
    assert table["printed"].splitlines()[0] == "hello"
    assert set(table["inputs"]) == {"w", "lr", "decay"}


def test_hints_come_one_at_a_time(cli, progress):
    first, second, all = (cli("exercise", "shrink", "--hint", *COURSE).out for _ in range(3))
    assert first.startswith("Hint 1 of 2\n")
    assert second.startswith("Hint 2 of 2\n")
    assert all == first + second
    assert worked(progress).hints == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("exercise", "shrnk", *COURSE), "did you mean shrink?"),
        (("exercise", "shrink", "none.py", "--trust", *COURSE), "no such file"),
        (("exercise", "shrink", "--solution", *COURSE), "once yours has passed"),
        (("exercise", "--hint", *COURSE), "of which exercise"),
        (("exercise", "--course", "nowhere"), "there is no folder nowhere"),
        (("exercise", "shrink", "a.py", "b.py", *COURSE), "b.py"),
        (("exercise", "shrink", "a.py", "--seed", "x"), "whole number"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_status_2(cli, words, said):
    result = cli(*words)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


class Typed(io.StringIO):
    """A terminal on which somebody types."""

    def isatty(self) -> bool:
        return True


def test_a_course_of_ones_own_runs_only_once_it_is_trusted(cli, progress, monkeypatch):
    words = ("exercise", "shrink", str(RIGHT), *COURSE)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    result = cli(*words)
    assert (result.status, result.out) == (2, "")
    assert str(OWN) in result.err
    assert "--trust" in result.err
    for refusal in ("n\n", "\n", ""):
        monkeypatch.setattr(sys, "stdin", Typed(refusal))
        result = cli(*words)
        assert (result.status, result.err) == (2, "mlp-sandbox: nothing was run\n")
    assert not worked(progress).passed
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    result = cli(*words)
    assert result.status == 0
    assert "Do you trust it? [y/N]" in result.out
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert cli(*words).status == 0


def test_watching_checks_at_every_save_and_ends_with_ctrl_c(tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_bytes(STARTER.read_bytes())
    command = [sys.executable, "-m", "sandbox", "exercise", "shrink", str(mine)]
    with subprocess.Popen(
        [*command, "--watch", "--trust", "--json", *COURSE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "MLP_SANDBOX_HOME": str(tmp_path / "home")},
    ) as watching:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["passed"] is False
        # As many an editor saves: another file in its place.
        fresh = tmp_path / "fresh.py"
        fresh.write_bytes(RIGHT.read_bytes())
        fresh.replace(mine)
        assert json.loads(watching.stdout.readline())["passed"] is True
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=20)
    assert (watching.returncode, err) == (0, b"")
    assert out.strip() == b""
