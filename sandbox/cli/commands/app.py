"""The app: all about it and the terminal it needs is the ui's to say. Without a screen: `plain`."""

from sandbox.cli.grammar import Options
from sandbox.cli.words import language
from sandbox.course.glossary import LANGS
from sandbox.course.progress import Store, progress_file
from sandbox.ui import options as ui
from sandbox.ui.app import run_app


def run(options: Options) -> int:
    """Open the app, or the dialogue in lines; its exit status.

    What was not asked for is as it was the last time.
    """
    store = Store(progress_file())
    last = store.load().lang
    spoken = last.value if last is not None and last.value in LANGS else None
    lang = language(options.lang or spoken)
    if options.plain:
        from sandbox.cli.plain.start import converse

        return converse(options, lang, store)
    asked = ui.Options(
        lang=lang,
        lesson=options.lesson,
        course=options.course,
        data=options.data,
        ascii=options.ascii,
        slow=options.slow,
        theme=options.theme,
        store=store,
    )
    return run_app(asked)
