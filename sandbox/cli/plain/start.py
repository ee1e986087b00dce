"""`--plain`: opens the course and listens until the learner leaves."""

import os
import sys
from collections.abc import Callable
from functools import partial

from sandbox.base.errors import UserError
from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import Options
from sandbox.cli.plain import listening
from sandbox.cli.plain.bench import Bench
from sandbox.cli.plain.dialogue import Dialogue
from sandbox.cli.plain.reading import Reading
from sandbox.cli.plain.voice import RefusedError, Voice
from sandbox.course.config import ConfigError, told
from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.progress import Store
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.labs.lab import Resources
from sandbox.labs.yours import refusal


def converse(
    options: Options,
    lang: str,
    store: Store,
    *,
    spelt: bool = False,
    trouble: ConfigError | None = None,
) -> int:
    """Talk until `quit` or the end of the input; the exit status. `trouble` is said first.

    `spelt`: symbols spelt out in ASCII, as they are anyhow where stdout is not UTF-8.
    UsageError where there is no such course or lesson.
    """
    try:
        course = open_course(options.course)
        lesson = None if options.lesson is None else course.find(options.lesson)
        utf8 = (sys.stdout.encoding or "ascii").lower().replace("-", "") == "utf8"
        voice = Voice(lang, options.course, spelt=spelt or not utf8)
    except CourseError as error:
        raise UsageError.of(error) from error
    terminal = listening.prepare()
    bench = Bench(voice, Resources(options.data, dict(os.environ)))
    reading = Reading(course, store, voice, bench)
    dialogue = Dialogue(reading, bench, voice)
    voice.say("welcome")
    if trouble is not None:
        voice.tell(told(trouble, lang))
    reading.notices()
    _attempt(reading.home if lesson is None else partial(reading.open, lesson), voice, bench)
    while not dialogue.over:
        line = _listen(terminal, voice)
        if line is None:
            break
        _attempt(partial(dialogue.hear, line), voice, bench)
    return 0


def _listen(terminal: bool, voice: Voice) -> str | None:
    while True:
        try:
            line = listening.listen(terminal)
        except KeyboardInterrupt:
            if not terminal:
                raise
            print()
            voice.say("ctrl_c")
            continue
        if line is None and terminal:
            print()
        return line


def _attempt(act: Callable[[], None], voice: Voice, bench: Bench) -> None:
    """Do something; what is wrong with it is a sentence, and the dialogue goes on."""
    with listening.working() as stop:
        bench.stop = stop
        try:
            act()
        except RefusedError as mistake:
            voice.tell(str(mistake))
        except (UserError, LearnerFunctionError) as mistake:
            voice.tell(voice.glossary.refused(refusal(mistake)))
    sys.stdout.flush()
