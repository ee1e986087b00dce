"""Exercises: functions that a learner writes in a file of their own, checked like a teacher would.

**An exercise of a course** is a fence ```exercise ID``` on a page, a table [exercise.ID] in
lesson.toml, and three files: `exercises/ID.py`, the starter (`exercises/ko/ID.py` in Korean),
`solutions/ID.py`, and `checks/ID.py`. `Page.exercise` and `Lesson.exercises(lang)` have it.

**checks/ID.py** is plain Python, with NumPy and `sandbox.engine` at hand:

- `cases(rng)` yields pairs of a name and a tuple of arguments, drawn from the Generator it is
  given, and corner cases. Arguments are arrays, numbers, texts, None, tuples, lists and dicts of
  these, and two markers (from `sandbox.course.exercises`): `Seed(7)`, for which every function
  gets a fresh `np.random.default_rng(7)`, and `Function("lambda w: A @ w", A=A)`, for which it
  gets that function of NumPy arrays.
- `reference(*args)` gives the right answer: an array, a number, or a tuple or dict of them.
- `MISTAKES = {"id": function}`: what those answer who make a usual mistake. It is recognised where
  the learner agrees with it on every input and it is not right on all of them.
- `recognise(args, answer)`, if a mistake has no one answer (a wrong draw, any step too small): what
  an answer with wrong numbers comes of that is no function's in MISTAKES, as `judge` says it, or
  None. `answer` has the right shape.
- `judge(args, answer)` instead of `reference`, or after it, for what no single answer is right to
  (random draws, an accuracy): None if it is right, else an id and a dict of values for its words,
  `("too_low", {"accuracy": 0.31})`. `args` has fresh Generators for seeds.
- `TOLERANCE = 1e-4`, if the usual relative tolerance (1e-6, of float32 1e-3) is not right.

Words for mistakes, and for ids that `judge` or `recognise` gives, are in the fence as
`mistake.ID`; their blanks are {got}, {expected}, {difference}, {where}, {case}, the values given
with the id, and any parameter of the function whose argument is a number, by its name: {p}.

**A check** (`check`) runs the learner's file in a process of its own, without network, files,
processes, and with limits, and the checks in another, so that neither reaches the other. Opening a
course runs nothing; `trusted` says whether its exercises may be checked without asking.
"""

from sandbox.course.exercises.checker import check
from sandbox.course.exercises.exercise import Exercise
from sandbox.course.exercises.trust import trusted
from sandbox.course.exercises.verdict import KINDS, Verdict
from sandbox.course.exercises.words import verdict_lines
from sandbox.course.exercises.workplace import Workplace
from sandbox.course.isolated.markers import Function, Seed

__all__ = [
    "KINDS",
    "Exercise",
    "Function",
    "Seed",
    "Verdict",
    "Workplace",
    "check",
    "trusted",
    "verdict_lines",
]
