"""The lesson screen: pages, the lab they drive, and everything a key does to it."""

import time
from pathlib import Path

import pytest

from sandbox.course.pages import pages_of
from sandbox.ui import log
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lab_screen import key_hints
from sandbox.ui.screens.lesson import LessonScreen
from tests.ui.driving import done, lesson, lesson_of, make_app, open_lesson, press, until
from tests.ui.golden import screen_text


@pytest.mark.parametrize(
    ("on", "back"), [("]", "["), ("right", "left"), ("pagedown", "pageup"), ("end", "home")]
)
async def test_keys_turn_pages(on: str, back: str) -> None:
    async with lesson(11, (120, 50)) as (app, pilot, screen):
        if on == "end":
            await press(pilot, on, back)
            assert screen.page == 0
            return
        await press(pilot, on)
        assert screen.page == 1
        assert "page 2/" in screen_text(app)
        await press(pilot, back, back)
        assert screen.page == 0


async def test_reading_on_scrolls_before_it_turns() -> None:
    async with lesson(9, (60, 20)) as (_, pilot, screen):
        pages = [n for n, page in enumerate(screen._pages) if page.markdown.count("\n") > 18]
        while screen.page < pages[0]:
            await press(pilot, "]")
        await until(pilot, lambda: screen.prose.lines_below > 0)
        here = screen.page
        await press(pilot, "pagedown")
        await until(pilot, lambda: screen.prose.scroll_offset.y > 0)
        assert screen.page == here
        await press(pilot, "end", "pagedown")
        assert screen.page == here + 1
        assert screen.prose.scroll_offset.y == 0


async def test_the_last_page_is_the_last() -> None:
    async with lesson(11) as (_, pilot, screen):
        for _ in range(len(screen._pages) + 2):
            await press(pilot, "]")
        assert screen.page == len(screen._pages) - 1


@pytest.mark.parametrize(
    ("slug", "said"),
    [("11", "Seed 1: other examples, weights."), ("03", "with these settings nothing is drawn")],
)
async def test_another_seed_says_what_it_draws(slug: str, said: str) -> None:
    app = make_app(lesson=slug)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "s")
        await until(pilot, lambda: said in screen_text(app))


async def test_next_back_reset_and_undo() -> None:
    async with lesson(11) as (_, pilot, screen):
        await press(pilot, "n", "n")
        await until(pilot, lambda: done(screen) == 3)
        await press(pilot, "b")
        await until(pilot, lambda: done(screen) == 2)
        await press(pilot, "r")
        await until(pilot, lambda: done(screen) == 1)
        await press(pilot, "u")
        await until(pilot, lambda: done(screen) == 2)
        await press(pilot, "u")
        await until(pilot, lambda: done(screen) == 1)


async def test_the_header_and_the_lines_tell_how_it_stands() -> None:
    async with lesson(11) as (app, pilot, screen):
        await press(pilot, "n")
        await until(pilot, lambda: "line 2/24 · seed 0" in screen_text(app))
        text = screen_text(app)
        metrics = screen.pane.news.frame.metrics
        assert f"J {metrics['J']:.4f} · L {metrics['L']:.4f}" in text
        assert "paused" in text
        await press(pilot, "s")
        await until(pilot, lambda: "line 1/24 · seed 1" in screen_text(app))


async def test_where_one_draw_is_all_the_next_is_still_offered() -> None:
    """The mask's page has one draw and asks for others; an answer that is whole has no next."""
    for number, draws in [(10, True), (7, False)]:
        async with lesson(number) as (app, pilot, screen):
            await press(pilot, *([] if draws else ["tab"]), *("]" if draws else ""))
            await until(pilot, lambda screen=screen: screen.pane.news.frame is not None)
            await until(pilot, lambda screen=screen: screen.pane.news.status == "done")
            last = screen_text(app).splitlines()[-1]
            assert ("n next" in last) == draws
            assert "space run" not in last


async def test_space_runs_and_pauses() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status in ("running", "done"))
        await until(pilot, lambda: done(screen) > 2)
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status in ("paused", "done"))
        here = done(screen)
        await press(pilot, "r")
        await until(pilot, lambda: done(screen) == 0 < here)


