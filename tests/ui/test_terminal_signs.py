"""Nothing is told by colour alone: with every style removed the difference is still there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.base.ascii import fold
from sandbox.labs.knobs import Choice, Integer, Number, Toggle
from sandbox.labs.pictures import Line, Picture
from sandbox.ui.terminal.glyphs import ASCII, UNICODE, Glyphs
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.views import view_for
from tests.ui import stage
from tests.ui.driving import make_app, open_lesson, press, settled, until
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, on_stage


async def drawn(picture: Picture, glyphs: Glyphs, *keys: str) -> str:
    """The picture as text after some keys, as a terminal without colours has it."""
    async with on_stage(view_for(picture, GLOSSARIES["en"], glyphs)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(pilot.app)


def steps_at(line: int) -> Picture:
    return replace(stage.propagation(14).frame().picture("steps"), cursor=line)


def with_losses(name: str) -> Picture:
    """One curve alone."""
    curves = stage.losses(40)
    return replace(curves, lines=tuple(one for one in curves.lines if one.name == name))


def pinned() -> Picture:
    """A run, and the one that was kept."""
    curves = stage.losses(40)
    kept = tuple(Line(one.name, one.x, one.y, faint=True) for one in curves.lines)
    return replace(curves, lines=(*curves.lines, *kept))


def dropped(count: int) -> Picture:
    """A network of which so many units are dropped."""
    return replace(
        stage.units(),
        alive=((True, True), (False,) * count + (True,) * (8 - count), (True,) * 256, (True,) * 2),
    )


def guessed(right: bool) -> Picture:
    gallery = stage.gallery(3)
    one = replace(gallery.captions[0], guess="ankle-boot" if right else "coat")
    other = replace(one, truth="ankle-boot")
    return replace(gallery, captions=(other, *gallery.captions[1:]))


PAIRS: dict[str, tuple[Callable[[], Picture], Callable[[], Picture]]] = {
    "the line at hand": (lambda: steps_at(12), lambda: steps_at(13)),
    "the node at hand": (
        lambda: replace(stage.propagation(14).frame().picture("graph"), current="z"),
        lambda: replace(stage.propagation(14).frame().picture("graph"), current="h"),
    ),
    "the line of code at hand": (stage.code, lambda: replace(stage.code(), line=6)),
    "a run that was kept": (lambda: stage.losses(40), pinned),
    "dropped units": (lambda: dropped(1), lambda: dropped(2)),
    "a guess": (lambda: guessed(True), lambda: guessed(False)),
    "a point's class": (
        stage.field,
        lambda: replace(stage.field(), labels=1 - stage.field().labels),
    ),
    "the class of the plane": (
        stage.field,
        lambda: replace(stage.field(), values=-stage.field().values),
    ),
    "the sign of a bar": (
        stage.pulls,
        lambda: replace(stage.pulls(), values=tuple(-value for value in stage.pulls().values)),
    ),
}


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("pair", PAIRS)
async def test_two_states_of_a_picture(
    pair: str, glyphs: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    one, other = PAIRS[pair]
    assert await drawn(one(), glyphs) != await drawn(other(), glyphs)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_train_and_test_have_markers_of_their_own(glyphs: Glyphs) -> None:
    train = await drawn(with_losses("train_loss"), glyphs)
    test = await drawn(with_losses("test_loss"), glyphs)
    both = await drawn(stage.losses(40), glyphs)
    assert train != test
    for marker in glyphs.curves[:2]:
        # In the legend, and on the curve itself.
        assert both.count(marker) > 3


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize(
    ("picture", "key"),
    [
        (stage.confusion, "right"),
        (stage.pulls, "down"),
        (stage.table, "down"),
        (stage.gallery, "right"),
        (lambda: stage.propagation(14).frame().picture("steps"), "enter"),
    ],
    ids=["cell", "bar", "row", "image", "number"],
)
async def test_what_is_chosen(
    picture: Callable[[], Picture], key: str, glyphs: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    before, after = await drawn(picture(), glyphs), await drawn(picture(), glyphs, key)
    # A status line alone would not say where it is.
    pairs = zip(before.splitlines()[:-1], after.splitlines()[:-1], strict=False)
    assert any(one != other for one, other in pairs)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_knobs(glyphs: Glyphs) -> None:
    knobs = (
        Number(name="lr", default=0.5, low=0.0, high=1.0, acts="live"),
        Integer(name="batch", default=2, low=1, high=4),
        Toggle(name="loud", default=False),
        Choice(name="kind", default="a", choices=("a", "b")),
    )
    settings = {knob.name: knob.default for knob in knobs}
    panel = KnobPanel(knobs, settings, GLOSSARIES["en"], glyphs)
    async with on_stage(panel, (60, 6)) as pilot:
        first = screen_text(pilot.app).splitlines()
        assert glyphs.live in first[0]
        assert glyphs.restart in first[1]
        assert glyphs.box[0] in first[2]
        await pilot.press("down")
        second = screen_text(pilot.app).splitlines()
        assert (first[0], first[1]) != (second[0], second[1])
        await pilot.press("down", "right")
        assert glyphs.box[1] in screen_text(pilot.app).splitlines()[2]


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
async def test_which_part_has_the_keys_and_which_lesson_is_chosen(ascii: bool) -> None:
    app = make_app(ascii=ascii)

    def shown() -> str:
        text = screen_text(app)
        return "".join(letter if letter in "\n" else fold(letter) for letter in text)

    async with app.run_test(size=(120, 36)) as pilot:
        home = await settled(pilot)
        await press(pilot, "down")
        assert await settled(pilot) != home
        screen = await open_lesson(pilot, 9)
        seen = []
        for key in ("tab", "k", "escape"):
            await press(pilot, key)
            await settled(pilot)
            # The last line tells other keys; the frames must differ too.
            seen.append("\n".join(shown().splitlines()[:-1]))
        assert seen[0] != seen[1] != seen[2]
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status != "paused")


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
async def test_right_and_wrong_answers(ascii: bool) -> None:
    app = make_app(ascii=ascii)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 1)
        while screen.prose.asking is None or screen.prose.asking.quiz.kind != "choice":
            await press(pilot, "]")
        quiz = screen.prose.asking.quiz
        wrong = next(one.id for one in quiz.options if one.id != quiz.answer)
        for letter, sign in (
            (wrong, app.context.glyphs.bad),
            (quiz.answer, app.context.glyphs.good),
        ):
            await press(pilot, letter)
            await until(pilot, lambda s=sign, i=letter: f"{s} {i} " in screen_text(app))
