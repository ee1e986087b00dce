"""A monkey on every screen: `python -m tests.monkey` has it there for 5000 strokes."""

import os
from pathlib import Path

import pytest

from tests.monkey.monkey import few_garments, leave, play
from tests.monkey.places import PLACES

STROKES = int(os.environ.get("MLP_SANDBOX_MONKEY", "12"))
"""On each screen; the seed is fixed, so that what fails here fails again."""


@pytest.mark.parametrize("name", PLACES)
async def test_whatever_is_typed_nothing_ends_the_app_and_no_lab_fails(
    name: str, tmp_path: Path
) -> None:
    with few_garments():
        assert await play(name, STROKES, 0, tmp_path)


@pytest.mark.parametrize(
    ("name", "seed"), [("lesson-11", 2), ("exercise", 5), ("help", 8), ("palette", 10)]
)
async def test_it_can_be_left_in_the_midst_of_anything(
    name: str, seed: int, tmp_path: Path
) -> None:
    with few_garments():
        await leave(name, seed, tmp_path)
