"""Checking an exercise runs Python from the course's folder: whose, the learner is asked once."""

from pathlib import Path

from sandbox.course.progress import Progress, course_key
from sandbox.course.progress.folder import BUILT_IN


def trusted(course: Path, progress: Progress) -> bool:
    """Whether exercises of the course in this folder may be checked without another question.

    The built-in course needs none; of another one, `progress.trusting` keeps the learner's yes.
    """
    key = course_key(course)
    return key == BUILT_IN or progress.course(key).trusted
