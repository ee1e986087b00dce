"""`check`: a course audited as a compiler would, every complaint with file, line and remedy."""

from dataclasses import replace
from pathlib import Path

from sandbox.cli.errors import UsageError
from sandbox.cli.parser import CommandOptions
from sandbox.cli.process import StatusLine
from sandbox.cli.words import language, load_texts
from sandbox.course.audit import Finding, audited
from sandbox.course.errors import CourseError
from sandbox.course.folders import builtin_lessons


def run(options: CommandOptions) -> int:
    """Print what is wrong, a line each: status 1; or what was checked, if all is well: 0.

    UsageError where there is no course that could be read.
    """
    texts = load_texts(language(options.lang))
    try:
        with StatusLine() as progress:
            progress.say(texts["auditing"])
            folder = options.folder or options.course or builtin_lessons()
            # Whoever asks for an audit of a course asks for its exercises to be tried.
            result = audited(folder, run=not options.quick)
    except CourseError as error:
        raise UsageError.of(error) from error
    for complaint in result.complaints:
        print(_from_here(complaint))
    if result.complaints:
        return 1
    counts = {"lessons": result.lessons, "pages": result.pages, "quizzes": result.quizzes}
    print(texts["all_well"].format(**counts, exercises=result.exercises))
    return 0


def _from_here(complaint: Finding) -> Finding:
    """With a path that is short where the file is below the current folder."""
    try:
        return replace(complaint, file=complaint.file.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return complaint
