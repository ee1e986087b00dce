"""Garments: pictures of Fashion-MNIST's ten classes, drawn from a seed."""

from sandbox.labs.data.garments.cache import load_or_make
from sandbox.labs.data.garments.drawing import make

__all__ = ["load_or_make", "make"]
