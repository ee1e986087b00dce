"""Which hand draws which class."""

from collections.abc import Callable
from functools import partial

from sandbox.labs.data.garments import bags, figure, sandals, shoes, tops, trousers
from sandbox.labs.data.garments.draws import Draws, Floats

CLASSES: tuple[Callable[[Draws], Floats], ...] = (
    partial(figure.draw, styles=tops.T_SHIRTS),
    trousers.draw,
    partial(figure.draw, styles=tops.PULLOVERS),
    partial(figure.draw, styles=tops.DRESSES),
    partial(figure.draw, styles=tops.COATS),
    sandals.draw,
    partial(figure.draw, styles=tops.SHIRTS),
    partial(shoes.draw, styles=shoes.SNEAKERS),
    bags.draw,
    partial(shoes.draw, styles=shoes.BOOTS),
)
"""For each label, in order, what draws the brightness (n, 28, 28) of n garments of that class."""
