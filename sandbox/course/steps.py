"""The ids of all lines that the engine can show, for the glossary to have a sentence for each."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache

from sandbox import engine
from sandbox.engine import learner
from sandbox.engine.house_style import StyleError
from sandbox.engine.instrument import lines


@cache
def step_ids() -> frozenset[str]:
    """`class.method.name` of each line of each watched method: "linear.backward.dW"."""
    return frozenset(id for cls in _classes() for id in _lines(cls))


def _classes() -> Iterator[type]:
    for package in (engine, learner):
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            for cls in vars(module).values():
                if inspect.isclass(cls) and cls.__module__ == module.__name__:
                    yield cls


def _lines(cls: type) -> list[str]:
    methods = [name for name in getattr(cls, "watched", ()) if hasattr(cls, name)]
    try:
        return [
            f"{getattr(cls, 'title', cls.__name__.lower())}.{method}.{line.name}"
            for method in methods
            for line in lines(cls, method)
        ]
    except StyleError:
        return []  # it only says what its subclasses must write
