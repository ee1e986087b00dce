"""Markdown to pages: what is read, and that whatever is wrong is a CourseError with its line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.course.errors import CourseError
from sandbox.course.lesson_text import LabUse
from sandbox.course.pages import Prose, lab_at, parse, read_pages, set_by

FILE = Path("lesson/en.md")


def test_a_heading_begins_a_page_and_fences_stand_between_prose() -> None:
    text = "# One #\n\nBefore.\n\n```lab weight-decay\ndecay = '3'\n```\nAfter.\n\n# Two\nMore.\n"
    one, two = parse(text, FILE)
    assert (one.title, one.line, two.title, two.line) == ("One", 1, "Two", 10)
    use = LabUse("weight-decay", {"decay": "3"})
    assert one.blocks == (Prose("Before."), use, Prose("After."))
    assert one.markdown == "Before.\n\nAfter."
    assert one.lab == use
    assert one.lab.line == 5
    assert two.blocks == (Prose("More."),)
    assert two.lab is None


def test_the_view_is_no_knob() -> None:
    (page,) = parse('# One\n```lab weight-decay\nview = "norm"\nlr = "0.01"\n```', FILE)
    assert page.lab == LabUse("weight-decay", {"lr": "0.01"}, "norm")


def test_what_looks_like_a_heading_or_a_fence_in_a_block_is_text() -> None:
    text = "# One\n````text\n# not a page\n```lab nowhere\n```\n````\n#hashtag\n## smaller\n"
    (page,) = parse(text, FILE)
    assert page.markdown == text.removeprefix("# One\n").rstrip("\n")


def test_a_code_fence_becomes_a_python_block() -> None:
    (page,) = parse("# One\n```code ReLU.forward\n```\nend", FILE)
    first, *_, last = page.markdown.split("\n")
    assert (first, last) == ("```python", "end")
    assert "H = np.maximum(Z, 0)" in page.markdown


def test_line_ends_of_other_systems_are_lines() -> None:
    (page,) = parse("# One\r\na\rb\r\n", FILE)
    assert page.markdown == "a\nb"


def test_a_lab_runs_on_until_a_page_places_another() -> None:
    text = (
        "# A\n```lab weight-decay\ndecay = '3'\nlr = '0.01'\n```\n# B\ntext\n"
        "# C\n```lab weight-decay\ndecay = '0'\n```\n# D\n```lab propagation\n```\n"
    )
    pages = parse("# 0\nno lab yet\n" + text, FILE)
    assert lab_at(pages, 0) is None
    assert lab_at(pages, 2) == LabUse("weight-decay", {"decay": "3", "lr": "0.01"})
    assert lab_at(pages, 3) == LabUse("weight-decay", {"decay": "0"})
    assert lab_at(pages, 4) == LabUse("propagation", {})


def test_a_page_that_names_a_picture_alone_goes_on_with_the_lab() -> None:
    text = (
        "# A\n```lab weight-decay\ndecay = '3'\n```\n# B\n```lab weight-decay\nview = 'norm'\n```\n"
        "# C\ntext\n# D\n```lab weight-decay\ndecay = '3'\n```\n# E\n```lab propagation\n```\n"
    )
    pages = parse("# 0\nno lab yet\n" + text, FILE)
    assert [set_by(pages, index) for index in range(6)] == [None, 1, 1, 1, 4, 5]
    assert lab_at(pages, 3) == LabUse("weight-decay", {"decay": "3"}, "norm")


def test_what_a_page_names_in_its_last_bold_paragraph() -> None:
    text = "# A\n`one` and **b** `two`\n\n**Try it.** `three` is\n`four` ``no`` `five`\n"
    (page,) = parse(text, FILE)
    assert page.names == ("three", "four", "five")


WRONG = [
    ("", 1, "no pages", "# Title"),
    ("\n\ntext\n# One\na", 3, "before the first page", "# Title"),
    ("# One\na\n# \nb", 3, "no title", "after the #"),
    ("# One\n\n# Two\nb", 1, "“One” is empty", "one thing to do"),
    ("# One\na\n```python\nx = 1\n", 3, "never closed", "```"),
    ("# One\n```labs propagation\n```", 2, "no directive labs", "did you mean lab?"),
    ("# One\n```lab\n```", 2, "names one lab, not 0", "```lab LAB"),
    ("# One\n```lab a b\n```", 2, "names one lab, not 2", "```lab LAB"),
    ("# One\n```lab propogation\n```", 2, "no lab propogation", "did you mean propagation?"),
    ("# One\n```lab propagation\n\nzzz = '1'\n```", 4, "no knob zzz", "it has activation"),
    ("# One\n```lab propagation\nlr = '-1'\n```", 3, "lr=-1 is outside", "give a number from"),
    ("# One\n```lab propagation\nloss = 'l3'\n```", 3, "loss=l3 is not known", "squared"),
    ("# One\n```lab propagation\nlr = 0.1\n```", 3, "lr is not text", 'lr = "0.1"'),
    ("# One\n```lab propagation\n[lr]\na = 1\n```", 3, "lr is not text", "quotes"),
    ("# One\n```lab propagation\nlr = '1'\nview = 'code'\n```", 4, "no view code", "steps, graph"),
    ("# One\na\n```lab propagation\nlr = '1'\nlr '2'\n```", 5, "not TOML", 'name = "text"'),
    ("# One\n```lab propagation\nlr =", 2, "never closed", "```"),
    ("# One\n```lab propagation\n```\na\n```lab propagation\n```", 5, "has a lab already", "move"),
    (
        "# One\n```code Linear.forwards\n```",
        2,
        "no Linear.forwards",
        "did you mean Linear.forward?",
    ),
    ("# One\n```code qqqqqq\n```", 2, "no qqqqqq", "Class.method"),
    ("# One\n```code\n```", 2, "names one target, not 0", "```code TARGET"),
    ("# One\n```code ReLU.forward\npass\n```", 2, "text of its own", "leave it empty"),
]


@pytest.mark.parametrize(("text", "line", "problem", "remedy"), WRONG)
def test_each_mistake_is_named_with_its_place_and_remedy(
    text: str, line: int, problem: str, remedy: str
) -> None:
    with pytest.raises(CourseError) as caught:
        parse(text, FILE)
    error = caught.value
    assert (error.file, error.line) == (FILE, line)
    assert problem in error.problem
    assert remedy in error.remedy
    assert str(error) == f"{FILE}, line {line}: {error.problem}: {error.remedy}"


def test_a_file_that_cannot_be_read_is_a_course_error(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("# Müll".encode("latin-1"))
    with pytest.raises(CourseError, match=r"latin\.md: is not UTF-8 text: save it as UTF-8"):
        read_pages(tmp_path / "latin.md")
    with pytest.raises(CourseError, match="there is no such file"):
        read_pages(tmp_path / "none.md")
    with pytest.raises(CourseError, match="cannot be read"):
        read_pages(tmp_path)


PIECES = st.sampled_from(
    [
        "# A", "#", "# #", "```", "````", "~~~", "```lab propagation", "```lab weight-decay",
        "```lab", "~~~lab x", "```code ReLU.forward", "```code", "   ```python", "lr = '0.1'",
        "lr = 0.1", "view = 'steps'", "[lr", '"', "a.b.c = 1", "x = 1979-99-99", "text", "",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=14))
def test_markdown_is_read_or_refused_but_never_breaks_the_parser(lines: list[str]) -> None:
    text = "\n".join(lines)
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    try:
        pages = parse(text, FILE)
    except CourseError as error:
        assert error.remedy
        assert error.line is not None
        assert 1 <= error.line <= count
    else:
        assert all(page.title and page.blocks for page in pages)
