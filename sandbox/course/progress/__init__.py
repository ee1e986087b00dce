"""What a learner has done, kept between sessions. `Progress` is the record, `Store` its file."""

from sandbox.course.progress.folder import course_key, progress_file
from sandbox.course.progress.record import Answered, Learned, Place, Progress, Worked
from sandbox.course.progress.store import Notice, Store

__all__ = [
    "Answered",
    "Learned",
    "Notice",
    "Place",
    "Progress",
    "Store",
    "Worked",
    "course_key",
    "progress_file",
]
