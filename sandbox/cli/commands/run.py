"""`run`: an experiment without a screen, and what came out of it in words or in JSON."""

import textwrap
from collections.abc import Mapping, Sequence
from math import isfinite
from time import monotonic
from typing import Any

import numpy as np

from sandbox.base.text_width import wrap
from sandbox.cli.lab_args import command_for, lab_named, refusals, start_session, training_step
from sandbox.cli.layout import columns, width
from sandbox.cli.parser import CommandOptions, find_command, parser_for
from sandbox.cli.process import StatusLine, print_json
from sandbox.cli.words import language, load_texts
from sandbox.course.glossary import Glossary, load_glossary
from sandbox.engine import threads
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Lab
from sandbox.labs.pictures import Saying
from sandbox.labs.session import Session
from sandbox.passes.lines import AnnotatedLine


def as_json(session: Session, steps: Sequence[AnnotatedLine] | None = None) -> dict[str, Any]:
    """One object, of plain numbers, texts and lists; what is not finite is None."""
    frame = session.frame()
    table: dict[str, Any] = {
        "lab": session.lab.id,
        "seed": session.seed,
        "threads": threads.used(),
        "knobs": {name: to_json(value) for name, value in session.settings.items()},
        "metrics": {name: to_json(value) for name, value in frame.metrics.items()},
    }
    if frame.diverged:
        table["diverged"] = True
    if steps is not None:
        table["steps"] = [
            {
                "place": shown.step.place,
                "name": shown.step.name,
                "formula": shown.step.formula,
                "shape": list(np.shape(shown.step.value)),
                "value": to_json(shown.step.value),
                **({"own": shown.step.own} if shown.step.own else {}),
            }
            for shown in steps
        ]
    return table


def in_words(
    session: Session, glossary: Glossary, steps: Sequence[AnnotatedLine] | None, command: str
) -> str:
    """The metrics, a sentence a picture, and how to have it all again."""
    frame, texts = session.frame(), load_texts(glossary.lang)
    title = " · ".join([glossary.label("lab", session.lab.id), *_facts(frame, glossary)])
    parts = [title, columns(_metrics(frame, glossary))]
    if frame.diverged:
        lost = [name for name, value in frame.metrics.items() if not isfinite(value)]
        names = ", ".join(glossary.label("metric", name) for name in lost)
        parts.append(_warned(frame, texts, texts["diverged"].format(names=names)))
    if worsened := frame.worsened:
        parts.append(_warned(frame, texts, texts[worsened.id].format(**worsened.values)))
    if steps is not None:
        parts.append("\n".join(_step(shown, glossary) for shown in steps))
    said = (glossary.say(picture.describe()) for picture in frame.pictures)
    parts.append("\n".join(line for sentence in said for line in wrap(sentence, width())))
    return "\n\n".join([*parts, f"{texts['again']}: {command}"])


def _warned(frame: Frame, texts: Mapping[str, str], said: str) -> str:
    """What went wrong, and what to turn down, by the names that the command line has."""
    if frame.remedies:
        said += f" {texts['remedy'].format(knobs=', '.join(frame.remedies))}"
    return "\n".join(wrap(said, width()))


def _facts(frame: Frame, glossary: Glossary) -> list[str]:
    done = [f"{glossary.label('unit', frame.unit)} {frame.progress}"] if frame.progress else []
    facts = (
        f"{glossary.label('fact', name)} "
        + (glossary.label("choice", value) if name == "data" else value)
        for name, value in frame.facts.items()
    )
    return [*facts, *done]


def _metrics(frame: Frame, glossary: Glossary) -> list[tuple[str, str, str]]:
    """Each metric's id, which JSON has too, its value, and what it is called where that differs."""
    lost = glossary.say(Saying("not_finite"))
    rows: list[tuple[str, str, str]] = []
    for name, value in frame.metrics.items():
        label = glossary.label("metric", name)
        number = f"{value:.4g}" if isfinite(value) else lost
        rows.append((name, number, "" if label == name else label))
    return rows


def _step(shown: AnnotatedLine, glossary: Glossary) -> str:
    step = shown.step
    head = f"{step.place}  {step.name} = {step.formula}  [{shown.symbol}]"
    if step.own:
        head += "".join(f"\n    {line}" for line in wrap(glossary.about(step), width() - 4))
    value = np.array2string(np.asarray(step.value), precision=4, max_line_width=width())
    return f"{head}\n{textwrap.indent(value, '    ')}"


def to_json(value: Any) -> Any:
    """The same in JSON's own types: arrays and tuples are lists, what is not finite is None."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [to_json(part) for part in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


STATUS_INTERVAL_S = 0.2
"""Seconds between two lines of progress: a frame costs more than some labs' steps."""


def run(options: CommandOptions) -> int:
    """Run the lab to its end and print what came out. A run that diverges is a result, status 0."""
    glossary = load_glossary(language(options.lang))
    if options.help:
        print(parser_for(find_command("run")).format_help(), end="")
        print("" if options.lab is None else f"\n{_knobs_help(lab_named(options.lab), glossary)}")
        return 0
    with refusals():
        session = start_session(options.lab, options.knobs, options)
        if options.steps:
            training_step(session)
        _to_the_end(session, glossary)
        steps = training_step(session).shown if options.steps else None
    if options.json:
        print_json(as_json(session, steps))
    else:
        print(in_words(session, glossary, steps, command_for(session)))
    return 0


def _to_the_end(session: Session, glossary: Glossary) -> None:
    told = monotonic()
    with StatusLine() as progress:
        while not session.finished:
            session.forward()
            if progress.shown and monotonic() - told > STATUS_INTERVAL_S:
                told = monotonic()
                frame = session.frame()
                name, value = next(iter(frame.metrics.items()))
                progress.say(
                    f"{glossary.label('unit', frame.unit)} {frame.progress} · "
                    f"{glossary.label('metric', name)} {value:.4g}"
                )


def _knobs_help(lab: Lab[Any], glossary: Glossary) -> str:
    rows: list[tuple[str, str]] = []
    for knob in lab.knobs:
        rows.append((f"{knob.name}={knob.format(knob.default)}", f"{knob.range}."))
        rows.append(("", glossary.help("knob", knob.word)))
    about = "\n".join(wrap(f"{lab.id}: {glossary.help('lab', lab.id)}", width()))
    return f"{about}\n\nknobs, at their defaults:\n{columns(rows)}"
