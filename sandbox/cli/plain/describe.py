"""Frames and their pictures in short sentences, and the numbers behind them in full."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, isnan

import numpy as np

from sandbox.cli.plain.terminal import Output
from sandbox.labs.frames import Frame
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
from sandbox.passes.lookup import names

MAX_ROWS = 20
"""Rows, and cells of a row, that are told one by one."""

MAX_CELLS = 24
"""Cells of a line's value that are told one by one."""

KINDS = ("choice", "class", "line", "metric", "axis", "knob", "picture")
"""Where an id in a table, or at a bar, may have its word."""


def describe_picture(picture: Picture, output: Output) -> Iterator[str]:
    """The picture's own sentence, and then its numbers where they are few enough to be listened to.

    A kind without numbers of its own is told by its sentence alone.
    """
    yield output.glossary.say(picture.describe())
    match picture:
        case Steps():
            shown = ((n, one) for n, one in enumerate(picture.steps, start=1))
            for n, one in shown:
                code = f"{one.step.name} = {one.step.formula}"
                yield f"{n}. {output.words('step_line', symbol=one.symbol, line=code)}"
        case Code():
            yield from picture.text.splitlines()
        case Curves() if not picture.square:
            for line in picture.lines:
                yield from _describe_curve(line, picture.x_name, output)
        case Curves():
            for line in picture.lines:
                if line.dots and len(line.x) <= MAX_ROWS:
                    yield _dots(line, output)
        case Matrix():
            yield from _matrix(picture, output)
        case Bars() if len(picture.labels) <= MAX_ROWS * 5:
            for label, value in zip(picture.labels, picture.values, strict=True):
                yield _named(_any_label(label, output), value, output)
        case Table():
            for row in picture.rows[-MAX_ROWS:]:
                cells = zip(picture.columns, row, strict=True)
                yield ", ".join(
                    _named(_any_label(column, output), cell, output) for column, cell in cells
                )
        case Images():
            yield from _images(picture, output)
        case Units():
            yield from _units(picture, output)


def describe_value(array: object, name: str, output: Output) -> Iterator[str]:
    """A line's value (any shape): its numbers where they are few, else its shape and range."""
    values = np.asarray(array, dtype=float)
    if values.size == 1:
        yield output.words("value", value=number(values.item()))
    elif values.size > MAX_CELLS or values.ndim > 2:
        finite = values[np.isfinite(values)]
        least, most = (finite.min(), finite.max()) if finite.size else (np.nan, np.nan)
        yield output.words(
            "many",
            shape=describe_shape(values.shape),
            least=number(float(least)),
            most=number(float(most)),
            name=name,
            cell=",".join("0" for n in values.shape if n > 1),
        )
    else:
        for index, row in enumerate(np.atleast_2d(values)):
            yield _row(str(index), row, output)


def describe_shape(shape: Sequence[int]) -> str:
    """`2×3`."""
    return "×".join(map(str, shape))


def format_number(value: float, output: Output) -> str:
    """A number, or the words for one that is none."""
    if isinstance(value, float) and not isfinite(value):
        return output.glossary.sayings.get("not_finite", str(value))
    return number(float(value))


def _describe_curve(line: Line, x_name: str, output: Output) -> Iterator[str]:
    """Where a curve begins and ends, and its lowest and highest point."""
    points = [(y, x) for x, y in zip(line.x, line.y, strict=True) if isfinite(y)]
    if not points or line.faint:
        return
    if line.dots and len(points) <= MAX_ROWS:
        yield _dots(line, output)
        return
    least, most = min(points), max(points)
    yield output.words(
        "curve",
        line=output.glossary.label("line", line.name),
        x_name=output.glossary.label("axis", x_name),
        first=number(points[0][0]),
        start=number(points[0][1]),
        last=number(points[-1][0]),
        end=number(points[-1][1]),
        least=number(least[0]),
        least_at=number(least[1]),
        most=number(most[0]),
        most_at=number(most[1]),
    )


def _dots(line: Line, output: Output) -> str:
    points = (
        output.words("point", x=number(x), y=format_number(y, output))
        for x, y in zip(line.x, line.y, strict=True)
    )
    label = output.glossary.label("line", line.name)
    return output.words("dots", line=label, points="; ".join(points))


def _matrix(picture: Matrix, output: Output) -> Iterator[str]:
    rows, columns = picture.values.shape
    if rows > MAX_ROWS or columns > MAX_ROWS:
        return
    for index, row in enumerate(picture.values):
        label = output.glossary.label("class", picture.rows[index]) if picture.rows else str(index)
        if picture.columns:
            names = [output.glossary.label("class", id) for id in picture.columns]
            pairs = zip(names, row, strict=True)
            # Of a table of counts only what was counted is worth hearing.
            told = [_named(name, float(cell), output) for name, cell in pairs if cell != 0]
            yield output.words("row", row=label, values=", ".join(told) or "0")
        else:
            yield _row(label, row, output)


