"""Frames in sentences, short and in order: how far, which line or which picture, which numbers."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from sandbox.cli.plain import telling
from sandbox.cli.plain.voice import Voice
from sandbox.labs.frames import Frame
from sandbox.labs.pictures import Curves, Picture, Steps
from sandbox.passes.lookup import names


def progress(frame: Frame, voice: Voice) -> str:
    """How far the run is; "" where one step is all."""
    if frame.total == 1:
        return ""
    unit = voice.glossary.label("unit", frame.unit)
    if frame.total:
        return voice.words("progress", unit=unit, done=frame.done, total=frame.total)
    return voice.words("progress_open", unit=unit, done=frame.done)


def changed(
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


def report(
    frame: Frame,
    pictures: Sequence[Picture],
    metrics: Mapping[str, float],
    whole: bool,
    voice: Voice,
) -> Iterator[str]:
    """How far the run is, these pictures, these metrics; `whole`: the lab's facts as well."""
    stepping = any(isinstance(picture, Steps) for picture in pictures)
    # The line's own sentence says how far it is.
    if not stepping and (said := progress(frame, voice)):
        yield said
    if whole:
        for name, value in frame.facts.items():
            label = voice.glossary.label("fact", name)
            shown = voice.glossary.label("choice", value) if name == "data" else value
            yield voice.words("fact", name=label, value=shown) + "."
    for picture in pictures:
        yield voice.glossary.say(picture.describe())
        if isinstance(picture, Steps):
            yield from line(picture, voice)
    if metrics:
        yield told(metrics, voice)
    lost = [name for name, value in frame.metrics.items() if not isfinite(value)]
    if lost:
        labels = ", ".join(voice.glossary.label("metric", name) for name in lost)
        yield voice.words("diverged", names=labels)
    if worsened := frame.worsened:
        yield voice.words(worsened.id, **worsened.values)
    if frame.remedies:
        knobs = ", ".join(voice.glossary.label("knob", word) for word in frame.remedies.values())
        yield voice.words("remedy", knobs=knobs)


def told(metrics: Mapping[str, float], voice: Voice) -> str:
    """The metrics in one sentence."""
    parts = (
        voice.words(
            "metric",
            name=voice.glossary.label("metric", name),
            value=telling.figure(float(value), voice),
        )
        for name, value in metrics.items()
    )
    return voice.words("metrics", metrics=", ".join(parts))


def line(steps: Steps, voice: Voice) -> Iterator[str]:
    """What the line at hand is in the lecture's symbols, and the value that it computed."""
    shown = steps.current
    if shown.notation:
        symbol = shown.symbol.removesuffix(" ←")
        yield voice.words("step_line", symbol=symbol, line=shown.notation) + "."
    yield from telling.value(shown.step.value, names(shown)[-1], voice)
