"""How the command line starts the app."""

import gc
import os
import sys
import traceback
from dataclasses import replace

from sandbox.course import config
from sandbox.course.glossary import told
from sandbox.ui.options import Options
from sandbox.ui.terminal.terminal_check import check_terminal, encoding
from sandbox.ui.words import Words

BAD_INPUT = 2

FRAMES = "120"
"""How often a second Textual looks whether to draw: at its own 60, a key waits 8 ms for nothing."""


def run_app(options: Options) -> int:
    """Run the app until the learner leaves; the exit status.

    What is wrong with the terminal, the theme or the lesson is said in one sentence on stderr
    before Textual loads or draws.
    """
    coerced = bool(sys.flags.utf8_mode)
    options = replace(options, encoding=encoding(sys.stderr, os.environ, coerced))
    words = Words("en" if options.encoding else options.lang)
    trouble = check_terminal(words, sys.stdin, sys.stdout, sys.stderr, os.environ)
    if trouble is not None:
        return _refuse(trouble)
    if options.trouble is not None:
        return _refuse(config.told(options.trouble, words.lang))

    from sandbox.course.course import open_course
    from sandbox.course.errors import CourseError

    try:
        course = open_course(options.course)
        if options.lesson is not None:
            course.find(options.lesson)
    except CourseError as error:
        return _refuse(told(error, words.lang))

    # Nothing that loads now is rubbish: looking for it would take a sixth of the start.
    gc.disable()
    # Textual takes a quarter of a second to load: not before it is needed.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    from sandbox.ui import log
    from sandbox.ui.app.app import SandboxApp
    from sandbox.ui.terminal.key_overrides import own_keys
    from sandbox.ui.terminal.shutdown import Shutdown
    from sandbox.ui.terminal.theme import names

    if options.theme is not None and options.theme not in names():
        known = ", ".join(names())
        said = words("app.guard.theme", theme=options.theme, themes=known)
        return _refuse(config.told_place(options.config.place("theme"), words.lang) + said)
    try:
        own_keys(options.config)
    except config.ConfigError as error:
        return _refuse(config.told(error, words.lang))
    log.start_log()
    leaving = Shutdown()
    app = SandboxApp(options, course, leaving)
    leaving.watch()
    try:
        app.run()
    except Exception:
        app.crash += traceback.format_exc()
    app.finish()
    sys.stderr.write(app.last_words())
    # Nobody may be there to read of a crash, and a terminal that has gone looks like one.
    if app.crash and not leaving.status:
        log.report(app.crash, words)
    rescued = app.context.cleanup.rescued
    status = leaving.status or app.return_code or int(bool(app.crash or rescued))
    leaving.pass_threads(status)
    return status


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return BAD_INPUT
