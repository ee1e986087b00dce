"""Knobs on the screen: a list of sliders, toggles and choices."""

from sandbox.ui.knobs.panel import KnobPanel

__all__ = ["KnobPanel"]
