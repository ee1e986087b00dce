"""The dialogue: a typed line, the command that it means, what that does."""

import re
from collections.abc import Callable

from sandbox.cli.plain import looking
from sandbox.cli.plain.bench import Bench
from sandbox.cli.plain.driving import Driving
from sandbox.cli.plain.practising import Practising
from sandbox.cli.plain.reading import Reading
from sandbox.cli.plain.voice import Voice
from sandbox.cli.plain.words import understood
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS

READING = (
    "next", "previous", "page", "pages", "lesson", "lessons", "continue", "answer", "find",
)  # fmt: skip
LAB = (
    "step", "back", "run", "frame", "picture", "why", "where", "set", "inspect", "leave", "knobs",
    "reset", "seed", "undo", "again", "setup",
)  # fmt: skip
EXERCISE = ("exercise", "check", "hint", "solution")
ANYWHERE = ("lang", "help", "quit")

CELL = re.compile(r"[^=\s]+\s*\[[^\]]*\]\s*=.+")
"""A value's cell and the number it is to have."""


class Dialogue:
    """Answers one typed line after the other. `over` once the learner has had enough."""

    def __init__(self, reading: Reading, bench: Bench, voice: Voice) -> None:
        self.over = False
        self._reading = reading
        self._bench = bench
        self._voice = voice
        driving = Driving(bench, voice)
        practising = Practising(reading, voice)
        self._commands: dict[str, Callable[[str], None]] = {
            "next": lambda _: reading.turn(1),
            "previous": lambda _: reading.turn(-1),
            "page": self._page,
            "pages": lambda _: reading.pages(),
            "lesson": self._lesson,
            "lessons": lambda _: reading.home(),
            "continue": lambda _: reading.resume(),
            "answer": reading.answer,
            "find": lambda text: looking.find(text, reading, voice),
            "exercise": lambda _: practising.begin(),
            "check": practising.check,
            "hint": lambda _: practising.hint(),
            "solution": lambda _: practising.solution(),
            "step": driving.step,
            "back": driving.back,
            "run": driving.run,
            "frame": lambda _: bench.report(whole=True),
            "picture": driving.picture,
            "why": lambda _: driving.why(),
            "where": driving.where,
            "set": driving.change,
            "inspect": lambda _: driving.inspect(),
            "leave": lambda _: driving.leave(),
            "knobs": lambda _: driving.knobs(),
            "reset": lambda _: driving.reset(),
            "seed": driving.seed,
            "undo": lambda _: driving.undo(),
            "again": lambda _: driving.again(),
            "setup": lambda _: reading.drive(again=True),
            "lang": self._language,
            "help": self._help,
            "quit": lambda _: self._quit(),
        }
        self._driving = driving

    def hear(self, line: str) -> None:
        """Do what a line asks for. RefusedError, or another error with a sentence, if it cannot."""
        line = line.strip()
        if not line:
            return
        if self._reading.answers(line):
            self._reading.answer(line)
        elif line.isascii() and line.isdecimal():
            self._pick(line)
        elif CELL.fullmatch(line):
            self._driving.change(line)
        else:
            self._command(line)

    def _command(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        # `/dropout` and `?lr` are as good as with a blank.
        if word[0] in "/?" and word[1:]:
            word, rest = word[0], line[1:]
        command = understood().get(word.casefold())
        if command is not None:
            self._commands[command](rest.strip())
        elif "=" in line:
            self._driving.turn(line)
        elif self._driving.knob_named(line) is not None:
            self._driving.tell_knob(line)
        else:
            known = [*(w for w in understood() if len(w) > 1), *self._driving.knob_names()]
            otherwise = self._voice.words("try_help")
            remedy = self._voice.remedy(word.casefold(), known, otherwise)
            raise self._voice.refuse("unknown", word=word, remedy=remedy)

    def _pick(self, text: str) -> None:
        choice = self._voice.choices.get(int(text[:9]))
        if choice is None:
            raise self._voice.refuse("no_number_here", number=text)
        choice()

    def _page(self, text: str) -> None:
        here = (self._reading.page or 0) + 1
        number = text or str(here)
        if not (number.isascii() and number.isdecimal()):
            raise self._voice.refuse("unknown", word=text, remedy=self._voice.words("try_help"))
        self._reading.read(int(number[:9]) - 1)

    def _lesson(self, text: str) -> None:
        if not text:
            self._reading.pages()
            return
        course = self._reading.course
        try:
            lesson = course.find(text)
        except CourseError:
            known = [lesson.slug for lesson in course.lessons]
            numbers = ", ".join(str(lesson.number) for lesson in course.lessons)
            otherwise = self._voice.words("it_has", words=numbers)
            remedy = self._voice.remedy(text, known, otherwise)
            raise self._voice.refuse("no_lesson_of", lesson=text, remedy=remedy) from None
        self._reading.open(lesson)

    def _language(self, text: str) -> None:
        others = [lang for lang in LANGS if lang != self._voice.lang]
        lang = text.casefold() or others[0]
        if lang not in LANGS:
            raise self._voice.refuse("no_lang", lang=text)
        self._voice.speak(lang)
        self._voice.say("speaking")
        self._reading.relabel()

    def _help(self, text: str) -> None:
        if text:
            looking.tell_word(text, self._voice)
            return
        self._voice.say("what_can_be_typed")
        for head, ids in (
            ("in_reading", READING),
            ("in_lab", LAB),
            ("in_exercise", EXERCISE),
            ("in_any", ANYWHERE),
        ):
            self._voice.say(head)
            for id in ids:
                command = self._voice.words.commands[id]
                self._voice.say("command", words=command.shown, help=command.help)

    def _quit(self) -> None:
        self.over = True
