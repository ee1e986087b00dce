"""A paste is one event, and ends where it ends; what a terminal floods the app with is bounded."""

import os
import threading
import time
from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input

from sandbox.ui.screens.palette import Palette
from sandbox.ui.screens.search import SearchScreen
from sandbox.ui.terminal import paste_parser
from sandbox.ui.terminal.line_input import MAX_LINE_CHARS
from sandbox.ui.terminal.paste_parser import KEPT_MOUSE_EVENTS, PASTE_END, PASTE_START, PasteParser
from tests.ui.driving import make_app, press, until
from tests.ui.terminal import APP, Terminal

Told = list[tuple[str, str]]


def told(events_: object) -> Told:
    """Pastes by their text, keys by their names."""
    return [
        ("paste", one.text) if isinstance(one, events.Paste) else ("key", getattr(one, "key", "?"))
        for one in events_  # type: ignore[attr-defined]
    ]


def fed(*parts: str) -> Told:
    parser, heard = PasteParser(), []
    for part in parts:
        heard += told(parser.feed(part))
    return heard


ALL = f"a{PASTE_START}one\x1btwo\x1b[A\n둘{PASTE_END}b"
RIGHT = [("key", "a"), ("paste", "onetwo[A\n둘"), ("key", "b")]


def test_an_escape_in_it_does_not_end_a_paste() -> None:
    assert fed(ALL) == RIGHT


@pytest.mark.parametrize("at", range(1, len(ALL)))
def test_wherever_it_is_cut(at: int) -> None:
    assert fed(ALL[:at], ALL[at:]) == RIGHT


def test_letter_by_letter_and_two_in_a_row() -> None:
    assert fed(*ALL, *ALL) == RIGHT * 2


@pytest.mark.parametrize("cut", range(1, len(PASTE_END)))
def test_an_end_in_two_parts_is_one_however_long_it_takes(
    cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = PasteParser()
    assert told(parser.feed(PASTE_START + "q" + PASTE_END[:cut])) == []
    time.sleep(0.15)  # more than Textual waits for the rest of a key
    assert told(parser.tick()) == []
    assert told(parser.feed(PASTE_END[cut:])) == [("paste", "q")]
    assert told(parser.feed("q")) == [("key", "q")]


def test_a_paste_without_an_end_gives_the_keys_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste_parser, "PASTE_TIMEOUT_S", 0.1)
    parser = PasteParser()
    assert told(parser.feed(PASTE_START + "half")) == []
    heard: Told = []
    for _ in range(5):
        time.sleep(0.05)
        heard += [*told(parser.feed("x")), *told(parser.tick())]
    assert heard[0][0] == "paste", "keys that are hit do not make it longer"
    assert heard[1:], "and are keys again"
    assert {kind for kind, _ in heard[1:]} == {"key"}


def test_what_no_text_has_is_left_out_and_too_much_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fed(f"{PASTE_START}a\x00\x07\t\r\n\x9b\x7fb{PASTE_END}") == [("paste", "a\t\r\nb")]
    monkeypatch.setattr(paste_parser, "MAX_PASTE_CHARS", 10)
    assert fed(PASTE_START, *["12345"] * 9, PASTE_END, "q") == [
        ("paste", "1234512345"),
        ("key", "q"),
    ]


def test_keys_are_what_they_were() -> None:
    assert fed("\x1b[A", "x", "\x1b[17~") == [("key", "up"), ("key", "x"), ("key", "f6")]


def test_of_a_flood_of_mouse_events_the_first_and_the_last_are_looked_at() -> None:
    moves = [f"\x1b[<35;{n};1M" for n in range(1, 101)]
    parser = PasteParser()
    heard = list(parser.feed("".join(moves) + "q"))
    places = [one.x for one in heard if isinstance(one, events.MouseMove)]
    assert places == [*range(KEPT_MOUSE_EVENTS), *range(100 - KEPT_MOUSE_EVENTS, 100)]
    assert told(heard[-1:]) == [("key", "q")]


@pytest.mark.parametrize("opens", ["slash", "ctrl+p"])
async def test_a_field_takes_of_a_paste_what_it_has_room_for(opens: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, opens)
        await until(pilot, lambda: isinstance(app.screen, SearchScreen | Palette))
        field = app.screen.query_one(Input)
        await until(pilot, lambda: field.has_focus)
        for text in ("one\nsecond line", "x" * 1_000_000, "more"):
            await app.on_event(events.Paste(text))
            await pilot.pause()
        assert field.value == "one" + "x" * (MAX_LINE_CHARS - 3)


def flood(terminal: Terminal, data: str) -> None:
    """Write more than a terminal takes at once, reading meanwhile."""

    def write() -> None:
        for at in range(0, len(data), 4000):
            os.write(terminal.fd, data[at : at + 4000].encode())

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        terminal.read(0.01)


@pytest.fixture
def home_screen(tmp_path) -> object:
    terminal = Terminal(tmp_path, ["-c", APP.format(options="")], {})
    terminal.until("Lessons")
    yield terminal
    terminal.close()


def _paste(text: str) -> Callable[[Terminal], None]:
    return lambda terminal: flood(terminal, PASTE_START + text + PASTE_END)


def _mouse(terminal: Terminal) -> None:
    flood(terminal, "".join(f"\x1b[<35;{n % 80 + 1};{n % 24 + 1}M" for n in range(20_000)))


@pytest.mark.parametrize(
    "data", [_paste("a" * 1_000_000), _paste("neuron " * 140_000), _mouse], ids=["a", "b", "mouse"]
)
def test_the_app_answers_soon_after_a_flood(home_screen, data) -> None:
    home_screen.type("/")
    home_screen.until("esc close")
    data(home_screen)
    begun = time.monotonic()
    home_screen.type("\x1b")
    home_screen.until("Lessons")
    assert time.monotonic() - begun < 8


def test_no_part_of_a_paste_is_a_command(home_screen) -> None:
    home_screen.type(f"{PASTE_START}a\x1b")
    home_screen.settle()
    home_screen.type("q")
    home_screen.settle()
    home_screen.type(f"q\x1bq{PASTE_END[:3]}")
    home_screen.settle()
    home_screen.type(PASTE_END[3:])
    home_screen.settle()
    home_screen.type("?")
    home_screen.until("Keys")
