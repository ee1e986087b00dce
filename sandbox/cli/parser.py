"""The command line's words: a table of flags, one of commands, and the answer to a wrong word.

Imports stand inside: a flag that is not given costs nothing.
"""

import argparse
from argparse import ArgumentTypeError
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sandbox import __version__
from sandbox.cli.errors import UsageError


def parse_language(text: str) -> str:
    """One of the course's languages."""
    from sandbox.course.glossary import LANGS

    if text not in LANGS:
        others = f"give one of {', '.join(LANGS)}"
        raise ArgumentTypeError(f"there is no language {text!r}: {suggestion(text, LANGS, others)}")
    return text


def parse_folder(text: str) -> Path:
    """A folder's path, `~` being home; whether it is there is for its reader to say."""
    if not text:
        raise ArgumentTypeError("give a folder's path")
    return Path(text).expanduser()


def parse_seed(text: str) -> int:
    """A whole number from 0."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise ArgumentTypeError(f"give a whole number from 0, not {text!r}")
    return number


def parse_threads(text: str) -> int:
    """How many threads, from 1; no more than there are processors, as they would not be had."""
    from sandbox.engine.threads import most

    processors = most()
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= processors:
        raise ArgumentTypeError(
            f"give a whole number from 1 to {processors}, the processors there are, not {text!r}"
        )
    return number


def parse_target(text: str) -> str:
    """What a run can be exported to."""
    from sandbox.labs.exporting import TARGETS

    if text not in TARGETS:
        others = f"give one of {', '.join(TARGETS)}"
        raise ArgumentTypeError(
            f"no script can be for {text!r}: {suggestion(text, TARGETS, others)}"
        )
    return text


def suggestion(word: str, words: Sequence[str], otherwise: str) -> str:
    """`did you mean …?` with the most similar of the words; what else to say where none is."""
    hint = closest_word(word, words)
    return f"did you mean {hint}?" if hint else otherwise


def closest_word(word: str, words: Sequence[str]) -> str | None:
    """The most similar of the words; None where none is."""
    from sandbox.base.errors import closest_match

    return closest_match(word, list(words))


def refuse_word(
    who: str,
    word: str,
    typed: Sequence[str],
    flags: Sequence[str],
    apps: Sequence[str],
    lab: str | None,
) -> UsageError:
    """What is wrong with a word of those that were typed, and what to write.

    `flags`: the command's; `apps`: those of the app alone; `lab`: the one whose knobs it takes.
    """
    if not word.startswith("-"):
        return UsageError(f"{who} does not take the word {word}: leave it out")
    flag, _, value = word.partition("=")
    name = flag.lstrip("-")
    if name in apps:
        return UsageError(f"{flag} is for the app: {who} takes {_as_flags(flags)}")
    knob = None if lab is None else _knob_called(lab, name)
    if knob is not None:
        after = typed[typed.index(word) + 1 :]
        value = value or (after[0] if after and not after[0].startswith("-") else "VALUE")
        return UsageError(f"{who} has no option {flag}, but a knob {knob}: write {knob}={value}")
    hint = closest_word(name, flags)
    remedy = f"did you mean --{hint}?" if hint else f"it has {_as_flags(flags)}"
    return UsageError(f"{who} has no option {flag}: {remedy}")


def _as_flags(flags: Sequence[str]) -> str:
    return ", ".join(f"--{flag}" for flag in flags)


def _knob_called(lab: str, name: str) -> str | None:
    """The knob of a lab that somebody took for an option; None where there is none."""
    from sandbox.course.knob_names import called
    from sandbox.labs.catalogue import LABS

    return next((called(one.knobs, name) for one in LABS if one.id == lab), None)


PROGRAM = "mlp-sandbox"

VERSION = frozenset(("-V", "--version"))

FLAGS: Mapping[str, Mapping[str, Any]] = {
    "lang": {"metavar": "en|ko", "type": parse_language, "help": "the language; default: yours"},
    "lesson": {"metavar": "ID", "help": "open a lesson at once: 11, propagation, 11-propagation"},
    "course": {"metavar": "DIR", "type": parse_folder, "help": "the lessons of this folder"},
    "data": {
        "metavar": "DIR",
        "type": parse_folder,
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
        "type": parse_seed,
        "default": 0,
        "help": "which of all possible runs; default: 0",
    },
    "threads": {
        "metavar": "N",
        "type": parse_threads,
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
        "type": parse_target,
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
                "type": parse_folder,
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
                "type": parse_folder,
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
                "type": parse_folder,
                "help": "where `save` writes its four files",
            },
        },
    ),
)


class CommandOptions(argparse.Namespace):
    """What was typed: the command's module, and a value for each of its flags and words."""

    module: str
    said: str | None = None
    """What to print instead of doing anything: the version, a help text."""
    lang: str | None = None
    threads: int | None
    """How many were asked for; there where the command takes the flag."""
    own: list[str] | None = None
    """The words of `--with`, where there are any."""


class CommandParser(argparse.ArgumentParser):
    """argparse, except that what is wrong becomes a UsageError and help a text."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found as a UsageError."""
        raise UsageError(f"{message.removeprefix('argument ')} (`{self.prog} --help` shows all)")


def parse(words: list[str]) -> CommandOptions:
    """What the words ask for; UsageError, with the nearest right word, where that cannot be."""
    command, rest = _split(words)
    if command is APP and VERSION.intersection(rest):
        return CommandOptions(module=APP.name, said=f"{PROGRAM} {__version__}\n")
    parser = parser_for(command)
    options, left_over = parser.parse_known_intermixed_args(
        rest, CommandOptions(module=command.name)
    )
    if options.help and not command.own_help:
        options.said = parser.format_help()
    elif left_over:
        who = PROGRAM if command is APP else f"`{PROGRAM} {command.name}`"
        lab = getattr(options, "lab", None) if "knobs" in command.words else None
        raise refuse_word(who, left_over[0], rest, command.flags, _app_flags(command), lab)
    return options


def parser_for(command: Command) -> CommandParser:
    """The parser of one command."""
    prog = PROGRAM if command is APP else f"{PROGRAM} {command.name}"
    does = command.does if command is APP else f"{command.does[0].upper()}{command.does[1:]}."
    parser = CommandParser(
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


def find_command(name: str) -> Command:
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
            + suggestion(words[at], names, f"give one of {', '.join(names)}, or none")
        )
    return find_command(words[at]), others


def _app_flags(command: Command) -> tuple[str, ...]:
    """Flags that are the app's alone."""
    return () if command is APP else tuple(flag for flag in APP.flags if flag not in command.flags)


def _overview() -> str:
    lines = ["Without a command it opens the app. The commands:"]
    for command in COMMANDS:
        words = " ".join([command.name, *(how["metavar"] for how in command.words.values())])
        lines.append(f"  {words:<22}  {command.does}")
    return "\n".join([*lines, "", f"`{PROGRAM} COMMAND --help` says more."])
