"""Searching lessons and glossary: what is found, in which order, and that nothing is too odd."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.course.course import open_course
from sandbox.course.glossary import KINDS, LANGS, load_glossary
from sandbox.course.pages import pages_of
from sandbox.course.search import Index, excerpt, labs_with, pages_with, searchable_pages, spans
from sandbox.course.synonyms import comparable
from sandbox.labs.catalogue import LABS

COURSE = open_course()
INDEXES = {lang: Index(COURSE, load_glossary(lang)) for lang in LANGS}
OWN = Path(__file__).with_name("own-course")

queries = st.text(max_size=12) | st.sampled_from(
    ["(", "[a-z", "\\", "ß", "İ", "ㄱ", "각", "w⁽²⁾", "½", "  ", "a\nb", "́", "--", "dropout을"]
)


@given(queries, st.sampled_from(LANGS))
def test_whatever_is_typed_all_that_is_found_has_every_word(query: str, lang: str) -> None:
    meant = [other.split() for other in INDEXES[lang].synonyms.widened(query)]
    assert comparable(query).split() in meant
    for item in INDEXES[lang].find(query):
        name = "" if item.is_reading else item.id
        texts = [comparable(text) for text in (item.title, name, item.text)]
        assert any(all(any(w in text for text in texts) for w in words) for words in meant if words)


@given(st.text(alphabet="abAß½⁽²⁾가각Dropout −_İ", max_size=40), queries)
def test_what_is_lit_is_what_was_looked_for(text: str, query: str) -> None:
    words = comparable(query).split()
    last = 0
    for start, end in spans(text, query):
        assert last <= start < end <= len(text)
        assert any(word in comparable(text[start:end]) for word in words)
        last = end
    short = excerpt(text, query)
    assert short == text or text.endswith(short.removeprefix("…"))


KOREAN = """역전파, 순전파, 가중치, 편향, 은닉층, 학습률, 과적합, 과소적합, 드롭아웃, 손실,
손실함수, 정규화, 규제, 배치, 초기화, 활성화 함수, 활성화함수, 가중치 감쇠, 가중치감쇠,
신경망, 뉴런, 시그모이드, 소프트맥스, 경사하강법, 연쇄법칙, 이상치, 표준편차,
기울기 소실, 기울기 폭발, 가중치를, 역전파는, 역전파의 학습률"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", re.split(r",\s+", KOREAN))
def test_korean_words_find_what_is_written_with_the_lecture_s(query: str, lang: str) -> None:
    items = INDEXES[lang].find(query)
    assert items
    lit = INDEXES[lang].lit(query)
    for item in items:
        name = "" if item.is_reading else item.id
        assert any(spans(text, lit) for text in (item.title, name, item.text))


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("학습률", "ko", ("knob", "lr")),
        ("학습률", "en", ("knob", "lr")),
        ("learning rate", "ko", ("knob", "lr")),
        ("드롭아웃", "ko", ("lesson", "10-dropout")),
        ("weight decay", "en", ("lesson", "09-weight-decay")),
        ("가중치 감쇠", "en", ("lesson", "09-weight-decay")),
        ("역전파", "en", ("lesson", "11-propagation")),
    ],
)
def test_what_a_synonym_finds_first(query: str, lang: str, first: tuple[str, str]) -> None:
    assert first in [(item.kind, item.id) for item in INDEXES[lang].find(query)[:3]]


