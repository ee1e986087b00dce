"""What a learner has done, kept between sessions. `Progress` is the record, `Store` its file."""

from sandbox.course.folders import course_key, progress_file
from sandbox.course.progress.record import (
    CourseRecord,
    ExerciseRecord,
    LearnerRecord,
    QuizRecord,
    ReadingPosition,
)
from sandbox.course.progress.store import Notice, Store

__all__ = [
    "CourseRecord",
    "ExerciseRecord",
    "LearnerRecord",
    "Notice",
    "QuizRecord",
    "ReadingPosition",
    "Store",
    "course_key",
    "progress_file",
]
