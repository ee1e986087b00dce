"""`export`: a script that repeats a run without this program, in NumPy or in PyTorch."""

from sandbox.cli.errors import UsageError
from sandbox.cli.lab_args import command_for, lab_named, start_session
from sandbox.cli.parser import CommandOptions
from sandbox.cli.process import print_program
from sandbox.labs.catalogue import LABS
from sandbox.labs.exporting import TARGETS
from sandbox.labs.lab import Lab


def run(options: CommandOptions) -> int:
    """Print the script; UsageError where there is no such lab, or nothing of it to export."""
    lab = lab_named(options.lab)
    if options.to is None:
        raise UsageError(f"which script? Give --to {' or --to '.join(TARGETS)}")
    if options.own:
        raise UsageError(
            "a script is made of the engine's own lines: leave out --with, and put your function "
            "into the script in the place of its line"
        )
    session = start_session(lab.id, options.knobs, options)
    script = lab.export(session.state, options.to)
    if script is None:
        able = ", ".join(other.id for other in LABS if type(other).export is not Lab.export)
        raise UsageError(f"{lab.id} has no run to export; these have: {able}")
    # On one line, even where a folder's name is not: the rest of it would be code.
    command = " ".join(command_for(session, "export").split())
    print_program(f"# {command} --to {options.to}\n{script}")
    return 0
