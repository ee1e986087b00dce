"""Markdown as lines."""

import pytest
from rich.cells import cell_len

from sandbox.ui.widgets.text.highlight import coloured
from sandbox.ui.widgets.text.markdown import layout, sentence, text_blocks

PAGE = """Now go the **other way**. `∂J/∂o` is known; what did W⁽²⁾ have to do with *it*?

- one item that is long enough to wrap on the next line as well
- two
  - nested

1. first
2. second

> a quotation

| form | ‖w‖ |
|---|---|
| scratch | 13.7 |
| 밑바닥 | 1 |

## Heading

---

```python
def forward(self, params, X):
    return W @ X + b + something_long(params, params)
```
"""


def lines(markdown: str, width: int) -> list[str]:
    return [content.plain.rstrip() for content, _ in layout(text_blocks(markdown), width)]


def test_a_page() -> None:
    assert lines(PAGE, 44) == [
        "Now go the other way. ∂J/∂o is known; what",
        "did W⁽²⁾ have to do with it?",
        "",
        "• one item that is long enough to wrap on",
        "  the next line as well",
        "• two",
        "  • nested",
        "",
        "1. first",
        "2. second",
        "",
        "  a quotation",
        "",
        "form     ‖w‖",
        "─────────────",
        "scratch  13.7",
        "밑바닥   1",
        "",
        "Heading",
        "",
        "────────────",
        "",
        " def forward(self, params, X):",
        "     return W @ X + b +",
        "         something_long(params, params)",
    ]


@pytest.mark.parametrize("width", [20, 33, 60])
def test_korean_is_broken_between_words_and_never_too_wide(width: int) -> None:
    text = "한국어 문장은 어절 단위로 줄을 바꿉니다. hidden layer는 낱말이 잘리지 않습니다."
    rows = lines(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert " ".join(rows).split() == text.split()


def test_a_word_that_is_too_long_is_cut() -> None:
    assert all(cell_len(row) <= 10 for row in lines("가" * 30, 10))


def test_a_table_wraps_within_its_columns() -> None:
    table = "| | far out | 값 |\n|---|---|---|\n| ReLU | right of 0 | 0 이상 |"
    assert [line.rstrip() for line in lines(table, 60)] == [
        "      far out     값",
        "─" * 24,
        "ReLU  right of 0  0 이상",
    ]
    assert [line.rstrip() for line in lines(table, 20)] == [
        "      far     값",
        "      out",
        "─" * 20,
        "ReLU  right   0 이상",
        "      of 0",
    ]
    assert max(cell_len(line) for line in lines(table, 12)) <= 12


def test_a_sentence_is_no_list_whatever_it_begins_with() -> None:
    for text in ("0. 1보다 작다", "1. p = 1", "- 3 is less", "# 1", "> 2"):
        assert sentence(text).plain == text
    assert sentence("a **b** `c`\nd").plain == "a b c d"


def test_emphasis_is_in_the_styles() -> None:
    (content, code), *_ = layout(text_blocks("a **b** `c`"), 40)
    assert content.plain == "a b c"
    assert [(span.start, span.end) for span in content.spans] == [(2, 3), (4, 5)]
    assert not code


def test_code_keeps_its_lines_and_is_marked() -> None:
    rows = layout(text_blocks("```\na\n\n  b\n```"), 40)
    assert [content.plain.rstrip() for content, _ in rows] == [" a", "", "   b"]
    assert all(code for _, code in rows)


def test_python_is_coloured() -> None:
    assert any("accent" in str(span.style) for span in coloured("def f(): return 1").spans)
