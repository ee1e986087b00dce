"""The audit: a good course passes, and each rule finds its mistake in a broken copy."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.course import glossary as words
from sandbox.course.audit import Finding, audit, audited
from sandbox.course.course import builtin_lessons, open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.plain_text import plain_lesson

OWN = Path(__file__).parent / "own-course"
EN, KO, TOML = "01-slopes/en.md", "01-slopes/ko.md", "01-slopes/lesson.toml"
SECOND = "02-decay/en.md"
LIST = "course.toml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the worked example, to break."""
    return shutil.copytree(OWN, tmp_path / "course")


def edit(course: Path, file: str, old: str, new: str) -> None:
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old), f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_worked_example_is_right() -> None:
    result = audited(OWN)
    assert result.complaints == []
    assert (result.lessons, result.pages, result.quizzes) == (2, 5, 2)


def test_the_built_in_course_is_right() -> None:
    result = audited(builtin_lessons())
    assert [str(complaint) for complaint in result.complaints] == []
    assert result.lessons == sum(lesson.ready for lesson in open_course().lessons)


@pytest.mark.parametrize("lang", LANGS)
def test_the_worked_example_reads_as_a_course(lang: str) -> None:
    own = load_glossary(lang, OWN)
    text = "".join(plain_lesson(lesson, own) for lesson in open_course(OWN).lessons)
    assert "lesson:" not in text
    assert {"en": "Lesson 1 was about slopes", "ko": "1강은 기울기"}[lang] in text
    assert own.label("knob", "decay") == {"en": "my λ", "ko": "나의 λ"}[lang]


