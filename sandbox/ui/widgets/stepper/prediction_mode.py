"""Fill in the blank: values that are hidden until the learner has said what they are."""

from sandbox.engine.explain.expression import Index
from sandbox.passes.prediction import Judgement, judge, parse_answer
from sandbox.passes.recorded_step import RecordedStep


class PredictionMode:
    """Which values are hidden, and how the answers have been."""

    def __init__(self) -> None:
        self.on = False
        self.right = self.asked = 0
        self.reply: tuple[Judgement, Index] | None = None
        """What the last answer came to, and for which cell, until the learner goes on."""
        self._start = 0
        self._answered: set[int] = set()

    def turn(self, step: int) -> None:
        """On, from that line; or off. The score stays until it is turned on again."""
        self.on = not self.on
        self.reply = None
        if self.on:
            self.right = self.asked = 0
            self.begin(step)

    def begin(self, step: int) -> None:
        """Other numbers: hide again what was shown from that line on."""
        self._start = step
        self._answered = set()
        self.reply = None

    def hides(self, step: int) -> bool:
        """Whether the value of a line is hidden."""
        return self.on and step >= self._start and step not in self._answered

    def answer(self, taken: RecordedStep, step: int, index: Index, text: str) -> None:
        """Judge an answer and show the value. AnswerError where the text is none."""
        judgement = judge(taken, step, index, parse_answer(text))
        self.asked += 1
        self.right += judgement.right
        self._answered.add(step)
        self.reply = judgement, index
