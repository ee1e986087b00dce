"""`check`: exit status and one line a complaint."""

import shutil
from pathlib import Path

import pytest

OWN = Path(__file__).parents[1] / "course" / "own-course"


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the worked example with two mistakes, in the current folder."""
    course = shutil.copytree(OWN, tmp_path / "course")
    page = course / "01-slopes" / "en.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("```lab propagation", "```lab propogation").replace('b = "ReLU"', 'b = ""'),
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return course


def test_a_course_without_a_mistake_says_what_was_checked(cli):
    result = cli("check", str(OWN))
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "All is well: lessons 2 (in English and Korean), pages 5, quizzes 2, "
        "exercises 1, and their labs, links and words.\n"
    )
    assert cli("check", "--course", str(OWN)) == result
    assert "강의 2개" in cli("check", str(OWN), "--lang", "ko").out


def test_the_built_in_lessons_are_checked_by_default(cli):
    result = cli("check", "--quick")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("All is well: ")


def test_a_quick_check_runs_nothing_of_the_course(cli, tmp_path):
    course = shutil.copytree(OWN, tmp_path / "course")
    starter = course / "02-decay" / "exercises" / "shrink.py"
    solution = course / "02-decay" / "solutions" / "shrink.py"
    solution.write_text(solution.read_text().replace("return w - lr * dw", "return w"))
    assert cli("check", str(course), "--quick").status == 0
    result = cli("check", str(course))
    assert (result.status, result.err) == (1, "")
    (line,) = result.out.splitlines()
    assert line.startswith(f"{solution}:1: the solution of exercise shrink fails: ")
    assert line.endswith(". Mend it, or its checks.")
    assert str(starter) not in result.out


def test_each_complaint_is_a_line_with_file_line_and_remedy(cli, broken):
    result = cli("check", "course")
    assert (result.status, result.err) == (1, "")
    assert result.out.splitlines() == [
        "course/01-slopes/en.md:10: there is no lab propogation. Did you mean propagation?",
        'course/01-slopes/en.md:20: quiz steepest has no b. Write b = "…".',
    ]
    assert cli("check", str(broken)).out == result.out


def test_what_cannot_be_read_is_a_mistake_of_the_command(cli, tmp_path):
    for folder, remedy in ((tmp_path / "none", "give one"), (tmp_path, "create it")):
        result = cli("check", str(folder))
        assert (result.status, result.out) == (2, "")
        assert result.err.count("\n") == 1
        assert remedy in result.err


def test_a_course_that_cannot_be_read_is_one_sentence(cli, tmp_path):
    course = shutil.copytree(OWN, tmp_path / "course")
    (course / "glossary" / "en.toml").write_text("[knob\n")
    result = cli("read", "1", "--course", str(course))
    assert (result.status, result.out) == (2, "")
    assert "not TOML" in result.err