def _row(label: str, row: Sequence[float] | np.ndarray, output: Output) -> str:
    return output.words(
        "row", row=label, values=", ".join(format_number(float(x), output) for x in row)
    )


def _images(picture: Images, output: Output) -> Iterator[str]:
    for place, caption in enumerate(picture.captions[:MAX_ROWS], start=1):
        truth = output.glossary.label("class", caption.truth)
        guess = output.glossary.label("class", caption.guess)
        id = "shot_right" if caption.right else "shot"
        told = output.words(id, truth=truth, guess=guess, probability=number(caption.probability))
        yield f"{place}. {told}"


def _units(picture: Units, output: Output) -> Iterator[str]:
    for place, (values, alive) in enumerate(zip(picture.values, picture.alive, strict=True)):
        told = [
            format_number(float(one), output)
            if lives
            else output.words("dropped", value=format_number(float(one), output))
            for one, lives in zip(values[:MAX_ROWS], alive[:MAX_ROWS], strict=True)
        ]
        yield output.words("layer", layer=place, values=", ".join(told))


def _named(name: str, cell: str | float, output: Output) -> str:
    if isinstance(cell, str):
        said = _any_label(cell, output)
    else:
        said = output.glossary.sayings["not_finite"] if isnan(cell) else format_number(cell, output)
    return output.words("column", name=name, value=said)


def _any_label(id: str, output: Output) -> str:
    """A table's id, whichever kind of word it is."""
    for kind in KINDS:
        if output.glossary.has(kind, id):
            return output.glossary.label(kind, id)
    return id


def describe_progress(frame: Frame, output: Output) -> str:
    """How far the run is; "" where one step is all."""
    if frame.total == 1:
        return ""
    unit = output.glossary.label("unit", frame.unit)
    if frame.total:
        return output.words("progress", unit=unit, done=frame.done, total=frame.total)
    return output.words("progress_open", unit=unit, done=frame.done)


def changed_metrics(
    frame: Frame, before: Mapping[str, float], pictures: Sequence[Picture]
) -> dict[str, float]:
    """The metrics that are not as they were, and that no picture which is told has a line for."""
    drawn = {
        line.name
        for picture in pictures
        if isinstance(picture, Curves) and not picture.square
        for line in picture.lines
        if line.x
    }
    return {
        name: value
        for name, value in frame.metrics.items()
        if before.get(name) != value and name not in drawn
    }


def describe_frame(
    frame: Frame,
    pictures: Sequence[Picture],
    metrics: Mapping[str, float],
    whole: bool,
    output: Output,
) -> Iterator[str]:
    """How far the run is, these pictures, these metrics; `whole`: the lab's facts as well."""
    stepping = any(isinstance(picture, Steps) for picture in pictures)
    # The line's own sentence says how far it is.
    if not stepping and (said := describe_progress(frame, output)):
        yield said
    if whole:
        for name, value in frame.facts.items():
            label = output.glossary.label("fact", name)
            shown = output.glossary.label("choice", value) if name == "data" else value
            yield output.words("fact", name=label, value=shown) + "."
    for picture in pictures:
        yield output.glossary.say(picture.describe())
        if isinstance(picture, Steps):
            yield from describe_line(picture, output)
    if metrics:
        yield describe_metrics(metrics, output)
    lost = [name for name, value in frame.metrics.items() if not isfinite(value)]
    if lost:
        labels = ", ".join(output.glossary.label("metric", name) for name in lost)
        yield output.words("diverged", names=labels)
    if worsened := frame.worsened:
        yield output.words(worsened.id, **worsened.values)
    if frame.remedies:
        knobs = ", ".join(output.glossary.label("knob", word) for word in frame.remedies.values())
        yield output.words("remedy", knobs=knobs)


def describe_metrics(metrics: Mapping[str, float], output: Output) -> str:
    """The metrics in one sentence."""
    parts = (
        output.words(
            "metric",
            name=output.glossary.label("metric", name),
            value=format_number(float(value), output),
        )
        for name, value in metrics.items()
    )
    return output.words("metrics", metrics=", ".join(parts))


def describe_line(steps: Steps, output: Output) -> Iterator[str]:
    """What the line at hand is in the lecture's symbols, and the value that it computed."""
    shown = steps.current
    if shown.notation:
        symbol = shown.symbol.removesuffix(" ←")
        yield output.words("step_line", symbol=symbol, line=shown.notation) + "."
    yield from describe_value(shown.step.value, names(shown)[-1], output)
