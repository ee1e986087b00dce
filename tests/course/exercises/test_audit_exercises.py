"""The audit of exercises: each rule finds its mistake in a broken copy."""

import shutil
from pathlib import Path

import pytest

from sandbox.course.audit import audited

OWN = Path(__file__).parents[1] / "own-course"
LESSON = "02-decay"
EN, KO, TOML = "en.md", "ko.md", "lesson.toml"
STARTER, KOREAN = "exercises/shrink.py", "exercises/ko/shrink.py"
SOLUTION, CHECKS = "solutions/shrink.py", "checks/shrink.py"


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """The lesson of a copy of the worked example, to break."""
    return shutil.copytree(OWN, tmp_path / "course") / LESSON


WRONG = [
    # lesson.toml
    (TOML, "[exercise.shrink]", "[exercise.shrnk]", EN, 14, "lesson.toml has no exercise shrink"),
    (TOML, "[exercise.shrink]", "[exercise.shrnk]", TOML, 1, "exercise shrnk is not set in ko.md"),
    (TOML, "[exercise.shrink]", "[exercise.Shrink]", TOML, 1, "'Shrink' is no id"),
    (TOML, "[exercise.shrink]", "[exercise]", TOML, 2, "exercise function is not a table"),
    (TOML, '"shrink"', '"2shrink"', TOML, 1, "names no function"),
    (TOML, "seconds = 2", "seconds = 0", TOML, 1, "are no time"),
    (TOML, "seconds = 2", "memory = 1", TOML, 1, "is no size"),
    (TOML, "seconds = 2", "minutes = 1", TOML, 1, "an exercise has no minutes"),
    (TOML, "seconds = 2", 'lab = "clasifier"', TOML, 1, "names the lab clasifier"),
    (TOML, "seconds = 2", "lab = 3", TOML, 1, "the lab of exercise shrink is not text"),
    # words
    (EN, "```exercise shrink", "```exercise", EN, 14, "names one exercise, not 0"),
    (EN, 'title = "One step of weight decay"\n', "", EN, 14, "exercise shrink has no title"),
    (EN, "task = ", "tasks = ", EN, 14, "exercise shrink has no task"),
    (EN, "task = ", "tasks = ", EN, 16, "an exercise has no tasks"),
    (EN, "hint.1", "hint.3", EN, 17, "are not 1, 2, 3"),
    (EN, 'hint.1 = "The', 'hint.1 = ""\nmistake.x = "The', EN, 17, "a hint of exercise shrink is"),
    (EN, "why = ", "mistake.no_rate.x = ", EN, 21, "not TOML"),
    (EN, "mistake.grows", "mistake.grow", EN, 14, "mistake grows of exercise shrink has no words"),
    (EN, "mistake.grows", "mistake.grow", EN, 14, "know no mistake grow"),
    (EN, "{decay}", "{decay", EN, 20, "cannot be filled in"),
    (KO, "mistake.grows", "mistake.grow", KO, 14, "know no mistake grow"),
    (KO, "hint.2 = ", 'hint.2 = "x"\nhint.3 = ', KO, 14, "gives 3 hints, and 2 in en.md"),
    (EN, "# Write it", "# Write it\n\n```exercise shrink\n```\n", EN, 18, "shrink is set twice"),
    # files
    (STARTER, None, None, EN, 14, "exercise shrink has no starter"),
    (KOREAN, None, None, EN, 14, "has no starter in ko"),
    (SOLUTION, None, None, EN, 14, "has no solution"),
    (CHECKS, None, None, EN, 14, "has no checks"),
    (KOREAN, "return w", "return w * 1", KOREAN, 1, "differs from exercises/shrink.py"),
    (STARTER, "def shrink", "def shrnk", STARTER, 1, "there is no function shrink"),
    (SOLUTION, "def shrink", "def shrnk", SOLUTION, 1, "there is no function shrink"),
    (SOLUTION, "dw = decay * w", "dw = decay * (w", SOLUTION, 6, "this is not Python"),
    (CHECKS, "def cases", "def case", CHECKS, 1, "no function cases"),
    (CHECKS, "def reference", "def right", CHECKS, 1, "neither reference nor judge"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "line", "problem"), WRONG)
def test_each_rule_finds_its_mistake_in_a_broken_copy(
    lesson: Path, file: str, old: str | None, new: str, where: str, line: int, problem: str
) -> None:
    path = lesson / file
    if old is None:
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    complaints = audited(lesson.parent).complaints
    seen = [(c.file.relative_to(lesson).as_posix(), c.line, c.message) for c in complaints]
    assert any((w, n) == (where, line) and problem in said for w, n, said in seen), seen
    assert all(complaint.remedy for complaint in complaints)


def test_files_that_no_page_sets(lesson: Path) -> None:
    shutil.copy(lesson / SOLUTION, lesson / "solutions" / "shrnk.py")
    (complaint,) = audited(lesson.parent).complaints
    assert (complaint.file.name, complaint.remedy) == ("shrnk.py", "did you mean shrink?")


def test_comments_and_docstrings_are_no_difference(lesson: Path) -> None:
    text = (lesson / KOREAN).read_text(encoding="utf-8")
    (lesson / KOREAN).write_text(text.replace("return w", "# 여기\n    return w"), "utf-8")
    assert audited(lesson.parent).complaints == []


def test_an_exercise_in_two_lessons(lesson: Path) -> None:
    other = lesson.parent / "01-slopes"
    for folder in ("exercises", "solutions", "checks"):
        shutil.copytree(lesson / folder, other / folder)
    with (other / TOML).open("a") as stream:
        stream.write((lesson / TOML).read_text())
    for page in (EN, KO):
        fence = (lesson / page).read_text("utf-8").partition("```exercise")
        with (other / page).open("a", encoding="utf-8") as stream:
            stream.write(f"\n# Again\n\n```exercise{fence[2]}")
    (complaint,) = audited(lesson.parent).complaints
    assert complaint.message == "exercise shrink is in lesson 01-slopes too"


RUN = [
    (STARTER, "return w", "return w - lr * decay * w", "starter of exercise shrink passes"),
    (STARTER, "return w", "return x", "does not run: NameError: name 'x' is not defined"),
    (SOLUTION, "decay * w", "w", "solution of exercise shrink fails: 4 of 4 cells are wrong"),
    (CHECKS, "* w\n", "* v\n", "checks of exercise shrink break: NameError"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), RUN)
def test_what_only_shows_when_it_runs(
    lesson: Path, file: str, old: str, new: str, problem: str
) -> None:
    files = [file, KOREAN] if file == STARTER else [file]
    for name in files:
        text = (lesson / name).read_text(encoding="utf-8")
        (lesson / name).write_text(text.replace(old, new), encoding="utf-8")
    assert audited(lesson.parent).complaints == []
    (complaint,) = audited(lesson.parent, run=True).complaints
    assert complaint.file == lesson / file
    assert problem in complaint.message
    assert complaint.remedy