async def test_a_slow_lab_plays_a_line_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async with lesson(11) as (app, pilot, screen):
        pace = 0.03
        monkeypatch.setattr(type(screen.pane.lab), "step_delay_s", pace)
        start = time.monotonic()
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status == "running")
        await until(pilot, lambda: "space pause" in screen_text(app))
        await until(pilot, lambda: screen.pane.news.status == "done")
        assert done(screen) == 24
        assert time.monotonic() - start >= pace * (24 - 2)


async def test_a_live_knob_turns_without_a_restart() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "n", "n")
        await until(pilot, lambda: done(screen) == 2)
        await press(pilot, "k", "right", "right")
        await until(pilot, lambda: screen.pane.news.settings["decay"] > 0)
        assert done(screen) == 2
        assert screen.place == "knobs"


async def test_a_restarting_knob_says_so_before_it_does_and_undo_takes_it_back() -> None:
    async with lesson(11) as (app, pilot, screen):
        await press(pilot, "n", "n")
        await until(pilot, lambda: done(screen) == 3)
        await press(pilot, "k", "down")
        anew = app.context.words("widgets.knobs.restart")
        await until(pilot, lambda: anew in " ".join(screen_text(app).split()))
        await press(pilot, "right")
        await until(pilot, lambda: screen.pane.news.settings["loss"] == "cross-entropy")
        assert done(screen) == 1
        await press(pilot, "u")
        await until(pilot, lambda: done(screen) == 3)
        assert screen.pane.news.settings["loss"] == "squared"
        assert screen.pane.panel.settings["loss"] == "squared"


async def test_at_the_end_of_a_run_a_live_knob_says_that_another_run_will_heed_it() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "k")
        assert "acts at once" in screen_text(app)
        screen.pane.runner.turn({"epochs": 1})
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status == "done")
        await until(pilot, lambda: "this run is over: r, space for another" in screen_text(app))
        await press(pilot, "down", "down", "down", "down")
        await until(pilot, lambda: "acts at once" in screen_text(app))  # More epochs: it goes on.


async def test_the_last_line_offers_the_pages_that_there_are() -> None:
    async with lesson(1) as (_app, pilot, screen):
        last = len(screen._pages) - 1

        def offered() -> list[str]:
            turning = ("screen.next_page", "screen.previous_page", "screen.leave")
            return [hint.action for hint in key_hints(screen) if hint.action in turning]

        assert offered() == ["screen.next_page", "screen.leave"]
        await press(pilot, "]")
        assert offered() == ["screen.next_page", "screen.previous_page", "screen.leave"]
        await press(pilot, *["]"] * (last - 1))
        assert screen.page == last
        turning = ["screen.next_page", "screen.leave", "screen.previous_page"]
        assert offered() == turning
        assert key_hints(screen)[0].label == "next lesson"


async def test_a_wrong_value_is_explained() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "k", *"99999", "enter")
        said = "99999 will not do. Give a number from 0 to 1000."
        await until(pilot, lambda: said in screen_text(app))
        await press(pilot, "escape")
        assert screen.place == "knobs"
        assert screen.pane.news.settings["decay"] == 0


async def test_a_page_shows_its_picture_first() -> None:
    async with lesson(9, (80, 24)) as (_, pilot, screen):
        assert screen.pane.stage.shown() == ["weights"]
        await press(pilot, "]")
        await until(pilot, lambda: screen.pane.stage.shown() == ["losses"])
        await press(pilot, "tab", "v")
        await until(pilot, lambda: screen.pane.stage.shown() == ["norm"])


async def test_tab_goes_between_text_and_lab() -> None:
    async with lesson(11, (80, 24)) as (app, pilot, screen):
        assert "One pass" in screen_text(app)
        await press(pilot, "tab")
        await until(pilot, lambda: "gradient check" in screen_text(app))
        assert "One pass" not in screen_text(app)
        assert screen.place == "lab"
        await press(pilot, "tab")
        await until(pilot, lambda: "One pass" in screen_text(app))
        assert screen.place == "prose"


