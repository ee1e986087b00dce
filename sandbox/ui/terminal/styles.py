"""Inks: what a style is for. The colours come from the theme; without colour, attributes tell."""

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
COMPONENTS = {f"ink--{name}" for name in NAMES} | {"ink--more", "ink--less"}

CSS = """
Canvas {
    .ink--dim { color: $text-muted; }
    .ink--strong { text-style: bold; }
    .ink--accent { color: $text-accent; }
    .ink--title { color: $text-primary; text-style: bold; }
    .ink--current { background: $primary-muted; color: $text; text-style: bold; }
    .ink--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    .ink--blurred { background: $primary-muted; color: $text; }
    .ink--changed { color: $text-warning; text-style: bold underline; }
    .ink--good { color: $text-success; }
    .ink--bad { color: $text-error; text-style: bold; }
    .ink--keyword { color: $text-accent; }
    .ink--text { color: $text-success; }
    .ink--number { color: $text-warning; }
    .ink--curve-0 { color: $text-primary; }
    .ink--curve-1 { color: $text-warning; }
    .ink--curve-2 { color: $text-success; }
    .ink--curve-3 { color: $text-error; }
    .ink--curve-4 { color: $text-secondary; }
    .ink--curve-5 { color: $text; }
    .ink--more { color: $accent; }
    .ink--less { color: $primary; }
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
class Inks:
    """Every ink as a style, for one widget in one theme.

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
        """The ink of a curve."""
        return self.styles[f"curve-{index % CURVES}"]

    def heat(self, share: float) -> Style:
        """The ink for a share of the largest size, from -1 to 1."""
        return self.heats[LEVELS + round(share * LEVELS)]


PLAIN = Inks({name: _WITHOUT_COLOUR.get(name, _NONE) for name in NAMES}, colours=0)
"""Without any colour."""


def inks_of(widget: DOMNode) -> Inks:
    """The widget's inks, from the theme's component styles."""
    app = widget.app
    if app.no_color:
        return PLAIN
    found = {name: widget.get_component_rich_style(f"ink--{name}") for name in NAMES}  # type: ignore[attr-defined]
    styles = {name: _over(found[name], _WITHOUT_COLOUR.get(name)) for name in NAMES}
    system = app.console.color_system
    colours = {"truecolor": 1 << 24, "256": 256}.get(system or "", 16)
    if colours == 16:
        return Inks(styles, colours)
    ground = widget.background_colors[1]
    ends = [widget.get_component_styles(f"ink--{end}").color for end in ("less", "more")]
    return Inks(styles, colours, tuple(_heats(ground, *ends)))


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
