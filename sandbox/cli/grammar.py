"""The grammar of the command line: one table of flags, one of commands.

argparse, as it comes with Python and loads in milliseconds, which `--version` needs.
"""

import argparse
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from sandbox import __version__
from sandbox.cli import leftover, values
from sandbox.cli.errors import UsageError

PROGRAM = "mlp-sandbox"

VERSION = frozenset(("-V", "--version"))

FLAGS: Mapping[str, Mapping[str, Any]] = {
    "lang": {"metavar": "en|ko", "type": values.language, "help": "the language; default: yours"},
    "lesson": {"metavar": "ID", "help": "open a lesson at once: 11, propagation, 11-propagation"},
    "course": {"metavar": "DIR", "type": values.folder, "help": "the lessons of this folder"},
    "data": {
        "metavar": "DIR",
        "type": values.folder,
        "help": "the folder of the Fashion-MNIST files; default: $MLP_SANDBOX_DATA, usual places",
    },
    "ascii": {"action": "store_true", "help": "draw with ASCII characters alone"},
    "slow": {"action": "store_true", "help": "spare a slow line: no animation, few redraws"},
    "plain": {
        "action": "store_true",
        "help": "numbered lines instead of a screen: for screen readers, dumb terminals and pipes",
    },
    "still": {
        "action": "store_true",
        "help": "nothing moves by itself: a run is drawn every ten seconds, and at its end",
    },
    "theme": {
        "metavar": "T",
        "help": "the colours: dark, light, or a theme of Textual's; default: the last one",
    },
    "json": {"action": "store_true", "help": "print one JSON object"},
    "seed": {
        "metavar": "N",
        "type": values.seed,
        "default": 0,
        "help": "which of all possible runs; default: 0",
    },
    "threads": {
        "metavar": "N",
        "type": values.threads,
        "help": "processors that a matrix product may take, 1 unless config.toml says more; "
        "another number rounds otherwise, so the same run needs the same",
    },
    "steps": {
        "action": "store_true",
        "help": "with every line of a training step, and its value: with --json all of its "
        "numbers, many megabytes at full size",
    },
    "with": {
        "metavar": "NAME=FILE",
        "action": "append",
        "dest": "own",
        "help": "your own relu, say, in the engine's place, if it passes its check; more than once",
    },
    "to": {
        "metavar": "numpy|torch",
        "type": values.target,
        "help": "what the script needs: NumPy alone, or PyTorch and NumPy",
    },
    "watch": {"action": "store_true", "help": "check at every save, until Ctrl+C"},
    "trust": {"action": "store_true", "help": "let the course's own checks run, from now on"},
    "hint": {"action": "store_true", "help": "the next hint"},
    "solution": {"action": "store_true", "help": "the course's own, once yours has passed"},
    "quick": {"action": "store_true", "help": "run no exercise, and so no code of the course"},
    "from": {
        "metavar": "URL",
        "dest": "mirror",
        "help": "fetch from this folder of the web; default: the publisher's, "
        "https://fashion-mnist.s3.eu-central-1.amazonaws.com/. Wherever a file is from, it is kept "
        "only if its MD5 is the published one",
    },
}


class Command(NamedTuple):
    """A command: its module's name, its words and its flags."""

    name: str
    does: str
    flags: tuple[str, ...]
    words: Mapping[str, Mapping[str, Any]] = {}
    own: Mapping[str, Mapping[str, Any]] = {}
    """What its flags have instead of what FLAGS says."""
    own_help: bool = False
    """Whether its module answers --help, as it has more to say than the grammar knows."""


APP = Command(
    "app",
    "Multilayer perceptrons in the terminal, taught by stepping through them.",
    ("lang", "lesson", "course", "data", "plain", "ascii", "slow", "still", "theme", "threads"),
)

