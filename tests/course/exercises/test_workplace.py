"""The learner's files and progress, the words on a page, and what may run."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import load_glossary
from sandbox.course.learner_files import Workplace
from sandbox.course.lesson_text import outline
from sandbox.course.pages import exercises_of, pages_of
from sandbox.course.plain_text import plain_lesson
from sandbox.course.progress import CourseRecord, ExerciseRecord, LearnerRecord, course_key
from sandbox.course.progress.record import DamagedError, decode, encode, lesson_progress
from sandbox.course.trust import code_digest, trusted
from sandbox.exercises import Exercise

OWN = Path(__file__).parents[1] / "own-course"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where progress is kept: never that of whoever runs the tests."""
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_file_is_begun_from_the_starter_and_never_overwritten(
    shrink: Exercise, home: Path
) -> None:
    place = Workplace.of(OWN)
    file = place.file(shrink)
    assert not file.exists()
    assert file.is_relative_to(home / "exercises")
    assert (file.parent.name, file.name) == ("02-decay", "shrink.py")
    assert place.begin(shrink) == file
    assert file.read_bytes() == shrink.starter.read_bytes()
    file.write_text("mine")
    place.begin(shrink)
    assert file.read_text() == "mine"
    assert [path.name for path in file.parent.iterdir()] == ["shrink.py"]


def test_starting_again_keeps_what_there_was(shrink: Exercise) -> None:
    place = Workplace.of(OWN)
    place.reset(shrink)
    for n in range(1, 3):
        place.file(shrink).write_text(f"mine {n}")
        place.reset(shrink)
        assert place.file(shrink).read_bytes() == shrink.starter.read_bytes()
        assert place.file(shrink).with_name(f"shrink.{n}.py").read_text() == f"mine {n}"


def test_the_starter_is_that_of_the_language() -> None:
    english, korean = (
        exercises_of(open_course(OWN).find("decay"), lang)[0] for lang in ("en", "ko")
    )
    assert english.starter == OWN / "02-decay" / "exercises" / "shrink.py"
    assert korean.starter == OWN / "02-decay" / "exercises" / "ko" / "shrink.py"
    assert Workplace.of(OWN).file(english) == Workplace.of(OWN).file(korean)


def test_every_course_has_a_folder_of_its_own(tmp_path: Path, shrink: Exercise) -> None:
    one, two = (shutil.copytree(OWN, tmp_path / n / "course") for n in ("one", "two"))
    folders = {Workplace.of(course).folder for course in (one, two, open_course().folder)}
    assert len(folders) == 3
    assert Workplace.of(open_course().folder).folder.name == "built-in"


def test_what_cannot_be_made_is_said(
    shrink: Exercise, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "exercises").write_text("in the way")
    with pytest.raises(CourseError, match=r"cannot be made or read \(not a directory\)"):
        Workplace.of(OWN).begin(shrink)
    lost = replace(shrink, starter=home / "none.py")
    (home / "exercises").unlink()
    with pytest.raises(CourseError, match=r"none\.py: cannot be made or read"):
        Workplace.of(OWN).begin(lost)
    assert not Workplace.of(OWN).file(shrink).exists()
    monkeypatch.setattr("sandbox.course.learner_files.progress_file", lambda: None)
    with pytest.raises(CourseError, match="set HOME or MLP_SANDBOX_HOME"):
        Workplace.of(OWN)


def test_progress_keeps_exercises_hints_and_trust() -> None:
    progress = LearnerRecord().working("c", "l", "e", False).working("c", "l", "e", True)
    progress = progress.working("c", "l", "e", False).hinted("c", "l", "e", 2)
    progress = progress.hinted("c", "l", "e", 1)
    assert progress.course("c").worked("l", "e") == ExerciseRecord(True, 3, 2)
    assert progress.course("c").worked("l", "other") == ExerciseRecord()
    assert not progress.course("c").trusted
    trusting = progress.trusting("c", "of now")
    assert decode(encode(trusting)) == trusting
    other = LearnerRecord().working("c", "l", "e", False).hinted("c", "l", "e", 3)
    other = other.trusting("c", "of then")
    for merged in (trusting.merged(other), other.merged(trusting)):
        assert merged.course("c").worked("l", "e") == ExerciseRecord(True, 3, 3)
        assert merged.course("c").trusted == {"of now", "of then"}


