"""The source of several modules as that of one."""

import inspect
import re
from collections.abc import Iterable
from importlib import import_module

OWN_IMPORT = re.compile(r"^from (sandbox\.\S+) import (?:\([^)]*\)|.*)\n", re.MULTILINE)


def gathered(modules: Iterable[str]) -> str:
    """The modules' source and that of all they import from the project, each before its users.

    Names keep their meaning as no two of these modules use one for two things.
    """
    sources: dict[str, str] = {}
    for name in modules:
        _collect(name, sources)
    return "\n\n".join(
        f"# {name.replace('.', '/')}.py\n{OWN_IMPORT.sub('', text)}"
        for name, text in sources.items()
    )


def _collect(name: str, sources: dict[str, str]) -> None:
    if name not in sources:
        text = inspect.getsource(import_module(name))
        for needed in OWN_IMPORT.findall(text):
            _collect(needed, sources)
        sources[name] = text
