"""What is sent to the terminal: exactly what differs, and always enough."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from sandbox.ui.terminal.screen_buffer import ScreenBuffer

WIDTH, HEIGHT = 12, 3
SIZE = Size(WIDTH, HEIGHT)
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = (
    Style(),
    Style(bold=True),
    Style(bold=True, dim=True, color="#102030"),
    Style(color="#102030"),
    Style(color="#102030", bgcolor="#405060", underline=True),
    Style(bgcolor="#405060", italic=True),
    Style(reverse=True, bgcolor="red"),
    Style(color="bright_red", bgcolor="bright_blue", strike=True),
)

texts = st.text(alphabet="ab 가나─▀", max_size=WIDTH)
strips = st.lists(st.tuples(texts, st.sampled_from(STYLES)), max_size=4).map(
    lambda pieces: Strip([Segment(text, style) for text, style in pieces]).adjust_cell_length(
        WIDTH, STYLES[0]
    )
)
screens = st.lists(strips, min_size=HEIGHT, max_size=HEIGHT)


def update(rows: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[row] for row in rows], Region(0, 0, WIDTH, HEIGHT))


def sent_for(screenful: ScreenBuffer, frame: LayoutUpdate) -> str:
    screenful.take(frame, CONSOLE, SIZE)
    return screenful.rest()


def shown(sent: list[str]) -> list[list[tuple[object, ...]]]:
    """The cells of a terminal that was sent these."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for text in sent:
        stream.feed(text)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """A cell as the eye has it: a blank has no ink unless it is reversed or has a line in it."""
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        return (" ", cell.bg)
    return tuple(cell)


@given(st.lists(screens, min_size=1, max_size=4))
def test_the_terminal_shows_the_last_screen_whatever_it_showed_before(
    frames: list[list[Strip]],
) -> None:
    screenful = ScreenBuffer()
    sent = [sent_for(screenful, update(rows)) for rows in frames]
    whole = sent_for(ScreenBuffer(), update(frames[-1]))
    assert shown(sent) == shown([whole])


@given(screens)
def test_the_same_screen_again_sends_nothing(rows: list[Strip]) -> None:
    screenful = ScreenBuffer()
    assert sent_for(screenful, update(rows))
    assert sent_for(screenful, update(rows)) == ""
    screenful.forget()
    assert sent_for(screenful, update(rows))


@given(st.lists(screens, min_size=1, max_size=4))
def test_what_was_taken_while_the_line_was_busy_is_sent_once(frames: list[list[Strip]]) -> None:
    screenful = ScreenBuffer()
    for rows in frames:
        screenful.take(update(rows), CONSOLE, SIZE)
    assert screenful.rest() == sent_for(ScreenBuffer(), update(frames[-1]))
    assert screenful.rest() == ""


def test_one_letter_costs_one_letter() -> None:
    screenful = ScreenBuffer()
    rows = [Strip([Segment("a" * WIDTH, STYLES[0])])] * HEIGHT
    sent_for(screenful, update(rows))
    changed = Strip([Segment("aaaab" + "a" * 7, STYLES[0])])
    sent = sent_for(screenful, update([rows[0], changed, rows[2]]))
    assert sent == "\x1b[2;5Hb"


def test_only_what_differs_of_a_look_is_said() -> None:
    screenful = ScreenBuffer()
    red = Style(color="#aa0000", bgcolor="#101010")
    pieces = [
        Segment("a", red),
        Segment("b", red + Style(bold=True)),
        Segment(" ", Style(color="#00bb00", bgcolor="#101010")),
        Segment("c", red),
        Segment(" " * (WIDTH - 4), Style(bgcolor="#101010")),
    ]
    sent = sent_for(screenful, update([Strip(pieces)]))
    look = "38;2;170;0;0;48;2;16;16;16"
    assert sent == f"\x1b[1H\x1b[{look}ma\x1b[1mb \x1b[22mc{' ' * (WIDTH - 4)}\x1b[m"


def test_what_lies_near_is_sent_again_and_what_is_far_is_jumped_over() -> None:
    screenful = ScreenBuffer()
    sent_for(screenful, update([Strip([Segment("a" * WIDTH, STYLES[0])])]))
    near = Strip([Segment("baaab" + "a" * 7, STYLES[0])])
    assert sent_for(screenful, update([near])) == "\x1b[1Hbaaab"
    far = Strip([Segment("caaab" + "a" * 6 + "c", STYLES[0])])
    assert sent_for(screenful, update([far])) == "\x1b[1Hc\x1b[12Gc"


def test_a_slow_line_has_colours_that_take_less_to_say() -> None:
    screenful = ScreenBuffer(few_colours=True)
    strip = Strip([Segment("a" * WIDTH, Style(color="#808080", bgcolor="#000000"))])
    sent = sent_for(screenful, update([strip]))
    assert sent == f"\x1b[1H\x1b[38;5;244;48;5;16m{'a' * WIDTH}\x1b[m"


@given(screens, st.booleans())
def test_without_colours_there_are_attributes_alone(rows: list[Strip], dark: bool) -> None:
    screenful = ScreenBuffer()
    screenful.without_colours(dark)
    cells = [cell for row in shown([sent_for(screenful, update(rows))]) for cell in row]
    assert all({*cell[1:3]} <= {"default"} for cell in cells)


def test_without_colours_what_stands_out_is_reversed() -> None:
    light, dark = (
        Style(color="#d0d0d0", bgcolor="#101010"),
        Style(color="#101010", bgcolor="#c0c0c0"),
    )
    rows = [Strip([Segment("a" * 6, light), Segment("b" * 6, dark)])] * HEIGHT
    for theme, letters in ((True, "b"), (False, "a")):
        screenful = ScreenBuffer()
        screenful.without_colours(theme)
        screen = pyte.Screen(WIDTH, HEIGHT)
        pyte.Stream(screen).feed(sent_for(screenful, update(rows)))
        reversed_ = {screen.buffer[0][x].data for x in range(WIDTH) if screen.buffer[0][x].reverse}
        assert reversed_ == set(letters)
