"""Checking an exercise runs Python from the course's folder: whose, the learner is asked once.

And once more when it has changed: what was trusted is the code, and not the folder's name.
"""

import hashlib
from pathlib import Path

from sandbox.base import files
from sandbox.course.folders import BUILT_IN
from sandbox.course.progress import LearnerRecord, course_key
from sandbox.exercises.exercise import CHECKS


def trusted(course: Path, progress: LearnerRecord) -> bool:
    """Whether exercises of the course in this folder may be checked without another question.

    The built-in course needs none; of another one, `progress.trusting` keeps the learner's yes.
    """
    key = course_key(course)
    return key == BUILT_IN or code_digest(course) in progress.course(key).trusted


def code_digest(course: Path) -> str:
    """What tells whether the Python that a check runs is still the same."""
    digest = hashlib.sha256()
    for file in sorted(course.glob(f"*/{CHECKS}/*.py")):
        try:
            code = files.read(file)
        except OSError:
            code = b""  # nothing of it can be run
        name = str(file.relative_to(course)).encode("utf-8", "surrogateescape")
        for part in (name, code):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
