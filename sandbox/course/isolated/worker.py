"""The entry of a check's processes: NumPy is loaded once, and then there are two of them."""

from collections.abc import Callable, Sequence
from functools import partial

from sandbox.course.isolated import learner, oracle
from sandbox.course.isolated.keeper import Part, keep


def main(learners: Sequence[int], oracles: Sequence[int], control: int, status: int) -> None:
    """Be the keeper of both. Each has three pipes: for requests, for answers, and to print on."""
    keep(_part(learner.serve, *learners), _part(oracle.serve, *oracles), control, status)


def _part(serve: Callable[[int, int], None], requests: int, answers: int, output: int) -> Part:
    return Part(partial(serve, requests, answers), (requests, answers), output)
