"""Pictures of clothes, and what a network takes them for."""

from dataclasses import dataclass

from sandbox.engine.arrays import Array
from sandbox.labs.pictures.base import Picture, Saying


@dataclass(frozen=True)
class Captioned:
    """What a network makes of one image: class ids, and the guess's probability."""

    truth: str
    guess: str
    probability: float

    @property
    def right(self) -> bool:
        """Whether the guess is the truth."""
        return self.truth == self.guess


@dataclass(frozen=True, kw_only=True)
class Images(Picture):
    """Grey pictures (N, H, W) in uint8 with a caption each, the most telling first."""

    pixels: Array
    captions: tuple[Captioned, ...]

    def describe(self) -> Saying:
        """How many are wrong, and the first of them."""
        wrong = [caption for caption in self.captions if not caption.right]
        first = wrong[0] if wrong else None
        return Saying(
            "images",
            {
                "name": self.name,
                "count": len(self.captions),
                "wrong": len(wrong),
                "truth": first.truth if first else None,
                "guess": first.guess if first else None,
            },
        )