def test_a_file_from_before_there_were_exercises_is_read() -> None:
    before = encode(LearnerRecord().reading("c", "l", 0)).decode()
    table = before.replace('"exercises": {},', "").replace('"trusted": false', '"x": 0')
    table = table.replace('"trusted_code": []', '"y": 0')
    assert decode(table.encode()) == LearnerRecord().reading("c", "l", 0)
    with pytest.raises(DamagedError):
        decode(before.replace('"trusted_code": []', '"trusted_code": 3').encode())


def test_a_course_of_ones_own_is_trusted_when_the_learner_says_so(tmp_path: Path) -> None:
    assert trusted(open_course().folder, LearnerRecord())
    progress = LearnerRecord().trusting(course_key(OWN), code_digest(OWN))
    assert (trusted(OWN, LearnerRecord()), trusted(OWN, progress)) == (False, True)
    assert not trusted(tmp_path, progress)


def test_trust_is_in_the_code_and_not_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(OWN, folder)
    progress = LearnerRecord().trusting(course_key(folder), code_digest(folder))
    (checks,) = folder.glob("*/checks/shrink.py")
    before = checks.read_text()
    (checks.parents[1] / "en.md").write_text("# Other words\n\nMore.\n")
    assert trusted(folder, progress)
    checks.write_text(f"{before}\nimport os\n")
    assert not trusted(folder, progress)
    checks.write_text(before)
    assert trusted(folder, progress)
    checks.rename(checks.with_name("other.py"))
    assert not trusted(folder, progress)
    checks.with_name("other.py").unlink()
    checks.symlink_to("/dev/zero")
    assert not trusted(folder, progress)


def test_a_lesson_with_exercises_is_finished_when_they_pass() -> None:
    lesson = open_course(OWN).find("decay")
    read = LearnerRecord().reading("c", lesson.id, 0).reading("c", lesson.id, 1)
    its = lesson_progress(lesson, read.course("c"), "en")
    assert (its.exercises, its.passed, its.finished) == (1, 0, False)
    done = lesson_progress(lesson, read.working("c", lesson.id, "shrink", True).course("c"), "en")
    assert (done.passed, done.finished) == (1, True)
    assert lesson_progress(lesson, CourseRecord(), "en").passed == 0


def test_a_page_has_its_exercise(shrink: Exercise) -> None:
    pages = pages_of(open_course(OWN).find("decay"), "en")
    assert [page.exercise.id if page.exercise else None for page in pages] == [None, "shrink"]
    assert (shrink.function, shrink.lesson, len(shrink.hints)) == ("shrink", "02-decay", 2)
    assert set(shrink.mistakes) == {"grows", "no_rate"}
    assert outline("# A\n```exercise a\n```\n# B\n```exercise b\n```").exercises == ("a", "b")


def test_a_lesson_as_text_says_the_task_and_how_to_begin() -> None:
    lesson = open_course(OWN).find("decay")
    text = plain_lesson(lesson, load_glossary("en", OWN))
    assert "Exercise: One step of weight decay\nWrite shrink(w, lr, decay): " in text
    assert f"    mlp-sandbox exercise shrink --course {OWN}\n" in text
    # Hints and mistakes are for those who ask, or make them.
    assert "gradient" not in text
    assert "과제: weight decay 한 걸음" in plain_lesson(lesson, load_glossary("ko", OWN))


def test_opening_a_course_runs_none_of_its_code_and_needs_no_numpy(tmp_path: Path) -> None:
    course = shutil.copytree(OWN, tmp_path / "course")
    for file in course.rglob("*.py"):
        file.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    shutil.rmtree(course / "01-slopes")
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from sandbox.course.course import open_course\n"
        "from sandbox.course.learner_files import Workplace\n"
        "lesson = open_course(Path(sys.argv[1])).find('decay')\n"
        "print(lesson.outline('en').exercises, 'numpy' in sys.modules)\n"
        "from sandbox.course.pages import exercises_of\n"
        "[exercise] = exercises_of(lesson, 'en')\n"
        "Workplace.of(exercise.course).begin(exercise)\n"
    )
    root = Path(__file__).parents[3]
    words = [sys.executable, "-c", code, str(course)]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "('shrink',) False\n"
    assert not (tmp_path / "ran").exists()
