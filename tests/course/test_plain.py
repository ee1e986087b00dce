"""Lessons as plain text, measured in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sandbox.base.text_width import width, wrap
from sandbox.course.course import Lesson, open_course
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.inline_markdown import name_links
from sandbox.course.pages import pages_of, parse
from sandbox.course.plain_text import page_lines, plain_lesson, prose_lines, strip_markdown

READY = [lesson for lesson in open_course().lessons if lesson.ready]
GOLDEN = {
    "en": """\
Page 7 of 8: Rows against columns

The lecture writes an example as a column, the code as a
row. One is the other transposed, and so is each W.

    slide              code
    z = W⁽¹⁾x          X @ W
    ∂J/∂o · hᵀ         X.mT @ dZ
    W⁽²⁾ᵀ · ∂J/∂o      dZ @ W.mT

(.mT transposes; X is the layer's own input, so h in the
second layer.) Rows have a use: put several examples below
each other, and the same line does them all. X.mT @ dZ then
adds up their gradients by itself.

Try it. Here batch size is 4. Step through: X, Z and H have
a row for each example, while weights and their gradients
keep their shapes.

Lab: Forward and backward propagation. To run it here, type:

    mlp-sandbox run propagation batch=4

Question: Four examples, two inputs, three units: X is 4×2,
dZ is 4×3. What shape is X.mT @ dZ?
  a  2×3, the shape of W
  b  4×3, a row for each example
  c  4×2×3, a matrix for each example
To answer, open this lesson in the app and type one of a, b,
c.
""",
    "ko": """\
8쪽 가운데 7쪽: 행과 열

강의는 예제를 열로, 코드는 행으로 씁니다. 서로 전치한 것이고
W도 마찬가지입니다.

    슬라이드           코드
    z = W⁽¹⁾x          X @ W
    ∂J/∂o · hᵀ         X.mT @ dZ
    W⁽²⁾ᵀ · ∂J/∂o      dZ @ W.mT

(.mT는 전치입니다. X는 그 layer의 입력이므로 둘째
layer에서는 h입니다.) 행으로 쓰면 좋은 점이 있습니다. 예제를
아래로 여럿 쌓아도 같은 코드 한 줄로 모두 계산합니다. 이때
X.mT @ dZ는 예제들의 gradient를 저절로 더해 줍니다.

해 보기. 여기서는 batch size가 4입니다. 한 줄씩 가 보세요.
X, Z, H는 예제마다 한 행씩 있지만, weight와 그 gradient의
모양은 그대로입니다.

실험: Forward와 backward propagation. 여기서 실행하려면
이렇게 입력하세요.

    mlp-sandbox run propagation batch=4

문제: 예제 4개, 입력 2개, 유닛 3개라서 X는 4×2, dZ는
4×3입니다. X.mT @ dZ의 모양은 무엇일까요?
  a  2×3, W와 같은 모양
  b  4×3, 예제마다 한 행
  c  4×2×3, 예제마다 행렬 하나
답하려면 앱에서 이 강의를 열고 a, b, c 가운데 하나를
입력하세요.
""",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_reads_like_this(lang: str) -> None:
    pages = pages_of(open_course().find("propagation"), lang)
    assert "\n".join(page_lines(pages, 6, load_glossary(lang), 60)) + "\n" == GOLDEN[lang]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lesson", READY, ids=lambda lesson: lesson.id)
def test_a_lesson_fits_its_width_and_keeps_no_marks(lesson: Lesson, lang: str) -> None:
    text = plain_lesson(lesson, load_glossary(lang), 64)
    own = [line for line in text.split("\n") if not line.startswith("    ")]
    assert max(cell_len(line) for line in own) <= 64
    assert "**" not in text
    assert "`" not in "\n".join(own)
    for page in pages_of(lesson, lang):
        assert f": {page.title}\n" in text


def test_a_lab_is_told_again_only_when_something_has_been_turned() -> None:
    text = (
        "# A\n```lab weight-decay\ndecay = '3'\n```\n# B\n```lab weight-decay\nview = 'norm'\n```\n"
        "text\n# C\n```lab weight-decay\nlr = '0.01'\n```\n"
    )
    pages = parse(text, READY[0].folder)
    told = [[x for x in page_lines(pages, i, load_glossary("en")) if "run" in x] for i in range(3)]
    command = "    mlp-sandbox run weight-decay"
    sentence = "Lab: Weight decay. To run it here, type:"
    # B names no knob and goes on from A; C names one, and what it leaves out is at its default.
    assert told == [[sentence, f"{command} decay=3"], [], [sentence, f"{command} lr=0.01"]]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("one\ntwo", ["one two"]),
        ("one\n\n\ntwo\n", ["one", "", "two"]),
        ("## Smaller ##\ntext", ["Smaller", "text"]),
        ("- a b c d e f\n  g\n- h", ["- a b c d", "  e f g", "- h"]),
        ("text\n1. one\n\n1. one\n2. two", ["text 1.", "one", "", "1. one", "2. two"]),
        ("```python\na  =  1\n\n```\nb", ["    a  =  1", "", "b"]),
        ("a\n~~~\n```\n~~~", ["a", "    ```"]),
        ("| a | b |\n|---|---|", ["| a | b |", "|---|---|"]),
        ("가나다 라마바 사", ["가나다", "라마바 사"]),
    ],
)
def test_markdown_becomes_plain_lines(markdown: str, plain: list[str]) -> None:
    assert prose_lines(markdown, 10) == plain


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and *slanted*", "bold and slanted"),
        ("`dH * slope` * 2 * 3", "dH * slope * 2 * 3"),
        ("`**kept**` **not**", "**kept** not"),
        ("see [here](https://a.b)", "see here (https://a.b)"),
        ("`` a`b ``", " a`b "),
    ],
)
def test_marks_are_taken_off(marked: str, plain: str) -> None:
    assert strip_markdown(marked) == plain


def test_width_is_that_of_a_terminal() -> None:
    for lang in LANGS:
        for lesson in READY:
            text = (lesson.folder / f"{lang}.md").read_text(encoding="utf-8")
            assert all(width(line) == cell_len(line) for line in text.split("\n"))
    assert width("가a\u0301") == 3


@given(st.text(alphabet="ab 가나\u0301", max_size=60), st.integers(4, 20))
def test_wrapping_keeps_every_letter_and_the_width(text: str, room: int) -> None:
    lines = wrap(text, room, "- ", "  ")
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()).lstrip("-") == "".join(text.split())


def test_a_link_names_its_lesson_unless_its_words_do() -> None:
    text = "[Lesson 9](lesson:09), [norms](lesson:07), [1 of them](lesson:11), [site](https://a.b)"
    said = name_links(f"{text} `[a](lesson:01)`", lambda word: f"lesson {int(word)}")
    lines = prose_lines(said, 200)
    assert lines == [
        "Lesson 9, norms (lesson 7), 1 of them (lesson 11), site (https://a.b) [a](lesson:01)"
    ]
