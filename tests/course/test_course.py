"""Opening a course: what course.toml says, what is wrong with it, and what it costs to look."""

import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.course.course import Course, builtin_lessons, open_course
from sandbox.course.errors import CourseError
from sandbox.course.pages import pages_of

ENTRY = """
[[lesson]]
id = "{id}"
title = {{ en = "A", ko = "가" }}
summary = {{ en = "B", ko = "나" }}
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    text = ENTRY.format(id="01-first-steps") + ENTRY.format(id="12-second")
    (tmp_path / "course.toml").write_text(text)
    (tmp_path / "12-second").mkdir()
    (tmp_path / "12-second" / "ko.md").write_text("# 하나\n글")
    return open_course(tmp_path)


def test_lessons_come_in_order_with_their_words(course: Course) -> None:
    first, second = course.lessons
    assert (first.id, first.number, first.slug) == ("01-first-steps", 1, "first-steps")
    assert (second.title("ko"), second.summary("en")) == ("가", "B")


def test_a_lesson_is_ready_when_it_has_pages(course: Course) -> None:
    first, second = course.lessons
    assert not first.ready
    assert second.ready
    assert pages_of(second, "ko")[0].title == "하나"


def test_a_language_without_pages_is_refused_with_the_one_there_is(course: Course) -> None:
    with pytest.raises(CourseError, match="lesson 12-second has no pages in en: read it in ko"):
        pages_of(course.find("12"), "en")
    with pytest.raises(CourseError, match="01-first-steps has no pages in en: write "):
        pages_of(course.find("1"), "en")


@pytest.mark.parametrize("word", ["12-second", "12", "second"])
def test_a_lesson_is_found_by_id_number_or_slug(course: Course, word: str) -> None:
    assert course.find(word).number == 12


@pytest.mark.parametrize(
    ("word", "remedy"),
    [("secnd", "did you mean second?"), ("12-secnd", "did you mean 12-second?"), ("7", "1 to 12")],
)
def test_an_unknown_lesson_gets_the_nearest(course: Course, word: str, remedy: str) -> None:
    with pytest.raises(
        CourseError, match=f"there is no lesson {word}: .*{remedy}".replace("?", ".")
    ):
        course.find(word)


GOOD = ENTRY.format(id="01-a")
WRONG = [
    ("", None, "has no lessons"),
    ("lesson = 1", None, "has no lessons"),
    ("x = \n", 1, "not TOML"),
    (GOOD + "x = [1,\n", 7, "not TOML"),
    (GOOD + ENTRY.format(id="1-b"), 7, "no proper id"),
    (GOOD + ENTRY.format(id="02-B"), 7, "no proper id"),
    (GOOD + ENTRY.format(id="01-b"), 7, "lesson 1 is there twice"),
    (GOOD.replace(', ko = "가"', ""), 2, "lacks title.ko"),
    (GOOD.replace('en = "B"', 'en = " "'), 2, "lacks summary.en"),
    (GOOD.replace('en = "B"', 'en = "a\\nb"'), 2, "lacks summary.en"),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG)
def test_each_mistake_in_course_toml_is_named_with_its_line(
    tmp_path: Path, text: str, line: int | None, problem: str
) -> None:
    (tmp_path / "course.toml").write_text(text)
    with pytest.raises(CourseError) as caught:
        open_course(tmp_path)
    error = caught.value
    assert problem in error.problem
    assert error.remedy
    assert (error.file, error.line) == (tmp_path / "course.toml", line)


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="there is no folder"):
        open_course(tmp_path / "none")
    with pytest.raises(CourseError, match=r"course\.toml: there is no such file: create it"):
        open_course(tmp_path)


def test_the_built_in_course_has_the_lecture_in_sixteen_lessons() -> None:
    course = open_course()
    assert course.folder == builtin_lessons()
    assert [lesson.number for lesson in course.lessons] == list(range(1, 17))
    assert {4, 9, 11} <= {lesson.number for lesson in course.lessons if lesson.ready}


def test_looking_at_the_lessons_loads_neither_numpy_nor_a_screen() -> None:
    script = (
        "import sys\n"
        "from sandbox.course.course import open_course\n"
        "from sandbox.course.glossary import load_glossary\n"
        "assert [l.title('ko') for l in open_course().lessons if l.ready]\n"
        "assert load_glossary('ko').label('unit', 'line') == '줄'\n"
        "print(*(m for m in ('numpy', 'textual', 'plotext', 'rich') if m in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "\n"