LAB = "```lab propagation"
WRONG = [
    # course.toml
    (LIST, 'id = "02-decay"', 'id = "2-decay"', LIST, 10, "no proper id"),
    (LIST, 'id = "02-decay"', 'id = "01-decay"', LIST, 10, "lesson 1 is there twice"),
    (LIST, 'title.ko = "weight의 값"\n', "", LIST, 10, "lacks title.ko"),
    (LIST, "id =", "id", LIST, 4, "not TOML"),
    (LIST, 'id = "02-decay"', 'id = "02-other"', LIST, 1, "02-decay is no lesson of the course"),
    # pages
    (EN, "# A question\n", "# \n", EN, 15, "no title"),
    (EN, "# On the way back", "Hello\n# On the way back", EN, 1, "text before the first page"),
    (EN, "# A number", "# Empty\n# A number", EN, 25, "“Empty” is empty"),
    (EN, LAB, "```labs propagation", EN, 10, "no directive labs"),
    (EN, LAB, "```lab propogation", EN, 10, "no lab propogation"),
    (EN, "activation =", "activatoin =", EN, 11, "no knob activatoin"),
    (EN, 'activation = "sigmoid"', 'activation = "step"', EN, 11, "activation=step"),
    (EN, 'activation = "sigmoid"', "activation = 3", EN, 11, "activation is not text"),
    (EN, 'view = "steps"', 'view = "losses"', EN, 12, "no view"),
    (EN, "ReLU.backward_input", "Relu.backward", EN, 5, "no Relu.backward"),
    (EN, LAB, f"{LAB}\n```\n{LAB}", EN, 12, "has a lab already"),
    # languages
    (KO, "# 숫자로 답하기\n\n```quiz", "```quiz", KO, 1, "2 pages here, and 3 in en.md"),
    (KO, LAB, "```lab classifier", KO, 12, "no view steps"),
    (KO, 'activation = "sigmoid"', 'activation = "tanh"', KO, 10, "activation to tanh, and to sig"),
    (KO, 'activation = "sigmoid"\n', "", KO, 10, "activation to as it was, and to sigmoid"),
    (KO, 'view = "steps"', 'view = "graph"', KO, 10, "the view graph, and steps in en.md"),
    (KO, "ReLU.backward_input", "Tanh.backward_input", KO, 1, "code Tanh.backward_input, and ReLU"),
    ("02-decay/ko.md", "```lab weight-decay", "```lab propagation", "02-decay/ko.md", 9, "no view"),
    # quizzes
    (EN, "```quiz steepest", "```quiz step", EN, 17, "no answer to quiz step"),
    (EN, "```quiz steepest", "```quiz step", TOML, 1, "quiz steepest is not asked in en.md"),
    (EN, "```quiz sigmoid", "```quiz steepest", EN, 27, "asked twice"),
    (EN, 'why.a = "A quarter is the most that sigmoid ever has."\n', "", EN, 19, "a of quiz steep"),
    (EN, 'b = "ReLU"\n', "", EN, 18, "has no option b"),
    (TOML, 'answer = "b"', 'answer = "c"', EN, 18, "has no option c"),
    (TOML, 'answer = "b"', 'answer = "c"', KO, 18, "has no option c"),
    (TOML, "tolerance = 0.001\n", "", TOML, 5, "no tolerance"),
    (TOML, "[quiz.sigmoid]", "[quizz.sigmoid]", TOML, 5, "no table quizz"),
    (TOML, "[quiz.sigmoid]", "[quiz.tanh]", TOML, 5, "quiz tanh is not asked in ko.md"),
    # prose
    (SECOND, "lesson:01", "lesson:07", SECOND, 3, "no lesson 07"),
    (SECOND, "lesson:01", "../01-slopes/en.md", SECOND, 3, "../01-slopes/en.md leads nowhere"),
    (SECOND, "size.", "size.\n" + "more\n" * 40, SECOND, 1, "“Turn it up” has 44 lines"),
    (SECOND, "size.", "size" + "e" * 30 + ".", SECOND, 3, "a line is 93 cells wide"),
    ("02-decay/ko.md", "크기를", "크" * 25, "02-decay/ko.md", 3, "cells wide"),
    # glossary
    ("glossary/en.toml", "[knob.decay]", "[knob.decoy]", "glossary/en.toml", 2, "no knob decoy"),
    ("glossary/en.toml", "[knob.decay]", "[step.decay]", "glossary/en.toml", 2, "no step decay"),
    ("glossary/en.toml", "[knob.decay]", "[lab.decay]", "glossary/en.toml", 2, "no lab decay"),
    ("glossary/en.toml", "[knob.decay]", "[picture.code]", "glossary/ko.toml", 1, "picture code"),
    ("glossary/en.toml", "label =", "name =", "glossary/en.toml", 2, "words for knob decay"),
    ("glossary/en.toml", 'label = "my λ"', 'label = ""', "glossary/en.toml", 1, "knob decay"),
    ("glossary/ko.toml", "[knob.decay]", "[knob.lr]", "glossary/ko.toml", 1, "knob decay, which"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "where", "line", "problem"), WRONG)
def test_each_rule_finds_its_mistake_in_a_broken_copy(
    course: Path, file: str, old: str, new: str, where: str, line: int, problem: str
) -> None:
    edit(course, file, old, new)
    complaints = audit(course)
    found = [c for c in complaints if problem in c.message and c.file == course / where]
    assert found, [str(complaint) for complaint in complaints]
    assert found[0].line == line
    assert all(c.remedy for c in complaints)
    assert str(found[0]).startswith(f"{course / where}:{line}: {found[0].message}. ")
    assert len(complaints) <= 4, "one mistake makes few complaints"


def test_another_lab_in_the_other_language_is_a_difference(course: Path) -> None:
    edit(course, KO, '```lab propagation\nactivation = "sigmoid"\n', "```lab propagation\n")
    edit(course, KO, "```lab propagation\nview", "```lab classifier\n#")
    (complaint,) = audit(course)
    assert complaint.message.endswith("has the lab classifier, and the lab propagation in en.md")


def test_quizzes_in_another_order_or_with_other_options_are_a_difference(course: Path) -> None:
    edit(course, KO, 'b = "ReLU"', 'b = "ReLU"\nc = "tanh"\nwhy.c = "아닙니다."')
    (complaint,) = audit(course)
    assert (complaint.file, complaint.line) == (course / KO, 17)
    offers = "the page “문제 하나” offers a, b, c in quiz steepest, and a, b in en.md"
    assert complaint.message == offers
    text = (course / EN).read_text()
    first, *pages = text.split("\n# ")
    (course / EN).write_text("\n# ".join([first, *reversed(pages)]))
    messages = [complaint.message for complaint in audit(course)]
    assert messages == [
        "the page “문제 하나” asks the quizzes steepest, and sigmoid in en.md",
        "the page “숫자로 답하기” asks the quizzes sigmoid, and steepest in en.md",
    ]