COMMANDS = (
    Command("list", "the lessons, how far you are, and the labs", ("lang", "course", "json")),
    Command(
        "read",
        "a lesson as plain text",
        ("lang", "course"),
        {"lesson": {"metavar": "LESSON", "nargs": "?", "help": "11, propagation, 11-propagation"}},
    ),
    Command(
        "run",
        "an experiment without a screen",
        ("seed", "data", "lang", "json", "steps", "with", "threads"),
        {
            "lab": {"metavar": "LAB", "nargs": "?", "help": "one of those `list` shows"},
            "knobs": {
                "metavar": "knob=value",
                "nargs": "*",
                "help": "`run LAB --help` shows a lab's knobs",
            },
        },
        own_help=True,
    ),
    Command(
        "explain",
        "where a number came from, and its chain down to the data",
        ("seed", "data", "lang", "json", "with", "threads"),
        {
            "lab": {"metavar": "LAB", "nargs": "?", "help": "one of those `list` shows"},
            "knobs": {
                "metavar": "[knob=value …] STEP [CELL]",
                "nargs": "*",
                "help": "a line by its number or name (14, dW, layer2.dW, dJ/dW2) and a cell (2,1)",
            },
        },
    ),
    Command(
        "export",
        "a script that repeats a run on its own",
        ("to", "seed", "data", "with", "threads"),
        {
            "lab": {"metavar": "LAB", "nargs": "?", "help": "one of those `list` shows"},
            "knobs": {
                "metavar": "knob=value",
                "nargs": "*",
                "help": "`run LAB --help` shows a lab's knobs",
            },
        },
    ),
    Command(
        "check",
        "a course audited: languages, labs, links, quizzes, words, exercises",
        ("lang", "course", "quick"),
        {
            "folder": {
                "metavar": "DIR",
                "nargs": "?",
                "type": values.folder,
                "help": "the folder with its course.toml; default: the built-in lessons",
            }
        },
    ),
    Command(
        "exercise",
        "functions to write: list them, begin one, check a solution",
        ("lang", "course", "json", "seed", "watch", "hint", "solution", "trust"),
        {
            "exercise": {"metavar": "NAME", "nargs": "?", "help": "begin it: makes your file"},
            "file": {
                "metavar": "FILE",
                "nargs": "?",
                "type": values.folder,
                "help": "check this file: status 0 if it is right, 1 if not",
            },
        },
        own={"seed": {"default": None, "help": "the inputs of an earlier check"}},
    ),
    Command(
        "data",
        "which pictures are used; fetch Fashion-MNIST, save garments",
        ("data", "lang", "from"),
        {
            "action": {
                "metavar": "status|fetch|save",
                "nargs": "?",
                "default": "status",
                "help": "look for Fashion-MNIST; download it; write the garments into a folder",
            },
            "folder": {
                "metavar": "DIR",
                "nargs": "?",
                "type": values.folder,
                "help": "where `save` writes its four files",
            },
        },
    ),
)


class Options(argparse.Namespace):
    """What was typed: the command's module, and a value for each of its flags and words."""

    module: str
    said: str | None = None
    """What to print instead of doing anything: the version, a help text."""
    lang: str | None = None
    threads: int | None
    """How many were asked for; there where the command takes the flag."""
    own: list[str] | None = None
    """The words of `--with`, where there are any."""


class Parser(argparse.ArgumentParser):
    """argparse, except that what is wrong becomes a UsageError and help a text."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found as a UsageError."""
        raise UsageError(f"{message.removeprefix('argument ')} (`{self.prog} --help` shows all)")


def parse(words: list[str]) -> Options:
    """What the words ask for; UsageError, with the nearest right word, where that cannot be."""
    command, rest = _split(words)
    if command is APP and VERSION.intersection(rest):
        return Options(module=APP.name, said=f"{PROGRAM} {__version__}\n")
    parser = parser_for(command)
    options, left_over = parser.parse_known_intermixed_args(rest, Options(module=command.name))
    if options.help and not command.own_help:
        options.said = parser.format_help()
    elif left_over:
        who = PROGRAM if command is APP else f"`{PROGRAM} {command.name}`"
        lab = getattr(options, "lab", None) if "knobs" in command.words else None
        raise leftover.refused(who, left_over[0], rest, command.flags, _apps(command), lab)
    return options


def parser_for(command: Command) -> Parser:
    """The parser of one command."""
    prog = PROGRAM if command is APP else f"{PROGRAM} {command.name}"
    does = command.does if command is APP else f"{command.does[0].upper()}{command.does[1:]}."
    parser = Parser(
        prog=prog,
        description=does,
        epilog=_overview() if command is APP else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    for name, how in command.words.items():
        parser.add_argument(name, **how)
    for name in command.flags:
        parser.add_argument(f"--{name}", **{**FLAGS[name], **command.own.get(name, {})})
    if command is APP:
        parser.add_argument("-V", "--version", action="store_true", help="print the version")
    parser.add_argument("-h", "--help", action="store_true", help="print this")
    return parser


def find(name: str) -> Command:
    """The command of that name; KeyError where there is none."""
    return {command.name: command for command in COMMANDS}[name]


def _split(words: list[str]) -> tuple[Command, list[str]]:
    """The command, which may come after flags, and all other words."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        how = FLAGS.get(words[at].removeprefix("--"), {"action": ""})
        takes_value = how.get("action", "append") == "append"
        at += 2 if takes_value else 1
    if at >= len(words):
        return APP, words
    others = words[:at] + words[at + 1 :]
    if words[at] == "version":
        return APP, [*others, "--version"]
    if words[at] == "help":
        return _split([*others, "--help"])
    names = [command.name for command in COMMANDS]
    if words[at] not in names:
        raise UsageError(
            f"there is no command {words[at]}: "
            + values.remedy(words[at], names, f"give one of {', '.join(names)}, or none")
        )
    return find(words[at]), others


def _apps(command: Command) -> tuple[str, ...]:
    """Flags that are the app's alone."""
    return () if command is APP else tuple(flag for flag in APP.flags if flag not in command.flags)


def _overview() -> str:
    lines = ["Without a command it opens the app. The commands:"]
    for command in COMMANDS:
        words = " ".join([command.name, *(how["metavar"] for how in command.words.values())])
        lines.append(f"  {words:<22}  {command.does}")
    return "\n".join([*lines, "", f"`{PROGRAM} COMMAND --help` says more."])
