"""The mouse: what is clicked in the app, frames and all, is what was meant."""

import asyncio

from textual.pilot import Pilot
from textual.widget import Widget

from sandbox.ui.widgets.pictures.images import ImagesView
from sandbox.ui.widgets.pictures.matrix import MatrixView
from sandbox.ui.widgets.pictures.rows import RowsView
from tests.monkey.keyboard import Stroke, do
from tests.ui.driving import done, lesson, press, settled, until
from tests.ui.golden import screen_text


async def click(pilot: Pilot[None], text: str, after: int = 0) -> None:
    """Click where the screen says that, or some cells further on."""
    for y, shown in enumerate(screen_text(pilot.app).splitlines()):
        if text in shown:
            await pilot.click(offset=(shown.index(text) + after, y))
            return
    raise AssertionError(f"{text!r} is not there")


async def at(pilot: Pilot[None], widget: Widget, x: int, y: int) -> None:
    """Click a cell of a widget, inside its frame."""
    region = widget.content_region
    await pilot.click(offset=(region.x + x, region.y + y))


async def test_a_knob_is_chosen_and_a_slider_goes_where_it_is_clicked() -> None:
    async with lesson(9) as (_, pilot, screen):
        panel = screen.pane.panel
        await click(pilot, "learning rate")
        assert panel.knob.name == "lr"
        before = panel.settings["decay"]
        await click(pilot, "decay λ", after=24)
        assert panel.knob.name == "decay"
        await until(pilot, lambda: panel.settings["decay"] != before)


async def test_a_cell_of_a_matrix_and_a_row_of_bars() -> None:
    async with lesson(9) as (_, pilot, screen):
        screen.pane.stage.put_first("weights")
        await settled(pilot)
        view = next(one for one in screen.pane.stage.views() if isinstance(one, MatrixView))
        # The first line has the numbers of the columns.
        await at(pilot, view, 4, 3)
        assert (view.grid.row, view.grid.column) == (2, 0)
    async with lesson(8) as (_, pilot, screen):
        await settled(pilot)
        views = screen.pane.stage.views()
        view = next(one for one in views if isinstance(one, RowsView) and one.display)
        await at(pilot, view, 4, 3)
        assert view.chosen == 3 - view._headed


async def test_a_cell_of_an_operand() -> None:
    async with lesson(11) as (_, pilot, screen):
        stepper = screen.pane.stage.stepper
        screen.pane.stage.put_first("steps")
        for line in (2, 3, 4):
            await press(pilot, *(("tab", "n") if line == 2 else "n"))
            await until(pilot, lambda n=line: done(screen) == n)
        text = await settled(pilot)
        assert (stepper.chosen, stepper.block.grid.cell) == (0, (0, 0))
        y, shown = next((y, one) for y, one in enumerate(text.splitlines()) if "y 1×2" in one)
        # Under the heading stand the numbers of the columns, and under these the only row.
        await pilot.click(offset=(shown.index("y 1×2") + 14, y + 2))
        assert (stepper.chosen, stepper.block.grid.cell) == (len(stepper.blocks) - 1, (0, 1))
        await pilot.click(offset=(shown.index("E 1×2"), y + 2))
        assert (stepper.chosen, stepper.block.grid.cell) == (0, (0, 0))


async def test_a_page_and_a_lesson_from_the_last_line() -> None:
    async with lesson(9) as (app, pilot, screen):
        await click(pilot, "] page")
        await until(pilot, lambda: screen.page == 1)
        await click(pilot, "? help")
        await until(pilot, lambda: app.screen is not screen)


def test_every_picture_that_can_be_clicked_asks_where_its_content_is() -> None:
    for view in (MatrixView, RowsView, ImagesView):
        names = view.on_click.__code__.co_names
        assert "get_content_offset" in names


async def test_a_click_on_what_is_just_going_does_nothing() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "tab", "k")
        panel = screen.pane.panel
        x, y = (panel.region.x + 3) / app.size.width, (panel.region.y + 2.5) / app.size.height
        panel.remove()
        for _ in range(40):
            do(app, Stroke("click", (x, y)))
            await asyncio.sleep(0)
        await settled(pilot)
        assert not app.crash
