"""What comes too late, to a screen or a lab that has gone already, is of no account."""

from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen
from tests.ui.driving import lesson, press, settled, until


async def test_leaving_twice_in_one_breath_leaves_once() -> None:
    async with lesson(11) as (app, pilot, screen):
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        sheet = app.screen
        sheet.action_close()
        sheet.action_close()
        assert app.screen is screen
        screen.action_leave()
        screen.action_leave()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_knob_turned_as_its_lab_gives_way_turns_nothing() -> None:
    async with lesson(15) as (_, pilot, screen):
        pane, pages = screen.pane, screen.lesson.pages("en")
        old, labs = pane.panel, [page.lab.lab if page.lab else "" for page in pages]
        screen.turn_page(next(n for n, lab in enumerate(labs) if lab not in ("", pane.lab.id)))
        asked = pane.runner.turns
        old.post_message(old.Turned(old, old.knob.name, old.settings[old.knob.name]))
        await settled(pilot)
        assert pane.runner.turns == asked
        assert not pane.news.note
