"""`run`: an experiment without a screen, told in words or in JSON."""

import json
import os
import shlex
from collections.abc import Sequence
from time import monotonic
from typing import Any

from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import PROGRAM, Options, find, parser_for
from sandbox.cli.layout import columns, width
from sandbox.cli.report import as_json, in_words, steps_of
from sandbox.cli.streams import Progress
from sandbox.cli.words import language
from sandbox.course.cells import wrap
from sandbox.course.glossary import Glossary, load_glossary
from sandbox.labs.catalogue import LABS, LabError, find_lab
from sandbox.labs.data.errors import DataError
from sandbox.labs.knobs import KnobError, parse_settings
from sandbox.labs.lab import Lab, Sources
from sandbox.labs.session import Session

TELLS_EVERY = 0.2
"""Seconds between two lines of progress: a frame costs more than some labs' steps."""


def run(options: Options) -> int:
    """Run the lab to its end and print what came out. A run that diverges is a result, status 0."""
    glossary = load_glossary(language(options.lang))
    try:
        lab = None if options.lab is None else find_lab(options.lab)
        if options.help:
            print(parser_for(find("run")).format_help(), end="")
            print("" if lab is None else f"\n{_knobs_help(lab, glossary)}")
            return 0
        if lab is None:
            raise UsageError(f"which lab? There are {', '.join(lab.id for lab in LABS)}")
        settings = parse_settings(lab.knobs, _texts(options.knobs), lab.id)
        sources = Sources(options.data, dict(os.environ))
        session = Session(lab, settings, options.seed, sources)
        if options.steps and steps_of(session.frame()) is None:
            raise UsageError(f"{lab.id} records no steps: leave out --steps")
        _to_the_end(session, glossary)
    except (LabError, KnobError, DataError) as error:
        raise UsageError(str(error)) from error
    if options.json:
        print(json.dumps(as_json(session, options.steps), allow_nan=False))
    else:
        print(in_words(session, glossary, options.steps, _command(session)))
    return 0


def _texts(words: Sequence[str]) -> dict[str, str]:
    """`knob=value` words as a table."""
    texts: dict[str, str] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or not name:
            raise UsageError(f"{word} is not a knob with a value: write knob=value")
        if name == "seed":
            raise UsageError(f"seed is no knob: write --seed {text}")
        if name in texts:
            raise UsageError(f"{name} is given twice: {texts[name]} and {text}; give it once")
        texts[name] = text
    return texts


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
                    f"{glossary.label('unit', frame.unit)} {frame.done}/{frame.total} · "
                    f"{glossary.label('metric', name)} {value:.4g}"
                )


def _knobs_help(lab: Lab[Any], glossary: Glossary) -> str:
    rows: list[tuple[str, str]] = []
    for knob in lab.knobs:
        rows.append((f"{knob.name}={knob.format(knob.default)}", f"{knob.range}."))
        rows.append(("", glossary.help("knob", knob.name)))
    about = "\n".join(wrap(f"{lab.id}: {glossary.help('lab', lab.id)}", width()))
    return f"{about}\n\nknobs, at their defaults:\n{columns(rows)}"


def _command(session: Session) -> str:
    """What to type to have the same run again."""
    lab, data = session.lab, session.sources.data
    changed = [
        f"{knob.name}={knob.format(session.settings[knob.name])}"
        for knob in lab.knobs
        if session.settings[knob.name] != knob.default
    ]
    found = [] if data is None else ["--data", str(data)]
    return shlex.join([PROGRAM, "run", lab.id, *changed, "--seed", str(session.seed), *found])
