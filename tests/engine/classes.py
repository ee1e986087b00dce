"""All of the engine's modules and watched classes, found rather than listed."""

import ast
import importlib
import inspect
import pkgutil
import textwrap

import sandbox.engine

MODULES = [f"sandbox.engine.{each.name}" for each in pkgutil.iter_modules(sandbox.engine.__path__)]


def watched_classes() -> list[type]:
    """Every class of the engine that says which of its methods are watched."""
    return [
        cls
        for name in MODULES
        for cls in vars(importlib.import_module(name)).values()
        if isinstance(cls, type) and cls.__module__ == name and hasattr(cls, "watched")
    ]


def watched_methods() -> list[tuple[type, str]]:
    """Every watched method that a class has, itself or from a class above; not abstract ones."""
    return [
        (cls, name) for cls in watched_classes() for name in cls.watched if not abstract(cls, name)
    ]


def definition(cls: type, name: str) -> ast.FunctionDef:
    """A method's syntax tree."""
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(getattr(cls, name)))).body
    assert isinstance(found, ast.FunctionDef)
    return found


def abstract(cls: type, name: str) -> bool:
    """Whether the method only says that a subclass must have it, or is left to subclasses."""
    if not hasattr(cls, name):
        return bool(cls.__subclasses__())
    return isinstance(definition(cls, name).body[-1], ast.Raise)
