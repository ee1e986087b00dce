"""Styles of text by what they are for: colours come from the theme; without, attributes tell."""

from dataclasses import dataclass

from rich.style import Style
from textual.color import Color
from textual.dom import DOMNode

CURVES = 6
"""How many curves have a colour of their own."""

NAMES = (
    "dim",
    "strong",
    "accent",
    "title",
    "current",
    "cursor",
    "blurred",
    "changed",
    "good",
    "bad",
    "keyword",
    "text",
    "number",
    *(f"curve-{i}" for i in range(CURVES)),
)
COMPONENTS = {f"style--{name}" for name in NAMES} | {"style--more", "style--less"}

CSS = """
Canvas {
    .style--dim { color: $text-muted; }
    .style--strong { text-style: bold; }
    .style--accent { color: $text-accent; }
    .style--title { color: $text-primary; text-style: bold; }
    .style--current { background: $primary-muted; color: $text; text-style: bold; }
    .style--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    .style--blurred { background: $primary-muted; color: $text; }
    .style--changed { color: $text-warning; text-style: bold underline; }
    .style--good { color: $text-success; }
    .style--bad { color: $text-error; text-style: bold; }
    .style--keyword { color: $text-accent; }
    .style--text { color: $text-success; }
    .style--number { color: $text-warning; }
    .style--curve-0 { color: $text-primary; }
    .style--curve-1 { color: $text-warning; }
    .style--curve-2 { color: $text-success; }
    .style--curve-3 { color: $text-error; }
    .style--curve-4 { color: $text-secondary; }
    .style--curve-5 { color: $text; }
    .style--more { color: $accent; }
    .style--less { color: $primary; }
}
"""

_WITHOUT_COLOUR = {
    "strong": Style(bold=True),
    "title": Style(bold=True),
    "current": Style(bold=True),
    "cursor": Style(reverse=True, bold=True),
    "blurred": Style(underline=True),
    "changed": Style(bold=True, underline=True),
    "bad": Style(bold=True),
    "keyword": Style(bold=True),
}
_NONE = Style(bold=False)
LEVELS = 8
"""Heats on either side of 0."""


@dataclass(frozen=True)
class TextStyles:
    """Every style as a style, for one widget in one theme.

    `plain` is the widget's own. Never draw without a style: without colour Textual needs one.
    """

    styles: dict[str, Style]
    colours: int
    """How many the terminal has: 0 without colour, 16, 256 or 16 million."""
    heats: tuple[Style, ...] = ()
    """By size, from the most negative to the most positive; the middle one is for 0."""

    plain = _NONE

    def __getitem__(self, name: str) -> Style:
        return self.styles[name]

    def curve(self, index: int) -> Style:
        """The style of a curve."""
        return self.styles[f"curve-{index % CURVES}"]

    def heat(self, share: float) -> Style:
        """The style for a share of the largest size, from -1 to 1."""
        return self.heats[LEVELS + round(share * LEVELS)]


PLAIN = TextStyles({name: _WITHOUT_COLOUR.get(name, _NONE) for name in NAMES}, colours=0)
"""Without any colour."""


def text_styles_of(widget: DOMNode) -> TextStyles:
    """The widget's styles, from the theme's component styles."""
    app = widget.app
    if app.no_color:
        return PLAIN
    found = {name: widget.get_component_rich_style(f"style--{name}") for name in NAMES}  # type: ignore[attr-defined]
    styles = {name: _over(found[name], _WITHOUT_COLOUR.get(name)) for name in NAMES}
    system = app.console.color_system
    colours = {"truecolor": 1 << 24, "256": 256}.get(system or "", 16)
    if colours == 16:
        return TextStyles(styles, colours)
    ground = widget.background_colors[1]
    ends = [widget.get_component_styles(f"style--{end}").color for end in ("less", "more")]
    return TextStyles(styles, colours, tuple(_heats(ground, *ends)))


def _over(style: Style, attributes: Style | None) -> Style:
    """A theme may have ANSI colours only, whose grounds can be the same: reverse helps then."""
    if attributes is None or style.bgcolor is None or not style.bgcolor.is_default:
        return style
    return style + attributes


def _heats(ground: Color, less: Color, more: Color) -> list[Style]:
    styles = []
    for level in range(-LEVELS, LEVELS + 1):
        end = more if level > 0 else less
        colour = ground.blend(end, abs(level) / LEVELS * 0.8, alpha=1.0)
        text = colour + colour.get_contrast_text(0.9)
        styles.append(Style.from_color(text.rich_color, colour.rich_color))
    return styles
