"""Knobs by the keyboard: choosing, turning, typing, and what is said when a value is none."""

import pytest

from sandbox.labs.knobs import Choice, Integer, Number, Rates, Sizes, Toggle, defaults
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.widgets.knobs import KnobPanel
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, on_stage

KNOBS = (
    Number(name="lr", default=0.1, low=1e-5, high=10.0, log=True, acts="live"),
    Integer(name="batch", default=50, low=1, high=100),
    Choice(name="activation", default="relu", choices=("relu", "tanh", "identity")),
    Toggle(name="bias", default=True, acts="live"),
    Sizes(name="hidden", default=(256,)),
    Rates(name="dropout", default=(0.0,), acts="live"),
)


def panel(glyphs=UNICODE, lang="en") -> KnobPanel:
    return KnobPanel(KNOBS, defaults(KNOBS), GLOSSARIES[lang], glyphs)


def turned(pilot):
    return [(message.name, message.value) for message in pilot.app.heard]


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        (0, "right", 0.12),
        (0, "left", 0.09),
        (0, "shift+right", 0.2),
        (0, "pageup", 0.2),
        (0, "end", 10.0),
        (0, "home", 1e-5),
        (1, "right", 51),
        (1, "pagedown", 40),
        (1, "shift+left", 40),
        (1, "home", 1),
        (1, "end", 100),
        (2, "right", "tanh"),
        (2, "shift+right", "tanh"),
        (2, "left", "identity"),
        (2, "enter", "tanh"),
        (2, "end", "identity"),
        (3, "enter", False),
        (3, "home", False),
        (4, "right", (512,)),
        (5, "right", (0.05,)),
    ],
)
async def test_keys_turn_the_knob_at_hand(row, key, value):
    knobs = panel()
    async with on_stage(knobs) as pilot:
        await pilot.press(*["down"] * row, key)
        assert turned(pilot) == [(KNOBS[row].name, value)]
        assert knobs.settings[KNOBS[row].name] == value


async def test_turning_further_than_it_goes_says_nothing():
    async with on_stage(panel()) as pilot:
        await pilot.press("end", "end", "right")
        assert turned(pilot) == [("lr", 10.0)]


@pytest.mark.parametrize(
    ("row", "keys", "value"),
    [
        (0, ["1", "e", "minus", "4", "enter"], 1e-4),
        (0, [".", "0", "3", "enter"], 0.03),
        (0, [".", "0", "3", "backspace", "5", "enter"], 0.05),
        (1, ["7", "enter"], 7),
        (0, ["enter", "5", "enter"], 5.0),
        (1, ["enter", "7", "enter"], 7),
        (4, ["enter", ",", "3", "2", "enter"], (*KNOBS[4].default, 32)),
        (4, ["6", "4", ",", "3", "2", "enter"], (64, 32)),
        (4, ["enter", "backspace", "backspace", "backspace", "enter"], ()),
        (5, [".", "2", "enter"], (0.2,)),
    ],
)
async def test_a_value_is_typed(row, keys, value):
    async with on_stage(panel()) as pilot:
        await pilot.press(*["down"] * row, *keys)
        assert turned(pilot) == [(KNOBS[row].name, value)]


async def test_a_wrong_value_is_explained_and_can_be_mended():
    knobs = panel()
    async with on_stage(knobs, (60, 10)) as pilot:
        await pilot.press("5", "0", "0", "enter")
        assert turned(pilot) == []
        assert knobs.hint == "lr=500 is outside its range: give a number from 1e-05 to 10"
        assert "✗ lr=500 is outside its range" in screen_text(pilot.app)
        await pilot.press("backspace", "backspace")
        assert "outside" not in knobs.hint
        await pilot.press("enter")
        assert turned(pilot) == [("lr", 5.0)]


@pytest.mark.parametrize("row", range(len(KNOBS)))
async def test_space_is_left_to_the_run(row):
    knobs = panel()
    async with on_stage(knobs) as pilot:
        await pilot.press(*["down"] * row, "space")
        assert turned(pilot) == []
        assert not knobs.check_consume_key("space", " ")


