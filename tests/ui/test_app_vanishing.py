"""A course or a data set that is gone, or another, while it is open."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.catalogue import find_lab
from sandbox.labs.data import idx
from sandbox.labs.data.sources import FILES
from sandbox.labs.knobs import parse_settings
from sandbox.labs.lab import Resources
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lesson import LessonScreen
from tests.monkey.monkey import few_garments, play
from tests.ui.driving import Watched, make_app, press, until
from tests.ui.golden import screen_text

OWN = Path(__file__).parents[1] / "course" / "own-course"
STROKES = 50


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one's own."""
    shutil.copytree(OWN, tmp_path / "course")
    return tmp_path / "course"


def _gone(course: Path) -> None:
    shutil.rmtree(course)


def _no_toml(course: Path) -> None:
    for file in course.rglob("*.toml"):
        file.write_text("= [")


def _no_text(course: Path) -> None:
    for file in course.rglob("*.md"):
        file.write_bytes(b"# \xff")


def _one_page(course: Path) -> None:
    for file in course.rglob("*.md"):
        file.write_text("# All there is\n\nNothing more.\n")
    for file in course.rglob("lesson.toml"):
        file.write_text("")


# One word of each sentence: where the line is broken depends on the path before it. The app is
# in Korean by then, where its own words can be had.
CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "gone": (_gone, "언어로"),
    "no toml": (_no_toml, "TOML"),
    "no text": (_no_text, "UTF-8"),
    "one page": (_one_page, "All there is"),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_a_course_that_changes_while_it_is_open_is_said(change: str, course: Path) -> None:
    do, said = CHANGES[change]
    app = make_app(course=course)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await press(pilot, "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "]", "]")
        assert app.screen.page == 2
        do(course)
        await press(pilot, "L")
        await until(pilot, lambda: said in screen_text(app))
        await press(pilot, "]", "[", "p", "n", "question_mark", "escape")
        await press(pilot, "slash", "s", "enter", "escape", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "2", "enter", "L", "escape", "1", "enter")
    assert app.crash == ""


async def test_a_course_that_changes_all_the_time_ends_nothing(
    course: Path, tmp_path: Path
) -> None:
    rng = random.Random(0)
    files = sorted(file.relative_to(OWN) for file in OWN.rglob("*") if file.is_file())

    def meddle(whole: bool) -> None:
        if whole:
            shutil.copytree(OWN, course, dirs_exist_ok=True)
            return
        file = rng.choice(files)
        data = (OWN / file).read_bytes()
        (course / file).unlink(missing_ok=True)
        at = rng.randrange(len(data) + 1)
        how = rng.randrange(4)
        if how:
            (course / file).parent.mkdir(parents=True, exist_ok=True)
            (course / file).write_bytes(
                (data, data[:at], data[:at] + b"]\n# \xff" + data[at:])[how - 1]
            )

    with few_garments():
        assert await play("lesson-01", STROKES, 0, tmp_path, meddle, course=course)


def test_data_that_is_gone_is_said_and_the_run_stays(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, count in zip(FILES, (30, 30, 20, 20), strict=True):
        shape = (count, 28, 28) if "images" in name else (count,)
        idx.write(folder / name, np.zeros(shape, np.uint8), compress=False)
    lab = find_lab("classifier")
    settings = parse_settings(lab.knobs, {"hidden": "4", "n_train": "20"})
    watched = Watched(lab, settings, sources=Resources(data=folder, environ={}))
    watched.until(lambda news: news.status == "paused")
    (folder / FILES[0]).write_bytes(b"something else")
    watched.runner.reseed()
    news = watched.until(lambda news: news.trouble)
    assert "train-images" in str(news.trouble)
    assert (news.seed, news.status) == (0, "paused")
    shutil.rmtree(folder)
    watched.runner.reset()
    watched.until(lambda news: "no such folder" in str(news.trouble))
    watched.runner.forward()
    assert not watched.until(lambda news: news.frame.done == 1).trouble
    watched.runner.stop()
    assert watched.runner.join(5)
