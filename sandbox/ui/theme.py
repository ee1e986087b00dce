"""Two calm themes, one dark and one light."""

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

THEMES = (DARK, LIGHT)


DEFAULT = DARK.name


def names() -> list[str]:
    """The themes there are: these two, and Textual's own."""
    return [theme.name for theme in THEMES] + sorted(BUILTIN_THEMES)
