"""The answer to a word that a command does not take."""

from collections.abc import Sequence

from sandbox.cli import values
from sandbox.cli.errors import UsageError


def refused(
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
        return UsageError(f"{flag} is for the app: {who} takes {_all(flags)}")
    knob = None if lab is None else _knob(lab, name)
    if knob is not None:
        after = typed[typed.index(word) + 1 :]
        value = value or (after[0] if after and not after[0].startswith("-") else "VALUE")
        return UsageError(f"{who} has no option {flag}, but a knob {knob}: write {knob}={value}")
    hint = values.nearest_of(name, flags)
    remedy = f"did you mean --{hint}?" if hint else f"it has {_all(flags)}"
    return UsageError(f"{who} has no option {flag}: {remedy}")


def _all(flags: Sequence[str]) -> str:
    return ", ".join(f"--{flag}" for flag in flags)


def _knob(lab: str, name: str) -> str | None:
    """The knob of a lab that somebody took for an option; None where there is none."""
    from sandbox.course.knobnames import called
    from sandbox.labs.catalogue import LABS

    return next((called(one.knobs, name) for one in LABS if one.id == lab), None)
