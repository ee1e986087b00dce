"""Cards as a person sees them: both languages, small and large, without colour, in ASCII."""

import time
from collections.abc import Awaitable, Callable

import pytest

from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.styles import PLAIN
from sandbox.ui.terminal.text import cell_len
from tests.ui.asking import Asked, asked
from tests.ui.golden import check_golden, screen_text

SCREENS = [
    ("en", UNICODE, (78, 16)),
    ("ko", UNICODE, (78, 16)),
    ("en", ASCII, (78, 16)),
    ("en", UNICODE, (118, 34)),
    ("ko", UNICODE, (118, 34)),
]


async def where_from(one: Asked) -> None:
    await one.at("∂J/∂W⁽²⁾", (2, 1))
    await one.press("enter", "enter", "enter")


async def used(one: Asked) -> None:
    await one.at("z", (0, 2))
    await one.press("w", "down")


async def check(one: Asked) -> None:
    await one.at("∂J/∂z", (0, 1))
    await one.press("g")
    checking = one.view.model.inspection.checking
    while checking.go_on(1.0):
        pass
    one.view.repaint()
    await one.pilot.pause()


async def change(one: Asked) -> None:
    await one.at("o")
    await one.press("o", "o", "e", *"-2x", "enter")


async def blank(one: Asked) -> None:
    await one.at("∂J/∂o")
    await one.press("f")


async def answer(one: Asked) -> None:
    await blank(one)
    await one.type("+")


async def data(one: Asked) -> None:
    await one.press("enter", "down", "enter")


SCENES: dict[str, Callable[[Asked], Awaitable[None]]] = {
    "where-from": where_from,
    "used": used,
    "check": check,
    "change": change,
    "blank": blank,
    "answer": answer,
    "data": data,
}


@pytest.mark.parametrize("scene", SCENES)
async def test_asking_looks_as_it_did(scene: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screens = []
    for lang, glyphs, size in SCREENS:
        async with asked(size, lang, glyphs) as one:
            await SCENES[scene](one)
            kind = "ASCII" if glyphs.ascii else "Unicode"
            title = f"== {lang}, {kind}, {size[0]} × {size[1]}"
            screens.append(f"{title}\n{screen_text(one.pilot.app)}")
    check_golden(f"asking/{scene}", "\n".join(screens))


@pytest.mark.parametrize("scene", SCENES)
async def test_asking_fits_any_size(scene: str) -> None:
    for lang, glyphs in (("en", UNICODE), ("ko", ASCII)):
        async with asked((80, 24), lang, glyphs) as one:
            await SCENES[scene](one)
            for width in (1, 5, 12, 31, 59, 80, 140):
                for height in (1, 2, 5, 8, 13, 24, 50):
                    for styles in (one.view.text_styles, PLAIN):
                        strips = one.view.paint(width, height, styles)
                        assert len(strips) >= min(height, 1)
                        for strip in strips:
                            assert strip.cell_length == cell_len(strip.text)
                            assert all(segment.style is not None for segment in strip)


@pytest.mark.parametrize("scene", SCENES)
async def test_ascii_draws_nothing_but_ascii(scene: str) -> None:
    """Beside the lecture's own symbols, which are text."""
    async with asked((100, 30), "en", ASCII) as one:
        await SCENES[scene](one)
        text = screen_text(one.pilot.app)
    assert not set(text) & set("─━│┌┐└┘├┤┬┴┼▀▄█░▒▓●▲■◆▶◀▼▐▌▸…✓✗‹›⠀⡀⣀→∞")


async def test_another_language_at_once() -> None:
    from sandbox.course.glossary import load_glossary

    async with asked() as one:
        await where_from(one)
        one.view.relabel(load_glossary("ko"))
        await one.pilot.pause()
        after = screen_text(one.pilot.app)
    async with asked(lang="ko") as one:
        await where_from(one)
        assert screen_text(one.pilot.app) == after


async def test_a_large_network_answers_every_key_at_once() -> None:
    """784-256-10, 64 examples: the work a key makes, without the waiting that a test adds."""
    knobs = {"inputs": "784", "hidden": "256", "outputs": "10", "batch": "64"}
    async with asked(loss="cross-entropy", **knobs) as one:
        view = one.view
        times: dict[str, list[float]] = {}

        def timed(what: str, act: Callable[[], object]) -> None:
            begin = time.process_time()
            act()
            view.paint(78, 16, view.text_styles)
            times.setdefault(what, []).append(time.process_time() - begin)

        for cursor in range(len(one.taken.shown)):
            timed("line", lambda cursor=cursor: one.show(one.taken, cursor))
            timed("move", lambda: view.action_move(1, 0))
            timed("ask", view.action_ask)
            timed("beside", lambda: view.action_move(0, 1))
            if view.model.inspection is not None and view.model.inspection.rows:
                timed("follow", view.action_ask)
                timed("back", view.action_way_back)
            timed("uses", view.action_uses)
            timed("check", view.action_check)
            timed("close", view.action_close_card)
    for what, taken in times.items():
        assert sorted(taken)[len(taken) // 2] < 0.02, what
        assert sorted(taken)[-3] < 0.1, what
