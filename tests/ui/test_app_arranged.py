"""What stands where: text, pictures and knobs share the room there is."""

from sandbox.ui.screens.home import HomeScreen
from tests.ui.driving import lesson, press, until
from tests.ui.golden import screen_text


async def test_text_and_lab_stand_beside_each_other_from_100_cells() -> None:
    async with lesson(11, (100, 30)) as (app, pilot, screen):
        assert "One pass" in screen_text(app)
        assert "gradient check" in screen_text(app)
        await pilot.resize_terminal(99, 30)
        await until(pilot, lambda: "gradient check" not in screen_text(app))
        await pilot.resize_terminal(120, 30)
        await until(pilot, lambda: "gradient check" in screen_text(app))


async def test_bars_that_are_chosen_are_seen_all_at_once_where_there_is_room() -> None:
    async with lesson(8, (120, 36)) as (app, pilot, screen):
        await until(pilot, lambda: screen.pane.stage.shown() == ["twenty"])
        await until(pilot, lambda: all(f" w{n} " in screen_text(app) for n in range(20)))
        await press(pilot, "v")
        await until(pilot, lambda: screen.pane.stage.shown() == ["plane"])
        await press(pilot, "v")
        await until(pilot, lambda: screen.pane.stage.shown() == ["tradeoff", "code"])
        await pilot.resize_terminal(120, 26)
        await press(pilot, "v", "v")
        await until(pilot, lambda: " w0 " in screen_text(app))
        assert " w19 " not in screen_text(app)


async def test_beside_the_pictures_a_text_has_the_lines_it_takes_and_knobs_the_others() -> None:
    async with lesson(1, (120, 36)) as (app, pilot, screen):
        pane = screen.pane
        await press(pilot, "]")
        await until(pilot, lambda: pane.panel.size.height == 6)
        assert screen.prose.size.height == 24
        assert screen.prose.lines_below > 0
        await until(pilot, lambda: f"{screen.prose.lines_below} more" in screen_text(app))
        await press(pilot, "]", "]")
        await until(pilot, lambda: pane.panel.size.height == len(pane.lab.knobs) == 15)
        assert screen.prose.lines_below == 0
        # A higher window shows all of a long page, and says no more that some is below.
        await press(pilot, "[", "[")
        await pilot.resize_terminal(120, 50)
        await until(pilot, lambda: screen.prose.lines_below == 0)
        await until(pilot, lambda: " more" not in screen_text(app))


async def test_knobs_open_for_the_keys_where_there_is_little_room() -> None:
    async with lesson(11, (80, 24)) as (app, pilot, screen):
        await press(pilot, "tab")
        await until(pilot, lambda: "learning rate 0.1" in screen_text(app))
        assert "Knobs" not in screen_text(app)
        await press(pilot, "k")
        await until(pilot, lambda: "Knobs" in screen_text(app))
        await press(pilot, "escape")
        await until(pilot, lambda: "Knobs" not in screen_text(app))
        assert screen.place == "lab"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_what_an_answer_gets_is_in_view_on_a_page_that_had_no_more_than_the_room() -> None:
    async with lesson(1, (120, 36)) as (_, pilot, screen):
        await press(pilot, "]", "]")
        await pilot.resize_terminal(120, screen.prose.length + 9 + 2 + 2)
        await until(pilot, lambda: screen.size.height == screen.prose.length + 9 + 2 + 2)
        text = screen.prose.length
        assert screen.prose.lines_below == 0
        await press(pilot, "3", "enter")
        await until(pilot, lambda: screen.prose.length > text)
        await until(pilot, lambda: screen.prose.lines_below == 0)


async def test_the_line_that_sums_up_the_knobs_says_so_where_a_list_is_empty() -> None:
    async with lesson(1, (70, 24)) as (app, pilot, _):
        await press(pilot, "tab")
        await until(pilot, lambda: "hidden units none" in screen_text(app))
