"""Two calm themes, one dark and one light."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TextIO

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#9d8fc9",
    accent="#e0b06c",
    success="#93c08a",
    warning="#e0b06c",
    error="#e08283",
    foreground="#d5d8dc",
    background="#16191d",
    surface="#1e2227",
    panel="#262b31",
    variables={
        "block-cursor-background": "#7fb4ca",
        "block-cursor-foreground": "#10151a",
        "block-cursor-text-style": "bold",
        "border": "#46596a",
        "border-blurred": "#333b44",
        "scrollbar": "#46596a",
        "scrollbar-background": "#1e2227",
        "footer-background": "#1e2227",
    },
)

LIGHT = Theme(
    name="light",
    dark=False,
    primary="#1f6584",
    secondary="#65529c",
    accent="#8f5a00",
    success="#39713a",
    warning="#8f5a00",
    error="#a93a42",
    foreground="#22272c",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e7e3d9",
    variables={
        "block-cursor-background": "#1f6584",
        "block-cursor-foreground": "#faf8f3",
        "block-cursor-text-style": "bold",
        "border": "#8fa6b2",
        "border-blurred": "#d3cec2",
        "scrollbar": "#8fa6b2",
        "scrollbar-background": "#f1eee6",
        "footer-background": "#f1eee6",
    },
)

ANSI = replace(
    BUILTIN_THEMES["ansi-dark"],
    variables={**BUILTIN_THEMES["ansi-dark"].variables, "border-blurred": "ansi_bright_black"},
)
"""Textual's own but for its frames, which it has in black."""

THEMES = (DARK, LIGHT, ANSI)


def default(stream: TextIO, color_system: str | None, environ: Mapping[str, str]) -> str:
    """The theme where none was chosen: on a terminal of 16 colours its own are told apart best.

    $COLORFGBG, where a terminal sets it, ends with the number of its ground: 7 and 15 are light.
    """
    if color_system != "standard" or not stream.isatty():
        return DARK.name
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "ansi-light" if ground in ("7", "15") else "ansi-dark"


def names() -> list[str]:
    """The themes there are: these two, and Textual's own."""
    ours = [theme.name for theme in THEMES if theme.name not in BUILTIN_THEMES]
    return [*ours, *sorted(BUILTIN_THEMES)]
