"""Python source in a few calm colours."""

from functools import lru_cache

from pygments.token import Token
from textual.content import Content
from textual.highlight import HighlightTheme, highlight


class _Calm(HighlightTheme):
    """Names as they are; keywords, comments and literals set apart."""

    STYLES = {  # noqa: RUF012
        Token.Comment: "$text-muted italic",
        Token.Keyword: "$text-accent",
        Token.Literal.Number: "$text-success",
        Token.Literal.String: "$text-success",
        Token.Name.Function: "bold",
        Token.Name.Class: "bold",
        Token.Operator.Word: "$text-accent",
    }


@lru_cache(maxsize=64)
def coloured(text: str) -> Content:
    """The source, styled."""
    return highlight(text, language="python", theme=_Calm)
