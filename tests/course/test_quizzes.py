"""Quizzes: what is read, what is refused, and how answers are judged."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.lesson_text import outline
from sandbox.course.pages import Prose, parse, read_pages
from sandbox.course.plain_text import page_lines
from sandbox.course.quizzes import (
    Option,
    Quiz,
    QuizAnswer,
    QuizAnswerError,
    Reply,
    judge,
    number,
    read_answers,
)

FILE = Path("lesson/en.md")
ANSWERS = {
    "bend": QuizAnswer("choice", "b", 0.0, 1),
    "slope": QuizAnswer("number", 0.25, 0.001, 4),
}
CHOICE = """\
```quiz bend
question = "Which one bends?"
a = "the identity"
b = "`relu`"
why.a = "It is straight."
why.b = "At 0 it does."
```"""
NUMBER = """\
```quiz slope
question = '''
How steep is
sigmoid at 0?'''
right = "Yes: h(1 − h)."
wrong = "What is h there?"
```"""
BEND = Quiz(
    "bend",
    "choice",
    "Which one bends?",
    "b",
    (Option("a", "the identity", "It is straight."), Option("b", "`relu`", "At 0 it does.")),
)
SLOPE = Quiz(
    "slope",
    "number",
    "How steep is sigmoid at 0?",
    0.25,
    (),
    0.001,
    "Yes: h(1 − h).",
    "What is h there?",
)


def test_a_fence_is_a_quiz_among_the_blocks_of_its_page() -> None:
    (page,) = parse(f"# One\nBefore.\n{CHOICE}\nAfter.\n{NUMBER}\n", FILE, ANSWERS)
    assert page.blocks == (Prose("Before."), BEND, Prose("After."), SLOPE)
    assert page.quizzes == (BEND, SLOPE)
    assert [quiz.line for quiz in page.quizzes] == [3, 11]
    assert page.markdown == "Before.\n\nAfter."


def test_answers_come_from_lesson_toml(tmp_path: Path) -> None:
    (tmp_path / "lesson.toml").write_text(
        '[quiz.bend]\nkind = "choice"\nanswer = "b"\n\n'
        '[quiz.slope]\nkind = "number"\nanswer = 0.25\ntolerance = 0.001\n'
    )
    (tmp_path / "en.md").write_text(f"# One\n{CHOICE}\n# Two\n{NUMBER}\n", encoding="utf-8")
    one, two = read_pages(tmp_path / "en.md")
    assert (one.quizzes, two.quizzes) == ((BEND,), (SLOPE,))
    assert read_answers(tmp_path)["slope"] == QuizAnswer("number", 0.25, 0.001, 5)


def test_a_lesson_without_quizzes_needs_no_lesson_toml(tmp_path: Path) -> None:
    assert read_answers(tmp_path) == {}


@pytest.mark.parametrize("typed", ["b", "B", " b ", "b)", "b."])
def test_the_right_letter_is_right_and_told_why(typed: str) -> None:
    assert judge(BEND, typed) == Reply(True, "At 0 it does.")


def test_a_wrong_letter_is_told_its_own_why() -> None:
    assert judge(BEND, "a") == Reply(False, "It is straight.")


@pytest.mark.parametrize("typed", ["c", "", "ab", "1", "가"])
def test_a_letter_of_no_option_is_no_answer(typed: str) -> None:
    with pytest.raises(QuizAnswerError, match="no option"):
        judge(BEND, typed)


@pytest.mark.parametrize(
    "typed", ["0.25", ".25", "25e-2", "1/4", " +0.25 ", "2.5E-1", "1 / 4", "0.251", "0.249", "5/20"]
)
def test_a_number_may_be_written_in_many_ways(typed: str) -> None:
    assert judge(SLOPE, typed) == Reply(True, "Yes: h(1 − h).")


@pytest.mark.parametrize("typed", ["0.2511", "0.2489", "-0.25", "−1/4", "25", "0"])
def test_a_number_further_off_than_the_tolerance_is_wrong(typed: str) -> None:
    assert judge(SLOPE, typed) == Reply(False, "What is h there?")


@pytest.mark.parametrize("typed", ["-3", "−3", "–3", "－3", "-6/2", "-.3e1"])
def test_every_minus_is_a_minus(typed: str) -> None:
    assert judge(replace(SLOPE, answer=-3.0, tolerance=0.0), typed).right


def test_thousands_may_have_commas() -> None:
    assert number("203,530") == 203530
    with pytest.raises(QuizAnswerError):
        number("0,25")


@pytest.mark.parametrize(
    "typed",
    ["", " ", "x", "nan", "inf", "1/0", "1e9999", "0x10", "1_000", "1/2/3", "--1", "9" * 41, "٣"],
)
def test_what_is_no_number_is_no_answer(typed: str) -> None:
    with pytest.raises(QuizAnswerError):
        judge(SLOPE, typed)


@given(st.text(max_size=45))
def test_any_text_is_judged_or_refused(typed: str) -> None:
    for quiz in (BEND, SLOPE):
        try:
            reply = judge(quiz, typed)
        except QuizAnswerError:
            continue
        assert reply.text


@given(st.fractions(max_denominator=10**6).filter(lambda f: abs(f) < 10**6))
def test_a_fraction_is_read_exactly(value: Fraction) -> None:
    assert number(str(value)) == value
    assert number(str(value).replace("-", "−")) == value


WRONG_FENCES = [
    (CHOICE.replace("bend", "bent"), 2, "no answer to quiz bent", "[quiz.bent]"),
    (CHOICE.replace("```quiz bend", "```quiz"), 2, "names one quiz, not 0", "```quiz QUIZ"),
    (CHOICE.replace("```quiz", "```quizz"), 2, "no directive quizz", "did you mean quiz?"),
    (CHOICE.replace("= \"It", "\"It"), 6, "not TOML", 'name = "text"'),
    (CHOICE.replace('question = "Which one bends?"\n', ""), 2, "no question", 'question = "…"'),
    (CHOICE.replace('"the identity"', "3"), 4, "quiz bend has no a", 'a = "…"'),
    (CHOICE.replace('"the identity"', '"`relu`"'), 3, "two options of quiz bend", "its own"),
    (CHOICE.replace('why.a = "It is straight."\n', ""), 4, "option a of quiz bend has", "why.a"),
    (CHOICE.replace('"It is straight."', '" "'), 4, "option a of quiz bend has", "why.a"),
    (CHOICE.replace("why.a", "why.c"), 6, "says why.c, and has no option c", "take why.c out"),
    (CHOICE.replace("b =", "c =").replace("y.b", "y.c"), 3, "not a, b, c", "at least a and b"),
    (CHOICE.replace("b =", "d =").replace("y.b", "y.d"), 3, "has no option b", "lesson.toml"),
    (CHOICE.replace("why.b", "hint = 'x'\nwhy.b"), 7, "a choice quiz has no hint", "leave it out"),
    (NUMBER.replace("right", "rihgt"), 6, "a number quiz has no rihgt", "question, right, wrong"),
    (NUMBER.replace('wrong = "What is h there?"\n', ""), 2, "quiz slope has no wrong", "wrong ="),
    (f"{CHOICE}\n{CHOICE}", 9, "quiz bend is asked twice", "once"),
]  # fmt: skip


@pytest.mark.parametrize(("fence", "line", "problem", "remedy"), WRONG_FENCES)
def test_each_mistake_in_a_fence_is_named_with_its_line(
    fence: str, line: int, problem: str, remedy: str
) -> None:
    mistakes: list[CourseError] = []
    parse(f"# One\n{fence}\n", FILE, ANSWERS, mistakes.append)
    found = [m for m in mistakes if problem in m.problem]
    assert found, [str(mistake) for mistake in mistakes]
    assert (found[0].file, found[0].line) == (FILE, line)
    assert remedy in found[0].remedy


WRONG_ANSWERS = [
    ('[quizz.a]\nkind = "choice"', 1, "no table quizz", "did you mean quiz?"),
    ("zzzzzz = 1", 1, "no table zzzzzz", "it has quiz"),
    ("quiz = 1", 1, "quiz is not a table", "[quiz.ID]"),
    ("[quiz]\na = 1", 2, "quiz a is not a table", "[quiz.a]"),
    ('[quiz.A]\nkind = "choice"', 1, "no id for a quiz", "small letters"),
    ('[quiz.a]\nanswer = "b"', 1, "what kind", 'kind = "number"'),
    ('[quiz.a]\nkind = "choice"', 1, "no letter", 'answer = "b"'),
    ('[quiz.a]\nkind = "choice"\nanswer = "ab"', 1, "no letter", 'answer = "b"'),
    ('[quiz.a]\nkind = "choice"\nanswer = "a"\ntolerance = 1', 1, "no tolerance", "leave it out"),
    ('\n[quiz.a]\nkind = "number"\ntolerance = 1', 2, "no number", "answer = 0.25"),
    ('[quiz.a]\nkind = "number"\nanswer = true\ntolerance = 1', 1, "no number", "0.25"),
    ('[quiz.a]\nkind = "number"\nanswer = nan\ntolerance = 1', 1, "no number", "0.25"),
    ('[quiz.a]\nkind = "number"\nanswer = 1', 1, "no tolerance", "tolerance = 0.001"),
    ('[quiz.a]\nkind = "number"\nanswer = 1\ntolerance = -1', 1, "no tolerance", "0.001"),
    ("[quiz.a", 1, "not TOML", "name"),
]


@pytest.mark.parametrize(("text", "line", "problem", "remedy"), WRONG_ANSWERS)
def test_each_mistake_in_lesson_toml_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str, remedy: str
) -> None:
    (tmp_path / "lesson.toml").write_text(text)
    with pytest.raises(CourseError) as caught:
        read_answers(tmp_path)
    error = caught.value
    assert problem in error.problem
    assert remedy in error.remedy
    assert (error.file, error.line) == (tmp_path / "lesson.toml", line)


def test_a_quiz_that_no_page_asks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lesson.toml").write_text('\n[quiz.bend]\nkind = "choice"\nanswer = "b"\n')
    (tmp_path / "en.md").write_text("# One\ntext\n")
    with pytest.raises(CourseError, match=r"line 2: quiz bend is not asked in en\.md") as caught:
        read_pages(tmp_path / "en.md")
    assert caught.value.file == tmp_path / "lesson.toml"


@pytest.mark.parametrize("lang", LANGS)
def test_plain_text_asks_and_does_not_give_the_answer_away(lang: str) -> None:
    pages = parse(f"# One\n{CHOICE}\n{NUMBER}\n", FILE, ANSWERS)
    text = "\n".join(page_lines(pages, 0, load_glossary(lang)))
    for said in ("Which one bends?", "  a  the identity\n", "  b  relu\n", "How steep is sigmoid"):
        assert said in text
    for hidden in ("straight", "At 0 it does", "h(1", "What is h"):
        assert hidden not in text
    assert "{" not in text
    how = {"en": "type one of a, b", "ko": "a, b 가운데 하나를"}[lang]
    assert how in text


def test_an_outline_counts_without_looking_into_labs_and_answers() -> None:
    text = f"# One\n```text\n# no page\n```\n{CHOICE}\n# Two\n```lab nowhere\n```\n{NUMBER}\n# 3"
    found = outline(text)
    assert (found.pages, found.quizzes) == (3, ("bend", "slope"))
    assert outline("# One\n```never closed\n# Two\n").pages == 1
    assert outline("").pages == 0
