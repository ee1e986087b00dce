"""Exercises: functions that a learner writes in a file of their own, checked like a teacher would.

**An exercise of a course** is a fence ```exercise ID``` on a page, a table [exercise.ID] in
lesson.toml, and three files: `exercises/ID.py`, the starter (`exercises/ko/ID.py` in Korean),
`solutions/ID.py`, and `checks/ID.py`. `Page.exercise` and `exercises_of(Lesson, lang)` have it.

**checks/ID.py** is plain Python, with NumPy and `sandbox.engine` at hand:

- `cases(rng)` yields pairs of a name and a tuple of arguments, drawn from the Generator it is
  given, and corner cases. Arguments are arrays, numbers, texts, None, tuples, lists and dicts of
  these, and two markers (from `sandbox.exercises`): `Seed(7)`, for which every function
  gets a fresh `np.random.default_rng(7)`, and `Function("lambda w: A @ w", A=A)`, for which it
  gets that function of NumPy arrays.
- `reference(*args)` gives the right answer: an array, a number, or a tuple or dict of them.
- `MISTAKES = {"id": function}`: what those answer who make a usual mistake, or a tuple of functions
  where it comes in several forms. It is recognised where the learner agrees with it on every input
  and it is not right on all of them; and where both raise the same on the same input.
- `recognise(answered)`, if a mistake has no one answer (a wrong draw, any step too small): what all
  answers together come of, in pairs (args, answer) of which one at least is wrong, as `judge` says
  it, or None. All have the right shape. It is asked where numbers are wrong, and where `judge`
  gives an id that is in `UNEXPLAINED = ("wrong_spread",)`.
- `judge(args, answer)` instead of `reference`, or after it, for what no single answer is right to
  (random draws, an accuracy): None if it is right, else an id and a dict of values for its words,
  `("too_low", {"accuracy": 0.31})`. An id may be one of KINDS, `("type", {"type": "list", …})`;
  with "passed" the values fill the fence's `passed`. `args` has fresh Generators for seeds.
- `TOLERANCE = 1e-4`, if the usual relative tolerance is not right: 1e-10 of float64, where more, up
  to 1e-4, is right and is told; 1e-3 of an input or an answer in float32.

Words for mistakes, and for ids that `judge` or `recognise` gives, are in the fence as
`mistake.ID`, those of a success, if any, as `passed`; their blanks are {got}, {expected},
{difference}, {where}, {case}, the values given with the id, and any parameter of the function whose
argument is a number, by its name: {p}.

**A check** (`checker.check`) runs the learner's file in a process of its own, without network,
files, processes, and with limits, and the checks in another, so that neither reaches the other.
Opening a course runs nothing; `sandbox.course.trust` says whether its exercises may be checked
without asking.
"""

from sandbox.exercises.exercise import Exercise, Function, Seed
from sandbox.exercises.verdict import KINDS, Verdict

__all__ = ["KINDS", "Exercise", "Function", "Seed", "Verdict"]
