"""How many threads NumPy may take: what the learner asks for, settled before NumPy loads."""

from sandbox.cli.errors import UsageError
from sandbox.cli.parser import APP, CommandOptions
from sandbox.cli.words import language
from sandbox.course.config import ConfigError, config_file, read_config, told
from sandbox.engine import threads


def limit(options: CommandOptions) -> None:
    """As the command line has it, else as the learner's own settings do, else one.

    A command that takes no `--threads` computes on one. UsageError where the settings are not as
    they should be; the app says that itself.
    """
    threads.settle(_asked(options) if "threads" in options else None)


def _asked(options: CommandOptions) -> int | None:
    if options.threads is not None:
        return options.threads
    try:
        return read_config(config_file()).threads
    except ConfigError as error:
        if options.module == APP.name:
            return None
        raise UsageError(told(error, language(options.lang))) from error
