"""Pictures told in full: the numbers behind the sentence that each says of itself."""

from collections.abc import Iterator, Sequence
from math import isfinite, isnan

import numpy as np

from sandbox.cli.plain.voice import Voice
from sandbox.labs.pictures import (
    Bars,
    Code,
    Curves,
    Images,
    Line,
    Matrix,
    Picture,
    Steps,
    Table,
    Units,
)
from sandbox.passes.explanation import number

MOST = 20
"""Rows, and cells of a row, that are told one by one."""

FEW = 24
"""Cells of a line's value that are told one by one."""

KINDS = ("choice", "class", "line", "metric", "axis", "knob", "picture")
"""Where an id in a table, or at a bar, may have its word."""


def in_full(picture: Picture, voice: Voice) -> Iterator[str]:
    """The picture's own sentence, and then its numbers where they are few enough to be listened to.

    A kind without numbers of its own is told by its sentence alone.
    """
    yield voice.glossary.say(picture.describe())
    match picture:
        case Steps():
            shown = ((n, one) for n, one in enumerate(picture.steps, start=1))
            for n, one in shown:
                code = f"{one.step.name} = {one.step.formula}"
                yield f"{n}. {voice.words('step_line', symbol=one.symbol, line=code)}"
        case Code():
            yield from picture.text.splitlines()
        case Curves() if not picture.square:
            for line in picture.lines:
                yield from _line(line, picture.x_name, voice)
        case Curves():
            for line in picture.lines:
                if line.dots and len(line.x) <= MOST:
                    yield _dots(line, voice)
        case Matrix():
            yield from _matrix(picture, voice)
        case Bars() if len(picture.labels) <= MOST * 5:
            for label, value in zip(picture.labels, picture.values, strict=True):
                yield _named(_any(label, voice), value, voice)
        case Table():
            for row in picture.rows[-MOST:]:
                cells = zip(picture.columns, row, strict=True)
                yield ", ".join(_named(_any(column, voice), cell, voice) for column, cell in cells)
        case Images():
            yield from _images(picture, voice)
        case Units():
            yield from _units(picture, voice)


def value(array: object, name: str, voice: Voice) -> Iterator[str]:
    """A line's value (any shape): its numbers where they are few, else its shape and range."""
    values = np.asarray(array, dtype=float)
    if values.size == 1:
        yield voice.words("value", value=number(values.item()))
    elif values.size > FEW or values.ndim > 2:
        finite = values[np.isfinite(values)]
        least, most = (finite.min(), finite.max()) if finite.size else (np.nan, np.nan)
        yield voice.words(
            "many",
            shape=sides_of(values.shape),
            least=number(float(least)),
            most=number(float(most)),
            name=name,
            cell=",".join("0" for n in values.shape if n > 1),
        )
    else:
        for index, row in enumerate(np.atleast_2d(values)):
            yield _row(str(index), row, voice)


def sides_of(shape: Sequence[int]) -> str:
    """`2×3`."""
    return "×".join(map(str, shape))


def figure(value: float, voice: Voice) -> str:
    """A number, or the words for one that is none."""
    if isinstance(value, float) and not isfinite(value):
        return voice.glossary.sayings.get("not_finite", str(value))
    return number(float(value))


def _line(line: Line, x_name: str, voice: Voice) -> Iterator[str]:
    """Where a curve begins and ends, and its lowest and highest point."""
    points = [(y, x) for x, y in zip(line.x, line.y, strict=True) if isfinite(y)]
    if not points or line.faint:
        return
    if line.dots and len(points) <= MOST:
        yield _dots(line, voice)
        return
    least, most = min(points), max(points)
    yield voice.words(
        "curve",
        line=voice.glossary.label("line", line.name),
        x_name=voice.glossary.label("axis", x_name),
        first=number(points[0][0]),
        start=number(points[0][1]),
        last=number(points[-1][0]),
        end=number(points[-1][1]),
        least=number(least[0]),
        least_at=number(least[1]),
        most=number(most[0]),
        most_at=number(most[1]),
    )


def _dots(line: Line, voice: Voice) -> str:
    points = (
        voice.words("point", x=number(x), y=figure(y, voice))
        for x, y in zip(line.x, line.y, strict=True)
    )
    label = voice.glossary.label("line", line.name)
    return voice.words("dots", line=label, points="; ".join(points))


def _matrix(picture: Matrix, voice: Voice) -> Iterator[str]:
    rows, columns = picture.values.shape
    if rows > MOST or columns > MOST:
        return
    for index, row in enumerate(picture.values):
        label = voice.glossary.label("class", picture.rows[index]) if picture.rows else str(index)
        if picture.columns:
            names = [voice.glossary.label("class", id) for id in picture.columns]
            pairs = zip(names, row, strict=True)
            # Of a table of counts only what was counted is worth hearing.
            told = [_named(name, float(cell), voice) for name, cell in pairs if cell != 0]
            yield voice.words("row", row=label, values=", ".join(told) or "0")
        else:
            yield _row(label, row, voice)


def _row(label: str, row: Sequence[float] | np.ndarray, voice: Voice) -> str:
    return voice.words("row", row=label, values=", ".join(figure(float(x), voice) for x in row))


def _images(picture: Images, voice: Voice) -> Iterator[str]:
    for place, caption in enumerate(picture.captions[:MOST], start=1):
        truth = voice.glossary.label("class", caption.truth)
        guess = voice.glossary.label("class", caption.guess)
        id = "shot_right" if caption.right else "shot"
        told = voice.words(id, truth=truth, guess=guess, probability=number(caption.probability))
        yield f"{place}. {told}"


def _units(picture: Units, voice: Voice) -> Iterator[str]:
    for place, (values, alive) in enumerate(zip(picture.values, picture.alive, strict=True)):
        told = [
            figure(float(one), voice)
            if lives
            else voice.words("dropped", value=figure(float(one), voice))
            for one, lives in zip(values[:MOST], alive[:MOST], strict=True)
        ]
        yield voice.words("layer", layer=place, values=", ".join(told))


def _named(name: str, cell: str | float, voice: Voice) -> str:
    if isinstance(cell, str):
        said = _any(cell, voice)
    else:
        said = voice.glossary.sayings["not_finite"] if isnan(cell) else figure(cell, voice)
    return voice.words("column", name=name, value=said)


def _any(id: str, voice: Voice) -> str:
    """A table's id, whichever kind of word it is."""
    for kind in KINDS:
        if voice.glossary.has(kind, id):
            return voice.glossary.label(kind, id)
    return id
