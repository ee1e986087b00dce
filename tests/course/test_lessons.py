"""The built-in lessons: short pages, the same in both languages, and labs that can be begun."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from sandbox.course.course import Lesson, open_course
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.lesson_text import LabUse
from sandbox.course.pages import Page, exercises_of, lab_at, pages_of
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import parse_settings

READY = [lesson for lesson in open_course().lessons if lesson.ready]
LAST = {"en": "In short", "ko": "한 줄 정리"}

each_lesson = pytest.mark.parametrize("lesson", READY, ids=lambda lesson: lesson.id)
each_language = pytest.mark.parametrize("lang", LANGS)


def fences(lesson: Lesson, lang: str) -> list[list[str]]:
    """The directives of every page, word for word."""
    text = (lesson.folder / f"{lang}.md").read_text(encoding="utf-8")
    pages = re.split(r"^# ", text, flags=re.M)[1:]
    return [re.findall(r"^```(?:lab|code).*?^```$", page, re.M | re.S) for page in pages]


def numbers(markdown: str) -> set[str]:
    """All numbers of a page that have a point, an exponent or two digits."""
    found = re.findall(r"(?<![\w⁽])\d*\.?\d+(?:e-?\d+)?", markdown.replace(",", ""))
    return {number for number in found if len(number) > 1}


def said(page: Page) -> str:
    """All that a page says: its prose, its questions and what answers get."""
    texts = [page.markdown]
    for quiz in page.quizzes:
        texts += [quiz.question, quiz.right, quiz.wrong]
        texts += [text for option in quiz.options for text in (option.text, option.why)]
    return "\n".join(texts)


@each_lesson
def test_both_languages_place_the_same_directives_page_by_page(lesson: Lesson) -> None:
    english, korean = (fences(lesson, lang) for lang in LANGS)
    assert english == korean
    assert len(english) == len(pages_of(lesson, "en")) == len(pages_of(lesson, "ko"))


@each_lesson
def test_both_languages_quote_the_same_numbers(lesson: Lesson) -> None:
    for english, korean in zip(pages_of(lesson, "en"), pages_of(lesson, "ko"), strict=True):
        assert numbers(said(english)) == numbers(said(korean)), english.title


@each_language
@each_lesson
def test_replies_leave_it_to_the_shells_to_say_that_an_answer_is_right(
    lesson: Lesson, lang: str
) -> None:
    for page in pages_of(lesson, lang):
        for quiz in page.quizzes:
            said = (quiz.right, quiz.wrong, *(option.why for option in quiz.options))
            for text in said:
                assert not re.match(r"(Right|Yes|No|Not quite)\b[.,:]|(맞|아닙)니다\.", text), text


@each_language
@each_lesson
def test_pages_are_few_and_short(lesson: Lesson, lang: str) -> None:
    pages = pages_of(lesson, lang)
    exercises = sum(page.exercise is not None for page in pages)
    assert 4 <= len(pages) <= 8 + exercises
    assert pages[-1].title == LAST[lang]
    for page in pages:
        assert len(page.markdown.split("\n")) <= 40, page.title
        assert cell_len(page.title) <= 40, page.title


@each_language
@each_lesson
def test_lines_fit_eighty_cells(lesson: Lesson, lang: str) -> None:
    text = (lesson.folder / f"{lang}.md").read_text(encoding="utf-8")
    code = "\n".join(page.markdown for page in pages_of(lesson, lang))
    # The words of a quiz and of an exercise are wrapped wherever they are shown.
    written = re.sub(r"^```(?:quiz|exercise) .*?^```$", "", text, flags=re.M | re.S)
    assert [line for line in written.split("\n") if cell_len(line) > 76] == []
    assert [line for line in code.split("\n") if cell_len(line) > 80] == []


@each_language
@each_lesson
def test_every_page_has_one_thing_to_do(lesson: Lesson, lang: str) -> None:
    invitation = {"en": "**Try it.**", "ko": "**해 보기.**"}[lang]
    for page in pages_of(lesson, lang):
        tasks = len(page.quizzes) + (page.exercise is not None)
        assert page.markdown.count(invitation) + tasks > 0, page.title
        assert page.markdown.count(invitation) <= 1, page.title


@each_lesson
def test_a_page_opens_the_same_experiment_from_either_side(lesson: Lesson) -> None:
    """Leafing back must undo what leafing on has turned: what changes is said by every fence."""
    uses = [page.lab for page in pages_of(lesson, "en") if page.lab is not None]
    assert uses
    for lab in {use.lab for use in uses}:
        own = [use for use in uses if use.lab == lab]
        alone = [parse_settings(find_lab(lab).knobs, use.presets) for use in own]
        changing = {name for name in alone[0] if len({str(one[name]) for one in alone}) > 1}
        assert all(changing <= set(use.presets) for use in own)
        assert all(use.view for use in own)


@each_lesson
def test_every_page_has_a_lab_whose_settings_can_be_had(lesson: Lesson) -> None:
    pages = pages_of(lesson, "en")
    for index, page in enumerate(pages):
        use = lab_at(pages, index)
        assert isinstance(use, LabUse), page.title
        assert parse_settings(find_lab(use.lab).knobs, use.presets)


@each_language
@each_lesson
def test_prose_calls_a_knob_what_the_screen_calls_it(lesson: Lesson, lang: str) -> None:
    glossary = load_glossary(lang)
    pages = pages_of(lesson, lang)
    for index, page in enumerate(pages):
        use = lab_at(pages, index)
        assert use is not None
        quoted = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", said(page), flags=re.S)))
        ids = {knob.name for knob in find_lab(use.lab).knobs}
        wrong = {name for name in quoted & ids if glossary.label("knob", name) != name}
        assert not wrong, page.title


@each_language
@each_lesson
def test_a_summary_fits_in_the_line_below_the_lessons(lesson: Lesson, lang: str) -> None:
    exercises = len(exercises_of(lesson, lang))
    count = f" · exercises {exercises}/{exercises}" if exercises else ""
    assert cell_len(lesson.summary(lang) + count) <= 74


def test_no_folder_of_a_lesson_is_left_out_of_the_course() -> None:
    course = open_course()
    there = {folder.name for folder in Path(course.folder).iterdir() if folder.is_dir()}
    assert there - {"glossary"} == {lesson.id for lesson in READY}