async def test_escape_gives_up_and_letters_belong_to_the_typing():
    knobs = panel()
    async with on_stage(knobs) as pilot:
        await pilot.press("q", "x")
        assert not knobs.check_consume_key("q", "q")
        await pilot.press("3", "q")
        assert knobs.check_consume_key("q", "q")
        assert "3q▏" in screen_text(pilot.app)
        assert knobs.hint == "from 1e-05 to 10; enter takes it, esc gives up"
        await pilot.press("escape")
        assert "3q" not in screen_text(pilot.app)
        assert turned(pilot) == []


async def test_a_list_says_how_it_is_typed():
    knobs = panel(lang="ko")
    async with on_stage(knobs) as pilot:
        await pilot.press(*["down"] * 4, "6")
        assert "쉼표" in knobs.hint


async def test_moving_on_gives_up_what_was_typed():
    knobs = panel()
    async with on_stage(knobs) as pilot:
        await pilot.press("3", "down", "up")
        assert knobs.settings["lr"] == 0.1
        assert "▏" not in screen_text(pilot.app)


async def test_digits_on_a_switch_are_left_to_others():
    knobs = panel()
    async with on_stage(knobs) as pilot:
        await pilot.press("down", "down", "3", "down", "3")
        assert "▏" not in screen_text(pilot.app)


async def test_the_hint_is_the_help_and_when_it_acts():
    knobs = panel()
    async with on_stage(knobs) as pilot:
        assert knobs.hint == "~ acts at once · ℓ logarithmic scale · How long a step is."
        await pilot.press("down")
        assert knobs.hint == "↺ begins the run anew · Examples in a step."
        knobs.relabel(GLOSSARIES["ko"])
        await pilot.pause()
        assert knobs.hint.endswith("한 걸음에 쓰는 예의 수입니다.")
        assert "배치 크기" in screen_text(pilot.app)


@pytest.mark.parametrize("width", [30, 60])
async def test_a_turn_costs_few_bytes(width):
    knobs = panel()
    async with on_stage(knobs, (width, 10)) as pilot:
        for key in ("right", "right", "left", "shift+right"):
            before = pilot.app.sent
            await pilot.press(key)
            await pilot.pause()
            assert 0 < pilot.app.sent - before < 300


async def test_settings_from_outside_are_shown():
    knobs = panel()
    async with on_stage(knobs) as pilot:
        knobs.set({**defaults(KNOBS), "hidden": (64, 32), "bias": False})
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "64,32" in text
        assert "[ ] off" in text
        assert turned(pilot) == []


async def test_more_knobs_than_rows_scroll():
    knobs = panel()
    async with on_stage(knobs, (40, 3)) as pilot:
        assert "dropout" not in screen_text(pilot.app)
        await pilot.press(*["down"] * 9)
        assert "▸dropout" in screen_text(pilot.app)
        await pilot.press(*["up"] * 9)
        assert "▸learning rate" in screen_text(pilot.app)


async def test_the_mouse_turns_too():
    knobs = panel()
    async with on_stage(knobs, (60, 10)) as pilot:
        await pilot.click(knobs, offset=(20, 3))
        assert turned(pilot) == [("bias", False)]
        row = screen_text(pilot.app).splitlines()[1]
        end = max(row.rfind("━"), row.rfind("─"))
        await pilot.click(knobs, offset=(end, 1))
        assert turned(pilot)[-1] == ("batch", 100)


async def test_without_knobs_there_is_nothing_to_turn():
    knobs = KnobPanel((), {}, GLOSSARIES["en"], UNICODE)
    async with on_stage(knobs) as pilot:
        await pilot.press("down", "right", "3", "enter", "home")
        assert knobs.hint == ""
        assert turned(pilot) == []


async def test_ascii_and_focus():
    knobs = panel(ASCII)
    async with on_stage(knobs) as pilot:
        assert screen_text(pilot.app).isascii()
        pilot.app.screen.set_focus(None)
        await pilot.pause()
        assert screen_text(pilot.app).startswith(">learning rate")
