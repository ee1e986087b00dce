"""A page to read and to answer: its prose, and below it the quizzes and the exercise it sets."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.message import Message

from sandbox.course.quizzes import Quiz
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.text.markdown import TextBlock, layout
from sandbox.ui.widgets.text.markdown_view import MarkdownView
from sandbox.ui.widgets.text.quiz_state import QuizState
from sandbox.ui.words import Words

_QUIZ = {action.id for action in keys.of("quiz")}

Task = Callable[[], tuple[TextBlock, ...]]
"""What is said of an exercise: made anew whenever the page is laid out."""


class LessonPageView(MarkdownView):
    """Prose whose page may ask something: letters and digits then answer.

    Of several quizzes one has the keys: the first that waits for its answer. Enter goes on to the
    next one.
    """

    BINDINGS: ClassVar = [
        *keys.bindings("prose", ("follow_link",)),
        *keys.bindings("quiz"),
        *keys.bindings("task"),
    ]

    class Answered(Message):
        """A quiz was answered."""

        def __init__(self, quiz: Quiz, right: bool) -> None:
            super().__init__()
            self.quiz = quiz
            self.right = right

    class Wanted(Message):
        """The page's exercise is to be opened."""

    class Asked(Message):
        """Another quiz has the keys now."""

    def __init__(self, words: Words, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._glyphs = glyphs
        self._asking: list[QuizState] = []
        self._at = 0
        self._exercise: Task | None = None

    @property
    def asking(self) -> QuizState | None:
        """The quiz that has the keys."""
        return self._asking[self._at] if self._asking else None

    def ask(self, quizzes: Sequence[Quiz], known: set[str], words: Words) -> None:
        """The quizzes of the page that is shown next, and those that were answered before.

        The same ones again, in another language, stand as they stood.
        """
        self._words = words
        before = self._asking
        self._asking = [QuizState(quiz, quiz.id in known) for quiz in quizzes]
        if [old.quiz.id for old in before] == [quiz.id for quiz in quizzes]:
            for old, new in zip(before, self._asking, strict=True):
                new.typed, new.answers, new.trouble = old.typed, old.answers, old.trouble
        else:
            self._at = 0

    @property
    def has_task(self) -> bool:
        """Whether the page sets an exercise."""
        return self._exercise is not None

    def set_task(self, task: Task | None) -> None:
        """The exercise of the page that is shown next, if it has one."""
        self._exercise = task

    def forget(self) -> None:
        """Another page: its quizzes begin unanswered."""
        self._asking, self._at = [], 0

    def parts(self) -> tuple[TextBlock, ...]:
        """The prose, the quizzes and the exercise below it."""
        task = self._exercise() if self._exercise is not None else ()
        return (*super().parts(), *self._quizzes(len(self._asking)), *task)

    def _quizzes(self, count: int) -> list[TextBlock]:
        return [
            passage
            for number, asking in enumerate(self._asking[:count])
            for passage in asking.passages(number == self._at, self._words, self._glyphs)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A quiz's and an exercise's keys are theirs only while they have a meaning for them."""
        if self.link is not None and action == "judge":
            return False  # Enter follows the link.
        if action == "exercise":
            return self.has_task
        if action not in _QUIZ:
            return super().check_action(action, parameters)
        asking = self.asking
        if asking is None:
            return False
        number = asking.quiz.kind == "number"
        if action == "answer":
            letters = [option.id for option in asking.quiz.options]
            exponent = number and bool(asking.typed) and parameters == ("e",)
            return exponent or parameters[0] in letters
        if action == "figure":
            # No number begins with it, and elsewhere it searches.
            return number and (bool(asking.typed) or parameters != ("/",))
        return bool(asking.typed) or (action == "judge" and len(self._asking) > 1)

    def action_answer(self, letter: str) -> None:
        """Choose an option; in a number, e begins the exponent."""
        asking = self.asking
        if asking is None:
            return
        if asking.quiz.kind == "number":
            asking.type(letter)
            self._again()
        else:
            self._judge(asking, letter)

    def action_figure(self, character: str) -> None:
        """One character more of a number."""
        if self.asking is not None:
            self.asking.type(character)
            self._again()

    def action_rub_out(self) -> None:
        """One character less."""
        if self.asking is not None:
            self.asking.rub_out()
            self._again()

    def action_give_up(self) -> None:
        """Nothing was typed."""
        if self.asking is not None:
            self.asking.give_up()
            self._again()

    def action_judge(self) -> None:
        """Answer with the number that was typed; with none, on to the next quiz."""
        asking = self.asking
        if asking is not None and asking.typed:
            self._judge(asking, asking.typed)
        elif asking is not None:
            self._at = (self._at + 1) % len(self._asking)
            self._again()
            self.post_message(self.Asked())

    def _judge(self, asking: QuizState, text: str) -> None:
        reply = asking.answer(text)
        self._again()
        if reply is not None:
            self.post_message(self.Answered(asking.quiz, reply.right))

    def _again(self) -> None:
        """Show what has changed, all of the quiz at hand in view."""
        self.lay_out()
        upto = (*super().parts(), *self._quizzes(self._at + 1))
        self.show_line(len(layout(upto, self.scrollable_content_region.width)))

    def action_exercise(self) -> None:
        """Open the page's exercise."""
        self.post_message(self.Wanted())
