"""No course, whatever is in it, keeps a reader busy: text is no pattern, and readers are linear."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.course import inline_markdown, lesson_text, toml_file
from sandbox.course.audit import audited
from sandbox.course.config import ConfigError, read_config
from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.inline_markdown import strip_markdown
from sandbox.course.lesson_text import outline
from sandbox.course.pages import pages_of
from sandbox.course.plain_text import plain_lesson
from sandbox.course.progress.record import DamagedError, NewerError
from sandbox.course.progress.record import decode as decode_progress
from sandbox.course.search import searchable_pages
from sandbox.exercises.wire_values import Encoder, ValueRefusedError, decode
from sandbox.ui.widgets.text.markdown import layout, text_blocks

OWN = Path(__file__).with_name("own-course")
MOST = 2.0
"""Seconds of the processor: what is linear takes a hundredth, what is not ten times as many."""
MANY = 20_000

ENDLESS = {
    "brackets": "[" * MANY,
    "brackets with words": "[a " * MANY,
    "openings of links": "[a](" * MANY,
    "targets in brackets": "[a](" + "(" * MANY,
    "stars": "**a " * MANY,
    "mixed stars": "*a **b ***c " * MANY,
    "closing stars": "a** " * MANY,
    "one run of stars": "*" * MANY,
    "backticks": "`a ``b " * MANY,
    "runs of backticks": " ".join("`" * length for length in range(1, 400)),
    "unclosed fences": "```\n~~~~\n" * MANY,
    "lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "lists in a line": "- " * MANY,
    "quotations": "> " * MANY,
    "a table": "a|" * MANY + "\n" + "-|" * MANY,
    "headings": "# " * MANY,
    "blanks": "# a" + " " * MANY + "b",
    "tildes": "~~a " * MANY,
    "signs": "<a & \\ ![ " * MANY,
}
"""Pieces of Markdown of which a reader may take the square in time, or worse."""


@contextmanager
def soon(seconds: float = MOST) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def in_course(folder: Path, page: str) -> Path:
    shutil.copytree(OWN, folder)
    (folder / "01-slopes" / "lesson.toml").unlink()
    (folder / "01-slopes" / "en.md").write_text(f"# A\n\n{page}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize(
    "read",
    [
        strip_markdown,
        lambda text: list(inline_markdown.link_targets(text)),
        lambda text: inline_markdown.name_links(text, str),
        lambda text: list(inline_markdown.split_links(text)),
        outline,
        searchable_pages,
    ],
)
def test_readers_are_linear(read: Callable[[str], object], kind: str) -> None:
    with soon():
        read(ENDLESS[kind])


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_course_with_such_a_page_is_refused_or_read(tmp_path: Path, kind: str) -> None:
    folder = in_course(tmp_path / "course", ENDLESS[kind])
    with soon():
        lesson = open_course(folder).lessons[0]
        try:
            plain_lesson(lesson, load_glossary("en", folder))
        except CourseError as error:
            assert error.file is not None and error.file.name == "en.md"
            assert error.line is not None and error.remedy
    with soon(2 * MOST):
        audited(folder, run=False)


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_page_that_is_not_refused_is_soon_laid_out(kind: str) -> None:
    text = ENDLESS[kind][:8000]
    wrapped = "\n".join(text[at : at + 2000] for at in range(0, len(text), 2000))
    with soon():
        layout(text_blocks(wrapped), 70)


@pytest.mark.parametrize(
    "target", ["a*a*a*a*a*a*a*a*b", "[", "(", "a(b", "9" * 1900, "\\", "0", "*" * 900, "(a+)+$"]
)
def test_where_a_link_leads_is_no_pattern(tmp_path: Path, target: str) -> None:
    text = f"[{'a' * 40}](lesson:{target})"
    folder = in_course(tmp_path / "course", text)
    with soon():
        assert "a" * 40 in plain_lesson(open_course(folder).lessons[0], load_glossary("en", folder))
        assert audited(folder, run=False).complaints


KEYS = {
    "dotted": ".".join("a" * MANY) + " = 1",
    "dotted in a table": f"x = {{ {'.'.join('a' * MANY)} = 1 }}",
    "quoted": '."a"' * MANY,
    "a header": f"[{'.'.join('a' * MANY)}]",
    "many headers": f"[{'.'.join('a' * 900)}]\n" * 500,
    "arrays": "x = " + "[" * MANY,
    "tables": "x = " + "{a = " * MANY,
    "quotes": '"""\\"""\\' * MANY,
    "apostrophes": "'''a''" * MANY,
    "backslashes": 'x = "' + "\\" * MANY,
    "comments": "# . " * MANY,
}


@pytest.mark.parametrize("kind", KEYS)
def test_toml_is_parsed_or_refused(kind: str) -> None:
    with soon(), pytest.raises(CourseError) as raised:
        toml_file.parse(KEYS[kind] + "\n=", Path("a.toml"), above=3)
    assert raised.value.line is not None and raised.value.line > 3


def test_texts_may_have_as_many_dots_as_they_like() -> None:
    dots = "a." * 200
    text = f"x = \"{dots}\" # {dots}\ny = '{dots}'\nz = '''{dots}'''\nu = \"\"\"{dots}\"\"\"\n"
    assert toml_file.parse(text, Path("a.toml"))["u"] == dots
    assert lesson_text.closes("   ```` ", "```") and not lesson_text.closes("    ```", "```")


def test_a_line_and_a_page_have_an_end(tmp_path: Path) -> None:
    for page, line in (("a" * 2001, 3), ("a\n" * 4001, 1)):
        folder = in_course(tmp_path / str(line), page)
        with pytest.raises(CourseError) as raised:
            pages_of(open_course(folder).lessons[0], "en")
        assert raised.value.line == line


# Anything at all: nothing but the project's own error comes out, and it comes soon.

FILES = [
    str(path.relative_to(OWN)) for path in sorted(OWN.rglob("*")) if path.suffix in (".md", ".toml")
]
ANYTHING = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MARKS = st.sampled_from(
    ["[", "](lesson:", ")", "*", "**", "`", "```", "~~~", "\n", "\n# ", "\n- ", "> ", "|",
     "\n```lab ",
     "\n```quiz a\n", "\n```exercise a\n", ".a", "a.", "=", "{", "}", '"', '"""', "'''", "\\", "#",
     "\x1b]0;", "\u202e", "\x00", "(a+)+$", "a*a*", "9", "-", "inf", "nan", "[[", "]]", " ", "가"]
)  # fmt: skip
RUNS = st.lists(st.tuples(MARKS, st.sampled_from([1, 1, 2, 5, 60, 700])), max_size=12).map(
    lambda pieces: "".join(mark * times for mark, times in pieces)
)


