"""The app: everything about it, and about the terminal it needs, is the ui's to say."""

from sandbox.cli.grammar import Options
from sandbox.cli.words import language
from sandbox.ui import options as ui
from sandbox.ui.app import run_app


def run(options: Options) -> int:
    """Open the app; its exit status."""
    asked = ui.Options(
        lang=language(options.lang),
        lesson=options.lesson,
        course=options.course,
        data=options.data,
        ascii=options.ascii,
        slow=options.slow,
        theme=options.theme,
    )
    return run_app(asked)
