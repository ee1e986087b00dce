"""How the command line starts the app."""

import os
import sys
import traceback

from sandbox.ui.guard import complaint
from sandbox.ui.options import Options
from sandbox.ui.words import Words

BAD_INPUT = 2


def run_app(options: Options) -> int:
    """Run the app until the learner leaves; the exit status.

    What is wrong with the terminal, the theme or the lesson is said in one sentence on stderr
    before Textual loads or draws.
    """
    words = Words(options.lang)
    trouble = complaint(words, sys.stdin, sys.stdout, sys.stderr, os.environ)
    if trouble is not None:
        return _refuse(trouble)

    from sandbox.course.course import open_course
    from sandbox.course.errors import CourseError

    try:
        course = open_course(options.course)
        if options.lesson is not None:
            course.find(options.lesson)
    except CourseError as error:
        return _refuse(str(error))

    # Textual takes a quarter of a second to load: not before it is needed.
    from sandbox.ui import logbook
    from sandbox.ui.leaving import Leaving
    from sandbox.ui.sandbox_app import SandboxApp
    from sandbox.ui.theme import names

    if options.theme is not None and options.theme not in names():
        known = ", ".join(names())
        return _refuse(words("app.guard.theme", theme=options.theme, themes=known))
    logbook.start_log()
    leaving = Leaving()
    app = SandboxApp(options, course, leaving)
    leaving.watch()
    try:
        app.run()
    except Exception:
        app.crash += traceback.format_exc()
    app.keeper.close()
    if leaving.status:
        # Nobody may be there to read of a crash, and a terminal that has gone looks like one.
        return leaving.status
    if app.crash:
        logbook.report(app.crash, words)
        return 1
    return app.return_code or 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT
