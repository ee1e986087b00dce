"""`--plain`: each typed line, the command that it means and what that does."""

import os
import re
import sys
from collections.abc import Callable
from functools import partial

from sandbox.base.errors import UserError
from sandbox.cli.errors import UsageError
from sandbox.cli.parser import CommandOptions
from sandbox.cli.plain import lookup
from sandbox.cli.plain.lab_commands import LabCommands
from sandbox.cli.plain.lab_console import LabConsole
from sandbox.cli.plain.lesson_reader import ExerciseCommands, LessonReader
from sandbox.cli.plain.terminal import (
    Output,
    RefusedInputError,
    interruptible,
    prepare_input,
    read_line,
)
from sandbox.cli.plain.words import aliases
from sandbox.course.config import ConfigError, told
from sandbox.course.course import open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS
from sandbox.course.progress import Store
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.labs.lab import Resources
from sandbox.labs.yours import refusal

READING = (
    "next", "previous", "page", "pages", "lesson", "lessons", "continue", "answer", "find",
)  # fmt: skip
LAB = (
    "step", "back", "run", "frame", "picture", "why", "where", "set", "inspect", "leave", "knobs",
    "reset", "seed", "undo", "again", "setup",
)  # fmt: skip
EXERCISE = ("exercise", "check", "hint", "solution")
ANYWHERE = ("lang", "help", "quit")

CELL_EDIT = re.compile(r"[^=\s]+\s*\[[^\]]*\]\s*=.+")
"""A value's cell and the number it is to have."""