async def test_the_language_switches_and_the_lab_goes_on() -> None:
    async with lesson(11) as (app, pilot, screen):
        await press(pilot, "]", "n", "n")
        await until(pilot, lambda: done(screen) == 3)
        runner = screen.pane.runner
        await press(pilot, "L")
        title = pages_of(app.context.course.find("11"), "ko")[1].title
        await until(pilot, lambda: title in screen_text(app))
        assert (screen.page, done(screen)) == (1, 3)
        assert screen.pane.runner is runner
        assert "seed 0" in screen_text(app)
        assert app.context.words("app.lab.paused") in screen_text(app)


async def test_hangul_keys_are_the_letters_on_them() -> None:
    async with lesson(11) as (_, pilot, screen):
        await press(pilot, "ㅜ", "ㅜ")
        await until(pilot, lambda: done(screen) == 3)
        await press(pilot, "ㅠ")
        await until(pilot, lambda: done(screen) == 2)
        await press(pilot, "ㅏ")
        assert screen.place == "knobs"


async def test_leaving_stops_the_run_and_the_page_is_remembered() -> None:
    async with lesson(9) as (app, pilot, screen):
        await press(pilot, "]", "space")
        await until(pilot, lambda: done(screen) > 0)
        runner = screen.pane.runner
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert runner.join(2)
        again = await open_lesson(pilot, 9)
        assert again.page == 1


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_a_lesson_that_cannot_be_read_says_why(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sandbox.course.course import Lesson
    from sandbox.course.errors import CourseError

    def broken(lesson: Lesson, lang: str) -> None:
        raise CourseError("this page has no title", "write it after the #")

    monkeypatch.setattr("sandbox.ui.screens.lesson.pages_of", broken)
    app = make_app(lesson="11", lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "this page has no title" in screen_text(app))
        assert ("강의 파일에 잘못된 곳이 있습니다" in screen_text(app)) == (lang == "ko")
        await press(pilot, "n", "]", "tab", "k", "v")
        assert isinstance(app.screen, LessonScreen)


@pytest.mark.parametrize("kept", [True, False])
async def test_a_lab_that_fails_is_said_and_the_app_goes_on(
    kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    state = tmp_path / ("state" if kept else "file")
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(state))
    monkeypatch.setattr(log.LOGGER, "handlers", [])
    monkeypatch.setattr(log.LOGGER, "propagate", True)
    log.start_log()
    async with lesson(11) as (app, pilot, screen):
        lab = type(screen.pane.lab)
        with monkeypatch.context() as patch:
            patch.setattr(lab, "step", lambda *_: 1 // 0)
            await press(pilot, "n")
            await until(pilot, lambda: "The lab has failed" in screen_text(app))
            # The path is a long one here: the screen may have room for its beginning alone.
            said = str(state) if kept else "No log of it could be written."
            assert said in screen.pane._sentence()[0]
        await press(pilot, "n")
        await until(pilot, lambda: done(screen) == 2)
        assert "The lab has failed" not in screen_text(app)
    logs = list(state.rglob("*.log"))
    assert len(logs) == kept
    assert all("ZeroDivisionError" in log.read_text() for log in logs)


async def test_a_click_on_the_last_line_does_what_it_says() -> None:
    async with lesson(11) as (app, pilot, screen):
        await until(pilot, lambda: "n next" in screen_text(app))
        last = screen_text(app).splitlines()[-1]
        await pilot.click(offset=(last.index("n next"), 35))
        await until(pilot, lambda: done(screen) == 2)


async def test_the_last_page_leads_to_the_next_lesson_and_so_does_the_first_screen() -> None:
    async with lesson(8) as (app, pilot, screen):
        screen.turn_page(99)
        await until(pilot, lambda: app.context.words("app.lesson.next") in screen_text(app))
        await press(pilot, "escape")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        ninth = app.context.course.find("9")
        title = app.context.words("app.home.resume", number=9, title=ninth.title("en"))
        await until(pilot, lambda: title in screen_text(app))
        await press(pilot, "8", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "]")
        await until(pilot, lambda: lesson_of(app).lesson.id == ninth.id)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_after_the_last_lesson_there_is_none() -> None:
    async with lesson(16) as (app, pilot, screen):
        screen.turn_page(99)
        await pilot.pause()
        assert app.context.words("app.lesson.next") not in screen_text(app)
        await press(pilot, "]")
        assert lesson_of(app) is screen
