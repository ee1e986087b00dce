"""A quiz as it stands on a page: what was typed, what was answered, and what that looks like."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from textual.content import Content

from sandbox.course.quizzes import Quiz, QuizAnswerError, Reply, judge
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.text.markdown import TextBlock, sentence
from sandbox.ui.words import Words

GOOD = "$text-success"
BAD = "$text-error"
QUIET = "$text-muted"
MAX_ANSWER_CHARS = 24
"""Characters in a number that is being typed."""


@dataclass
class QuizState:
    """One quiz, and what the learner has done with it since the page was opened."""

    quiz: Quiz
    known: bool = False
    """Whether it was ever answered rightly."""
    typed: str = ""
    answers: list[str] = field(default_factory=list)
    """What was answered, in order; the last one has the reply."""
    trouble: bool = False
    """Whether what was typed last is no number."""

    @property
    def reply(self) -> Reply | None:
        """What is said to the last answer."""
        return judge(self.quiz, self.answers[-1]) if self.answers else None

    def type(self, character: str) -> None:
        """One character more of a number."""
        self.typed = (self.typed + character)[:MAX_ANSWER_CHARS]
        self.trouble = False

    def rub_out(self) -> None:
        """One character less."""
        self.typed = self.typed[:-1]
        self.trouble = False

    def give_up(self) -> None:
        """Nothing was typed."""
        self.typed, self.trouble = "", False

    def answer(self, text: str) -> Reply | None:
        """Judge an answer; None where it is none, which is then said."""
        try:
            reply = judge(self.quiz, text)
        except QuizAnswerError:
            self.trouble = True
            return None
        self.answers.append(text)
        self.known |= reply.right
        self.give_up()
        return reply

    def passages(self, here: bool, words: Words, glyphs: Glyphs) -> Iterator[TextBlock]:
        """The question, its options or its line for a number, and what is said; `here`: it has
        the keys."""
        reply = self.reply
        mark = glyphs.good if self.known else "?"
        question = sentence(self.quiz.question).stylize("bold")
        yield TextBlock(question, first=f"{mark} ", indent=2)
        if self.quiz.kind == "choice":
            yield from self._options(glyphs)
        else:
            yield self._line(here, words, glyphs)
        if self.trouble:
            yield TextBlock(Content.styled(words("app.quiz.no_number"), BAD), indent=2)
        elif reply is not None:
            sign, style = (glyphs.good, GOOD) if reply.right else (glyphs.bad, BAD)
            said = words("app.quiz.right" if reply.right else "app.quiz.wrong")
            yield TextBlock(
                Content.styled(f"{said} ", style) + sentence(reply.text), first=f"{sign} ", indent=2
            )
        elif here:
            choice = self.quiz.kind == "choice"
            how = words("app.quiz.choice" if choice else "app.quiz.number", letters=self.letters)
            yield TextBlock(Content.styled(how, QUIET), indent=2)

    @property
    def letters(self) -> str:
        """The letters to choose from, as a range: "a-c"."""
        options = self.quiz.options
        return f"{options[0].id}-{options[-1].id}" if options else ""

    @property
    def taken(self) -> str:
        """The letters that answer, one by one."""
        return "".join(option.id for option in self.quiz.options)

    def _options(self, glyphs: Glyphs) -> Iterator[TextBlock]:
        for number, option in enumerate(self.quiz.options):
            text, sign = sentence(option.text), " "
            if option.id in self.answers:
                right = option.id == self.quiz.answer
                sign = glyphs.good if right else glyphs.bad
                text = text.stylize(GOOD if right else BAD)
            yield TextBlock(text, first=f"  {sign} {option.id}  ", indent=7, gap=number == 0)

    def _line(self, here: bool, words: Words, glyphs: Glyphs) -> TextBlock:
        answered = self.answers[-1] if self.answers and not self.typed else self.typed
        caret = glyphs.caret if here else ""
        label = words("app.quiz.answer")
        return TextBlock(Content(f"{label} {answered}{caret}"), indent=4)
