"""`mlp-sandbox`: hands over to one command, and answers for whatever goes wrong in it.

Exit status: 0 done, 1 a fault of the program (of `check`: one in the course, of `exercise`: one in
the learner's file), 2 a mistake in what was typed, 130 interrupted, 128 + n ended by signal n, 141
nobody reads the output any more (as `| head` does).
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from sandbox.cli import process
from sandbox.cli.errors import UsageError

DEBUG = "MLP_SANDBOX_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words of the command line ask for; returns the exit status.

    A fault of the program is raised with $MLP_SANDBOX_DEBUG=1 alone, and is a sentence else.
    """
    process.prepare_streams()
    try:
        with process.exit_on_signals():
            status = _dispatch(list(sys.argv[1:] if argv is None else argv))
    except UsageError as mistake:
        status = process.print_error(str(mistake), status=2)
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 141
    except Exception as error:
        lost = process.finish_streams()
        if lost is not None:
            return _unwritten(lost)
        if os.environ.get(DEBUG) == "1":
            raise
        return process.print_error(
            f"this should not have happened: {type(error).__name__}: {error} "
            f"({DEBUG}=1 shows where)",
            status=1,
        )
    lost = process.finish_streams()
    return status if lost is None else _unwritten(lost)


def _unwritten(lost: OSError) -> int:
    """The status where stdout takes no more, said unless nobody reads it any more."""
    if isinstance(lost, BrokenPipeError):
        return 141
    reason = lost.strerror or type(lost).__name__
    return process.print_error(f"the output cannot be written: {reason}", status=1)


def _dispatch(words: list[str]) -> int:
    from sandbox.cli.parser import parse

    options = parse(words)
    if options.said is not None:
        print(options.said, end="")
        return 0
    from sandbox.cli import blas_threads

    blas_threads.limit(options)
    # A command's module loads what it needs as it is imported: so only the one that is asked for.
    module = import_module(f"sandbox.cli.commands.{options.module}")
    try:
        status: int = module.run(options)
    except UsageError as mistake:
        raise UsageError(_told(mistake, options.lang)) from mistake
    return status


def _told(mistake: UsageError, asked: str | None) -> str:
    """What is wrong, in the learner's language."""
    from sandbox.cli.words import language
    from sandbox.course.glossary import told

    lang = language(asked)
    # In English it names knobs as they are typed, and not as they are labelled on the screen.
    return str(mistake) if lang == "en" else told(mistake, lang)
