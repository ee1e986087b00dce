"""From the words of a command to a session with a lab, and back."""

import os
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sandbox.cli.errors import UsageError
from sandbox.cli.parser import PROGRAM, CommandOptions
from sandbox.cli.words import language
from sandbox.course.knob_names import parse_typed
from sandbox.engine import threads
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.labs.catalogue import LABS, LabError, find_lab
from sandbox.labs.data.dataset import DataError
from sandbox.labs.knobs import KnobError
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.session import Session
from sandbox.labs.training import Stepless
from sandbox.labs.yours import NONE, Yours, refusal
from sandbox.passes.recorded_step import RecordedStep


@contextmanager
def refusals() -> Iterator[None]:
    """What a lab refuses is a mistake in the command."""
    try:
        yield
    except (LabError, KnobError, DataError, LearnerFunctionError) as error:
        raise UsageError.of(refusal(error)) from error


def lab_named(name: str | None) -> Lab[Any]:
    """The lab of that id; UsageError where there is none."""
    if name is None:
        raise UsageError(f"which lab? There are {', '.join(lab.id for lab in LABS)}")
    with refusals():
        return find_lab(name)


def start_session(name: str | None, knobs: Sequence[str], options: CommandOptions) -> Session:
    """A session at its beginning, with the seed, data and functions that the options name."""
    lab = lab_named(name)
    with refusals():
        texts = knob_texts(knobs)
        settings = parse_typed(lab.knobs, texts, lab.id)
        own = _yours(options, lab)
        sources = Resources(options.data, dict(os.environ), own)
        session = Session(lab, settings, options.seed, sources)
        if own.functions:
            from sandbox.cli.learner_functions import check_used

            check_used(own, session.frame())
        return session


def _yours(options: CommandOptions, lab: Lab[Any]) -> Yours:
    """The learner's functions that are to be put in."""
    if not options.own:
        return NONE
    from sandbox.cli.learner_functions import (
        parse_functions,  # It brings the checker, which nobody else needs.
    )

    return parse_functions(options.own, lab, language(options.lang))


def knob_texts(words: Sequence[str]) -> dict[str, str]:
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


def command_for(session: Session, command: str = "run") -> str:
    """What to type to have the same run again, or another command's view of it."""
    lab, data = session.lab, session.resources.data
    changed = [
        f"{knob.name}={knob.format(session.settings[knob.name])}"
        for knob in lab.knobs
        if session.settings[knob.name] != knob.default
    ]
    found = [] if data is None else ["--data", str(data)]
    if threads.asked() is not None:
        found += ["--threads", str(threads.used())]
    for written in session.resources.own.functions:
        found += ["--with", f"{written.name}={written.path}"]
    return shlex.join([PROGRAM, command, lab.id, *changed, "--seed", str(session.seed), *found])


STEPLESS = {
    Stepless.NOTHING: "trains nothing",
    Stepless.SOLVED: "solves its fit at once, without training steps",
    Stepless.NO_UPDATE: "sends signals there and back, but has no loss and no update",
}
"""Why a lab has no training step."""


def training_step(session: Session) -> RecordedStep:
    """The training step at hand, or the one that comes next; UsageError where there is none."""
    taken = session.lab.recorded_step(session.state)
    if isinstance(taken, Stepless):
        raise UsageError(f"{session.lab.id} {STEPLESS[taken]}: it has no lines to show")
    return taken
