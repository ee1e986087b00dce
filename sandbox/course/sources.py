"""The engine's source text by name: `Linear.forward`, `Descent.update`, `train`."""

import importlib
import inspect
import pkgutil
import textwrap
from functools import cache
from types import FunctionType

from sandbox import engine
from sandbox.base.errors import closest_match


class UnknownSourceError(ValueError):
    """No function or method of the engine has that name; the nearest that has is given."""


def source(target: str) -> str:
    """The text of `Class.method` (its own or inherited) or `function`, as it is in the file."""
    functions = targets()
    if target not in functions:
        hint = closest_match(target, list(functions))
        remedy = f"did you mean {hint}?" if hint else "name one as Class.method or function"
        raise UnknownSourceError(f"the engine has no {target}: {remedy}")
    return textwrap.dedent(inspect.getsource(functions[target])).rstrip()


@cache
def targets() -> dict[str, FunctionType]:
    """All public functions and methods of the engine, by name."""
    found: dict[str, FunctionType] = {}
    for info in pkgutil.iter_modules(engine.__path__):
        module = importlib.import_module(f"{engine.__name__}.{info.name}")
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(thing):
                found[name] = thing
            elif inspect.isclass(thing):
                found |= _methods(thing)
    return found


def _methods(cls: type) -> dict[str, FunctionType]:
    """A class's public methods that are written out; what a dataclass makes has no source."""
    methods = inspect.getmembers(cls, inspect.isfunction)
    return {
        f"{cls.__name__}.{name}": method
        for name, method in methods
        if not name.startswith("_") and method.__module__.startswith(engine.__name__)
    }
