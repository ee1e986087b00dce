"""A learner's function on its way into a run: the very text that passes its check, and no other."""

import tempfile
from importlib.util import decode_source
from pathlib import Path
from threading import Event

from sandbox.base import files
from sandbox.engine.learner.source import LearnerSource
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check


def check_and_load(
    exercise: Exercise, file: Path, *, stop: Event | None = None
) -> tuple[Verdict, LearnerSource | None]:
    """The verdict on the file, and if it has passed the function as it was checked.

    The file is read once and a copy of it is checked, so that what is run later is what passed,
    whatever becomes of the file. It takes as long as a check; `stop` ends it from another thread.
    """
    try:
        text = files.read(file)
    except OSError:
        return check(exercise, file, stop=stop), None
    with tempfile.TemporaryDirectory(prefix="mlp-sandbox-") as folder:
        copy = Path(folder) / file.name
        copy.write_bytes(text)
        verdict = check(exercise, copy, stop=stop)
    if not verdict.passed:
        return verdict, None
    return verdict, LearnerSource(exercise.function, decode_source(text), str(file))