def found(query: str, lang: str = "en") -> list[tuple[str, str, int | None]]:
    return [(item.kind, item.id, item.page) for item in INDEXES[lang].find(query)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_lesson_page_and_entry_is_found_by_its_name(lang: str) -> None:
    for lesson in COURSE.lessons:
        assert ("lesson", lesson.id, None) in found(lesson.title(lang), lang)
        for number, page in enumerate(pages_of(lesson, lang)):
            assert ("page", lesson.id, number) in found(page.title, lang)
    glossary = load_glossary(lang)
    for kind, id in glossary.entries:
        assert (kind, id, None) in found(glossary.label(kind, id), lang)
        assert (kind, id, None) in found(id, lang)
        assert (kind, id, None) in found(glossary.help(kind, id) or id, lang)


def test_titles_come_before_labels_and_labels_before_texts() -> None:
    kinds = [kind for kind, _, _ in found("weight decay")]
    assert kinds[0] == "lesson"
    items = INDEXES["en"].find("gradient")
    ranks = [
        0
        if comparable(item.title) == "gradient"
        else 3
        if "gradient" not in comparable(f"{item.title} {item.id}")
        else 1
        if item.is_reading
        else 2
        for item in items
    ]
    assert ranks == sorted(ranks)
    assert {1, 2, 3} <= set(ranks)


def test_the_beginning_of_a_word_comes_before_its_inside() -> None:
    labels = [title for kind, title, _ in found("norm") if kind == "metric" or kind == "lab"]
    assert labels.index("norms") < labels.index("w_norm")


def test_case_and_raised_letters_make_no_difference() -> None:
    assert found("W⁽²⁾") == found("w(2)")
    assert found("DROPOUT") == found("dropout") != []
    assert found("weight_decay") == found("weight-decay") == found("weight decay")


def test_nothing_is_found_for_nothing() -> None:
    assert found("") == found("  ") == found("zzzz") == []


def test_korean_is_found_inside_words_with_particles() -> None:
    page = pages_of(COURSE.find("12"), "ko")[4]
    assert "사라지는" in page.title
    assert ("page", COURSE.find("12").id, 4) in found("사라지", "ko")


def test_an_excerpt_begins_shortly_before_the_word() -> None:
    text = "one two three four five six seven eight nine ten"
    assert excerpt(text, "two") == text
    assert excerpt(text, "nine") == "…seven eight nine ten"
    assert excerpt(text, "zero") == text
    assert spans("Dropout and dropout", "drop") == ((0, 4), (12, 16))


@pytest.mark.parametrize("lang", LANGS)
def test_skimming_sees_the_pages_that_reading_sees(lang: str) -> None:
    for lesson, skimmed in INDEXES[lang].pages:
        pages = pages_of(lesson, lang)
        assert [page.title for page in skimmed] == [page.title for page in pages]
        for seen, page in zip(skimmed, pages, strict=True):
            assert seen.labs == ([page.lab.lab] if page.lab else [])
            assert tuple(seen.codes) == page.codes
            for quiz in page.quizzes:
                reasons = [option.why for option in quiz.options]
                assert all(reason not in seen.text for reason in (*reasons, quiz.right) if reason)


def test_skimming_leaves_marks_and_tables_rules_out() -> None:
    text = "# A `b`\n\n- **One** *two*\n> three\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    (page,) = searchable_pages(f"{text}```text\n  z\n```\n")
    assert (page.title, page.text) == ("A b", "One two three x y 1 2 z")


def test_a_lesson_with_mistakes_is_skimmed_as_far_as_it_goes() -> None:
    pages = searchable_pages(
        "stray\n# One\ntext\n# Two\nmore\n```lab boundary\nnever closed\n# Three\n"
    )
    assert [(page.title, page.text) for page in pages] == [("One", "text"), ("Two", "more")]
    assert searchable_pages("") == ()


def test_a_lesson_without_pages_is_found_by_its_title(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes((OWN / "course.toml").read_bytes())
    course = open_course(tmp_path)
    items = Index(course, load_glossary("en")).find(course.lessons[0].title("en"))
    assert [(item.kind, item.id) for item in items][:1] == [("lesson", course.lessons[0].id)]


def test_labs_that_have_an_entry() -> None:
    for lab in LABS:
        assert labs_with("lab", lab.id) == (lab.id,)
        assert all(lab.id in labs_with("knob", knob.word) for knob in lab.knobs)
        assert all(lab.id in labs_with("metric", metric) for metric in lab.metrics)
        assert all(lab.id in labs_with("picture", picture) for picture in lab.pictures)
    assert "activation" not in labs_with("choice", "l1")
    assert "penalties" in labs_with("choice", "l1")
    assert labs_with("axis", "epoch") == ()


def test_pages_about_an_entry() -> None:
    def lessons(kind: str, id: str) -> dict[int, tuple[int, ...]]:
        return {lesson.number: pages for lesson, pages in pages_with(INDEXES["en"], kind, id)}

    for lab in LABS:
        for lesson, pages in pages_with(INDEXES["en"], "lab", lab.id):
            for page in pages:
                assert pages_of(lesson, "en")[page].lab.lab == lab.id
    assert 8 in lessons("step", "l1.backward.dJ")
    assert lessons("step", "adam.direction.d") == {}
    assert 8 in lessons("symbol", "L")
    assert all(len(lessons(kind, id)) <= 8 for kind, id in INDEXES["en"].glossary.entries)


def test_searching_loads_neither_numpy_nor_a_screen() -> None:
    script = (
        "import sys\n"
        "from sandbox.course.course import open_course\n"
        "from sandbox.course.glossary import load_glossary\n"
        "from sandbox.course.search import Index\n"
        "assert Index(open_course(), load_glossary('ko')).find('dropout')\n"
        "assert not {'numpy', 'textual'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_kind_of_word_is_in_the_index() -> None:
    kinds = {item.kind for item in INDEXES["en"].items}
    assert kinds - {"exercise"} == {"lesson", "page", *KINDS}


def test_an_exercise_is_found_by_its_task_and_not_by_its_hints() -> None:
    page = '# Bend\n\nNow you.\n\n```exercise relu\ntitle = "relu"\n'
    page += 'task = "Write `relu(x)`: the *larger* of 0 and x."\nhint.1 = "maximum"\n```\n'
    (skimmed,) = searchable_pages(page)
    assert skimmed.exercises == [("relu", "Write relu(x): the larger of 0 and x.")]
    assert skimmed.text == "Now you."


@pytest.mark.parametrize("fence", ["title = ", 'title = 3\ntask = "x"', ""])
def test_an_exercise_with_mistakes_is_not_found(fence: str) -> None:
    (skimmed,) = searchable_pages(f"# Bend\n\n```exercise relu\n{fence}\n```\n")
    assert skimmed.exercises == []
