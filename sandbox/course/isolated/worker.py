"""The entry of a check's process: which part it has, and the pipes it was given."""

from sandbox.course.isolated.keeper import keep


def main(part: str, requests: int, answers: int, control: int, status: int) -> None:
    """Be "learner" or "oracle", kept, until the pipes close."""

    def work() -> None:
        # NumPy is loaded here, in the worker: the keeper has no need of it.
        if part == "learner":
            from sandbox.course.isolated.learner import serve
        else:
            from sandbox.course.isolated.oracle import serve
        serve(requests, answers)

    keep(work, control, status)
