"""With --still nothing moves by itself, and what was asked for is answered all the same."""

from tests.ui.driving import PATIENCE, Counting, Watched, lesson, make_app, press, until
from tests.ui.golden import screen_text


def test_a_run_is_told_of_at_its_beginning_and_at_its_end() -> None:
    watched = Watched(Counting(), {"by": 1.0, "start": 0, "most": 800}, interval=3600.0)
    watched.until(lambda news: news.status == "paused")
    told = watched.told
    watched.runner.toggle()
    ended = watched.until(lambda news: news.status == "done")
    assert ended.frame is not None
    assert ended.frame.done == 800
    assert watched.told <= told + 2
    watched.runner.stop()


def test_a_pause_shows_at_once_how_the_run_stands() -> None:
    watched = Watched(Counting(), {"by": 1.0, "start": 0, "most": 10_000}, interval=3600.0)
    watched.until(lambda news: news.status == "paused")
    watched.runner.toggle()
    watched.until(lambda news: news.status == "running")
    watched.runner.toggle()
    assert watched.until(lambda news: news.status in ("paused", "done")).frame is not None
    watched.runner.stop()


async def test_it_is_explained_while_a_run_goes_on() -> None:
    async with lesson(6, still=True) as (app, pilot, screen):
        assert app.context.interval == 10.0
        await press(pilot, "tab", "k")
        screen.pane.look_at("lab")
        screen.pane.news = type(screen.pane.news)(
            status="running", frame=screen.pane.news.frame, settings=screen.pane.news.settings
        )
        screen.pane.show_lines()
        await until(pilot, lambda: "drawn every 10 seconds" in screen_text(app))


def test_motion_is_the_usual_case() -> None:
    assert make_app().context.interval < 1 < PATIENCE
    assert make_app(slow=True).context.interval < 1
