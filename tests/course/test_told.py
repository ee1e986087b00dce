"""What a learner can meet of a course's mistakes is said in both languages."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import told
from sandbox.course.learner_files import Workplace
from sandbox.course.pages import exercises_of, pages_of

OWN = Path(__file__).parent / "own-course"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a small course, to be spoilt."""
    return Path(shutil.copytree(OWN, tmp_path / "course"))


def vanished(folder: Path) -> None:
    shutil.rmtree(folder)
    open_course(folder)


def without_its_list(folder: Path) -> None:
    (folder / "course.toml").unlink()
    open_course(folder)


def spoilt(folder: Path) -> None:
    (folder / "course.toml").write_bytes(b"\xff\xfe")
    open_course(folder)


def a_folder_for_a_file(folder: Path) -> None:
    (folder / "course.toml").unlink()
    (folder / "course.toml").mkdir()
    open_course(folder)


def no_such_lesson(folder: Path) -> None:
    open_course(folder).find("99")


def almost_a_lesson(folder: Path) -> None:
    course = open_course(folder)
    course.find(f"{course.lessons[0].slug}x")


def in_one_language(folder: Path) -> None:
    lesson = open_course(folder).lessons[0]
    (lesson.folder / "ko.md").unlink()
    pages_of(lesson, "ko")


def in_none(folder: Path) -> None:
    lesson = open_course(folder).lessons[0]
    for page in lesson.folder.glob("*.md"):
        page.unlink()
    pages_of(lesson, "ko")


def no_toml(folder: Path) -> None:
    (folder / "course.toml").write_text("[[lesson]\n{braces}")
    open_course(folder)


def a_page_that_is_wrong(folder: Path) -> None:
    lesson = open_course(folder).lessons[0]
    (lesson.folder / "ko.md").write_text("# Page\n\n```lab nonsense\n```\n")
    pages_of(lesson, "ko")


def a_file_for_the_workplace(folder: Path) -> None:
    exercise = exercises_of(open_course().find("15"), "ko")[0]
    (folder / "exercises").write_text("a file")
    Workplace.of(folder, folder / "progress.json").begin(exercise)


@pytest.mark.parametrize(
    "mishap",
    [
        vanished,
        without_its_list,
        spoilt,
        a_folder_for_a_file,
        no_such_lesson,
        almost_a_lesson,
        in_one_language,
        in_none,
        no_toml,
        a_page_that_is_wrong,
        a_file_for_the_workplace,
    ],
    ids=lambda mishap: mishap.__name__,
)
def test_a_mishap_is_told_in_both_languages(mishap: Callable[[Path], None], folder: Path) -> None:
    with pytest.raises(CourseError) as caught:
        mishap(folder)
    error = caught.value
    assert told(error, "en") == str(error)
    korean = told(error, "ko")
    assert re.search("[가-힣]", korean)
    assert not re.search(r"[가-힣].*\{[a-z]+\}", korean.replace("{braces}", ""))
    for place in re.findall(r"/\S+?(?:toml|md|py)\b", str(error)):
        assert place in korean


def test_no_home_is_told_in_both_languages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.course.learner_files.progress_file", lambda: None)
    with pytest.raises(CourseError) as caught:
        Workplace.of(folder)
    assert told(caught.value, "en") == str(caught.value)
    assert "HOME이나 MLP_SANDBOX_HOME" in told(caught.value, "ko")


def test_without_words_it_is_told_in_english(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = CourseError("there is no such file", "create it", folder, id="course_missing")
    monkeypatch.setattr("sandbox.course.glossary.builtin_lessons", lambda: folder / "nowhere")
    assert told(error, "ko") == str(error)
