"""`run`: an experiment without a screen, told in words or in JSON."""

from time import monotonic
from typing import Any

from sandbox.cli.experiment import begin, command_for, lab_named, refusals, training_step
from sandbox.cli.grammar import Options, find, parser_for
from sandbox.cli.layout import columns, width
from sandbox.cli.report import as_json, in_words
from sandbox.cli.streams import Progress, print_json
from sandbox.cli.words import language
from sandbox.course.cells import wrap
from sandbox.course.glossary import Glossary, load_glossary
from sandbox.labs.lab import Lab
from sandbox.labs.session import Session

TELLS_EVERY = 0.2
"""Seconds between two lines of progress: a frame costs more than some labs' steps."""


def run(options: Options) -> int:
    """Run the lab to its end and print what came out. A run that diverges is a result, status 0."""
    glossary = load_glossary(language(options.lang))
    if options.help:
        print(parser_for(find("run")).format_help(), end="")
        print("" if options.lab is None else f"\n{_knobs_help(lab_named(options.lab), glossary)}")
        return 0
    with refusals():
        session = begin(options.lab, options.knobs, options)
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
    with Progress() as progress:
        while not session.finished:
            session.forward()
            if progress.shown and monotonic() - told > TELLS_EVERY:
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
