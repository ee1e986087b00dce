"""The app: all about it and the terminal it needs is the ui's to say. Without a screen: `plain`."""

from sandbox.cli.parser import CommandOptions
from sandbox.cli.words import language
from sandbox.course.config import Config, ConfigError, config_file, read_config
from sandbox.course.glossary import LANGS
from sandbox.course.progress import Store, progress_file
from sandbox.ui.options import Options as AppOptions


def run(options: CommandOptions) -> int:
    """Open the app, or the dialogue in lines; its exit status.

    What was not asked for is as the learner's own settings have it, or as it was the last time.
    """
    own, trouble = Config(), None
    try:
        own = read_config(config_file())
    except ConfigError as error:
        trouble = error
    store = Store(progress_file())
    last = store.load().lang
    spoken = last.value if last is not None and last.value in LANGS else None
    lang = language(options.lang or own.lang or spoken)
    if options.plain:
        from sandbox.cli.plain.repl import run_repl

        spelt = options.ascii or bool(own.ascii)
        return run_repl(options, lang, store, spelt=spelt, trouble=trouble)

    asked = AppOptions(
        lang=lang,
        lesson=options.lesson,
        course=options.course,
        data=options.data,
        ascii=options.ascii or bool(own.ascii),
        slow=options.slow or bool(own.slow),
        still=options.still or own.motion is False,
        theme=options.theme or own.theme,
        config=own,
        trouble=trouble,
        store=store,
    )
    return run_app(asked)


def run_app(asked: AppOptions) -> int:
    """The app itself; its exit status."""
    from sandbox.ui.app import launch

    return launch.run_app(asked)