def test_a_language_that_lacks_is_named_with_the_file_to_write(course: Path) -> None:
    (course / KO).unlink()
    (complaint,) = audit(course)
    assert complaint == Finding(
        course / KO, 1, "lesson 01-slopes has no pages in ko", "write them, in this file"
    )


def test_many_mistakes_are_all_found_at_once(course: Path) -> None:
    edit(course, EN, 'activation = "sigmoid"', 'lr = "-1"\nactivatoin = "x"')
    edit(course, EN, "# A number", "# Empty\n# A number")
    edit(course, SECOND, "lesson:01", "lesson:07")
    edit(course, "glossary/en.toml", "[knob.decay]", "[knob.decoy]")
    places = [(str(c.file.relative_to(course)), c.line) for c in audit(course)]
    assert places == [(EN, 11), (EN, 12), (EN, 26), (SECOND, 3), ("glossary/en.toml", 2)]


def test_a_lab_without_words_is_a_gap(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = shutil.copytree(builtin_lessons() / "glossary", course.parent / "builtin" / "glossary")
    text = (silent / "ko.toml").read_text(encoding="utf-8")
    lines = text.split("\n")
    kept = "\n".join(line for line in lines if not line.startswith("propagation = { label"))
    assert kept != text
    (silent / "ko.toml").write_text(kept, encoding="utf-8")
    monkeypatch.setattr(words, "builtin_lessons", lambda: silent.parent)
    (complaint,) = audit(course)
    assert complaint.file == course / "glossary" / "ko.toml"
    assert complaint.message == "there is no word for the lab propagation"


def test_the_built_in_tables_have_a_sentence_for_each_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(builtin_lessons(), tmp_path / "lessons")
    before = len(audit(copy))
    file = copy / "glossary" / "en.toml"
    lines = file.read_text(encoding="utf-8").split("\n")
    kept = "\n".join(line for line in lines if "linear.backward.db" not in line)
    file.write_text(kept, encoding="utf-8")
    monkeypatch.setattr(words, "builtin_lessons", lambda: copy)
    monkeypatch.setattr("sandbox.course.audit.glossary.builtin_lessons", lambda: copy)
    assert len(audit(copy)) > before
    messages = [complaint.message for complaint in audit(copy)]
    assert "there is no word for the step linear.backward.db, which ko.toml has" in messages
    assert "there is no sentence for the step linear.backward.db" in messages


def test_a_lesson_still_to_come_is_no_mistake(course: Path) -> None:
    shutil.rmtree(course / "02-decay")
    result = audited(course)
    assert (result.complaints, result.lessons) == ([], 1)


def test_what_is_no_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="there is no folder"):
        audit(tmp_path / "none")
    with pytest.raises(CourseError, match="no such file"):
        audit(tmp_path)


FILES = st.sampled_from([LIST, EN, KO, TOML, SECOND, "glossary/en.toml"])
PIECES = st.binary(max_size=6) | st.sampled_from(
    [b"```", b"\n# ", b"[", b"]", b"lesson:", b"](", b"\n", b'"', b"[[lesson]]", b"= 1", b"{x"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FILES, st.floats(0, 1), st.integers(0, 40), PIECES)
def test_whatever_is_written_the_audit_ends_with_complaints(
    tmp_path: Path, file: str, at: float, cut: int, piece: bytes
) -> None:
    course = tmp_path / "course"
    shutil.copytree(OWN, course, dirs_exist_ok=True)
    data = (OWN / file).read_bytes()
    place = int(at * len(data))
    (course / file).write_bytes(data[:place] + piece + data[place + cut :])
    try:
        complaints = audit(course)
    except CourseError as error:
        assert error.file == course / LIST
    else:
        assert all(c.remedy and c.line >= 1 for c in complaints)
