"""Knobs as data: one table for sliders, command line, presets, help and error messages."""

from sandbox.labs.knobs.base import (
    Knob,
    KnobError,
    Settings,
    Value,
    defaults,
    find,
    parse_settings,
    unknown,
)
from sandbox.labs.knobs.lists import Rates, Sizes
from sandbox.labs.knobs.sliders import Integer, Number
from sandbox.labs.knobs.switches import Choice, Toggle

__all__ = [
    "Choice",
    "Integer",
    "Knob",
    "KnobError",
    "Number",
    "Rates",
    "Settings",
    "Sizes",
    "Toggle",
    "Value",
    "defaults",
    "find",
    "parse_settings",
    "unknown",
]
