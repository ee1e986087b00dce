"""What it takes to draw a picture again, in milliseconds of the processor."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from sandbox.labs.pictures import Matrix
from sandbox.ui.terminal.glyphs import UNICODE
from sandbox.ui.widgets.pictures.field import FieldView
from sandbox.ui.widgets.pictures.matrix import MatrixView
from sandbox.ui.widgets.pictures.plot import plot
from tests.benchmarks.timing import Row
from tests.ui.stage import GLOSSARIES, field, losses, on_stage


def least(work: Callable[[int], object], rounds: int = 7) -> float:
    """Milliseconds of the quickest round after one to warm up; `work` is told which it is."""
    work(0)
    times = []
    for turn in range(1, rounds + 1):
        begin = time.process_time()
        work(turn)
        times.append(time.process_time() - begin)
    return min(times) * 1000


def curves_again() -> float:
    """Both losses of 10 000 epochs."""
    picture = losses(10_000, until=10_000)
    return least(lambda _: plot(picture, 78, 16, UNICODE))


async def field_again() -> float:
    """A field of 64 × 64 whose values have moved, with 200 points."""
    picture = field(64, 200)
    view = FieldView(picture, GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (76, 20)):
        return least(
            lambda turn: view.show(replace(picture, values=np.roll(picture.values, turn, axis=1)))
        )


async def matrix_key() -> float:
    """The cursor one cell on in a matrix of 784 × 256."""
    values = np.random.default_rng(0).normal(size=(784, 256)).astype(np.float32)
    view = MatrixView(Matrix(name="W", values=values), GLOSSARIES["en"], UNICODE)
    async with on_stage(view):
        return least(lambda _: view.action_move(1, 1))


def rows() -> Iterator[Row]:
    """All rows about pictures."""
    yield Row("curves of 10 000 epochs again, ms", "", curves_again(), 15, False, "")
    yield Row("a field of 64 × 64 again, ms", "", asyncio.run(field_again()), 15, False, "")
    yield Row("a key in a matrix of 784 × 256, ms", "", asyncio.run(matrix_key()), 10, False, "")