@settings(ANYTHING, max_examples=8)
@given(st.sampled_from(FILES), st.floats(0, 1), RUNS)
def test_any_course(tmp_path: Path, file: str, at: float, run: str) -> None:
    folder = tmp_path / "course"
    shutil.copytree(OWN, folder, dirs_exist_ok=True)
    text = (OWN / file).read_text(encoding="utf-8")
    place = int(at * len(text))
    (folder / file).write_text(text[:place] + run + text[place:], encoding="utf-8")
    with soon(2 * MOST):
        try:
            course = open_course(folder)
            audited(folder, run=False)
            for lang in LANGS:
                for lesson in course.lessons:
                    plain_lesson(lesson, load_glossary(lang, folder), 60)
                    for page in pages_of(lesson, lang):
                        layout(text_blocks(page.markdown), 60)
        except CourseError as error:
            assert str(error)


@ANYTHING
@given(RUNS | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_any_settings_and_any_progress(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with soon():
        try:
            read_config(file)
        except ConfigError as error:
            assert error.id
        for data in (text.encode(), b'{"version": 1, "courses": {"' + text.encode() + b'": {}}}'):
            try:
                decode_progress(data)
            except (DamagedError, NewerError) as error:
                assert str(error)


SAID = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=5), parts, max_size=3)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["array", "tuple", "list", "dict", "int", "float", "str", "other", "..."])


@ANYTHING
@given(SAID | st.tuples(KINDS, SAID, SAID).map(list), st.binary(max_size=64))
def test_any_answer_of_a_learners_process(said: object, body: bytes) -> None:
    with soon():
        try:
            decode(said, body)
        except ValueRefusedError as error:
            assert isinstance(error, ValueError)
        try:
            assert Encoder().encode(said) is None or said is not None
        except ValueRefusedError as error:
            assert str(error)
