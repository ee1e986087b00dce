"""What comes too late, to a screen or a lab that has gone already, is of no account."""

from textual import events

from sandbox.course.pages import pages_of
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.search import SearchResults, SearchScreen
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
        pane, pages = screen.pane, pages_of(screen.lesson, "en")
        old, labs = pane.panel, [page.lab.lab if page.lab else "" for page in pages]
        screen.turn_page(next(n for n, lab in enumerate(labs) if lab not in ("", pane.lab.id)))
        asked = pane.runner.turns
        old.post_message(old.Turned(old, old.knob.name, old.settings[old.knob.name]))
        await settled(pilot)
        assert pane.runner.turns == asked
        assert not pane.news.note


async def test_a_key_that_comes_while_a_search_is_being_opened_finds_it_complete() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "tab")
        app.push_screen(SearchScreen(app.context))
        # As it comes back from the widget that had the keyboard, and had no use for it.
        key = events.Key("enter", "\r")
        key._set_forwarded()
        await app.on_event(key)
        assert app.screen.query_one(SearchResults).item is None


async def test_another_language_asked_for_as_the_app_is_left_is_not_spoken() -> None:
    async with lesson(9) as (app, _, screen):
        spoken = []
        screen.relabel = lambda: spoken.append(app.context.lang)
        app.exit()
        app.action_language()
        assert spoken == []