class Dialogue:
    """Answers one typed line after the other. `over` once the learner has had enough."""

    def __init__(self, reader: LessonReader, console: LabConsole, output: Output) -> None:
        self.over = False
        self._reader = reader
        self._console = console
        self._output = output
        lab_commands = LabCommands(console, output)
        exercises = ExerciseCommands(reader, output)
        self._commands: dict[str, Callable[[str], None]] = {
            "next": lambda _: reader.turn(1),
            "previous": lambda _: reader.turn(-1),
            "page": self._page,
            "pages": lambda _: reader.pages(),
            "lesson": self._lesson,
            "lessons": lambda _: reader.home(),
            "continue": lambda _: reader.resume(),
            "answer": reader.answer,
            "find": lambda text: lookup.find(text, reader, output),
            "exercise": lambda _: exercises.begin(),
            "check": exercises.check,
            "hint": lambda _: exercises.hint(),
            "solution": lambda _: exercises.solution(),
            "step": lab_commands.step,
            "back": lab_commands.back,
            "run": lab_commands.run,
            "frame": lambda _: console.report(whole=True),
            "picture": lab_commands.picture,
            "why": lambda _: lab_commands.why(),
            "where": lab_commands.where,
            "set": lab_commands.change,
            "inspect": lambda _: lab_commands.inspect(),
            "leave": lambda _: lab_commands.leave(),
            "knobs": lambda _: lab_commands.knobs(),
            "reset": lambda _: lab_commands.reset(),
            "seed": lab_commands.seed,
            "undo": lambda _: lab_commands.undo(),
            "again": lambda _: lab_commands.again(),
            "setup": lambda _: reader.drive(again=True),
            "lang": self._language,
            "help": self._help,
            "quit": lambda _: self._quit(),
        }
        self._lab_commands = lab_commands

    def handle_line(self, line: str) -> None:
        """Do what a line asks for. RefusedError, or another error with a sentence, if it cannot."""
        line = line.strip()
        if not line:
            return
        if self._reader.answers(line):
            self._reader.answer(line)
        elif line.isascii() and line.isdecimal():
            self._pick(line)
        elif CELL_EDIT.fullmatch(line):
            self._lab_commands.change(line)
        else:
            self._command(line)

    def _command(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        # `/dropout` and `?lr` are as good as with a blank.
        if word[0] in "/?" and word[1:]:
            word, rest = word[0], line[1:]
        command = aliases().get(word.casefold())
        if command is not None:
            self._commands[command](rest.strip())
        elif "=" in line:
            self._lab_commands.turn(line)
        elif self._lab_commands.knob_named(line) is not None:
            self._lab_commands.tell_knob(line)
        else:
            known = [*(w for w in aliases() if len(w) > 1), *self._lab_commands.knob_names()]
            otherwise = self._output.words("try_help")
            remedy = self._output.remedy(word.casefold(), known, otherwise)
            raise self._output.refuse("unknown", word=word, remedy=remedy)

    def _pick(self, text: str) -> None:
        choice = self._output.choices.get(int(text[:9]))
        if choice is None:
            raise self._output.refuse("no_number_here", number=text)
        choice()

    def _page(self, text: str) -> None:
        here = (self._reader.page or 0) + 1
        number = text or str(here)
        if not (number.isascii() and number.isdecimal()):
            raise self._output.refuse("unknown", word=text, remedy=self._output.words("try_help"))
        self._reader.read(int(number[:9]) - 1)

    def _lesson(self, text: str) -> None:
        if not text:
            self._reader.pages()
            return
        course = self._reader.course
        try:
            lesson = course.find(text)
        except CourseError:
            known = [lesson.slug for lesson in course.lessons]
            numbers = ", ".join(str(lesson.number) for lesson in course.lessons)
            otherwise = self._output.words("it_has", words=numbers)
            remedy = self._output.remedy(text, known, otherwise)
            raise self._output.refuse("no_lesson_of", lesson=text, remedy=remedy) from None
        self._reader.open(lesson)

    def _language(self, text: str) -> None:
        others = [lang for lang in LANGS if lang != self._output.lang]
        lang = text.casefold() or others[0]
        if lang not in LANGS:
            raise self._output.refuse("no_lang", lang=text)
        self._output.set_language(lang)
        self._output.say("speaking")
        self._reader.relabel()

    def _help(self, text: str) -> None:
        if text:
            lookup.tell_word(text, self._output)
            return
        self._output.say("what_can_be_typed")
        for head, ids in (
            ("in_reading", READING),
            ("in_lab", LAB),
            ("in_exercise", EXERCISE),
            ("in_any", ANYWHERE),
        ):
            self._output.say(head)
            for id in ids:
                command = self._output.words.commands[id]
                self._output.say("command", words=command.shown, help=command.help)

    def _quit(self) -> None:
        self.over = True


def run_repl(
    options: CommandOptions,
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
        output = Output(lang, options.course, spelt=spelt or not utf8)
    except CourseError as error:
        raise UsageError.of(error) from error
    interactive = prepare_input()
    console = LabConsole(output, Resources(options.data, dict(os.environ)))
    reader = LessonReader(course, store, output, console)
    dialogue = Dialogue(reader, console, output)
    output.say("welcome")
    if trouble is not None:
        output.tell(told(trouble, lang))
    reader.notices()
    _attempt(reader.home if lesson is None else partial(reader.open, lesson), output, console)
    while not dialogue.over:
        line = _next_line(interactive, output)
        if line is None:
            break
        _attempt(partial(dialogue.handle_line, line), output, console)
    return 0


def _next_line(interactive: bool, output: Output) -> str | None:
    while True:
        try:
            line = read_line(interactive)
        except KeyboardInterrupt:
            if not interactive:
                raise
            print()
            output.say("ctrl_c")
            continue
        if line is None and interactive:
            print()
        return line


def _attempt(act: Callable[[], None], output: Output, console: LabConsole) -> None:
    """Do something; what is wrong with it is a sentence, and the dialogue goes on."""
    with interruptible() as stop:
        console.stop = stop
        try:
            act()
        except RefusedInputError as mistake:
            output.tell(str(mistake))
        except (UserError, LearnerFunctionError) as mistake:
            output.tell(output.glossary.refused(refusal(mistake)))
    sys.stdout.flush()
