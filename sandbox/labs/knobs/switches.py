"""Switches: one of a few words, or on and off."""

from dataclasses import dataclass
from typing import Any

from sandbox.labs.knobs.base import Knob, KnobError, Value
from sandbox.labs.nearest import nearest


@dataclass(frozen=True, kw_only=True)
class Choice(Knob):
    """One of a few words."""

    default: str
    choices: tuple[str, ...]

    @property
    def range(self) -> str:
        """The words."""
        return "one of " + ", ".join(self.choices)

    def parse(self, text: str) -> str:
        """One of the words, exactly."""
        if text not in self.choices:
            hint = nearest(text, self.choices)
            tail = f" (did you mean {hint}?)" if hint else ""
            shown = text if text.strip() else '""'
            sentence = f"{self.name}={shown} is not known: give {self.range}{tail}"
            known = {"knob": self.word, "text": shown, "words": self.choices}
            raise KnobError(sentence, "refused_choice", **known)
        return text

    def nudge(self, value: Value, notches: int) -> str:
        """The next word or the one before; round and round."""
        return self.choices[(self.choices.index(str(value)) + notches) % len(self.choices)]


@dataclass(frozen=True, kw_only=True)
class Toggle(Knob):
    """On or off."""

    default: bool

    @property
    def range(self) -> str:
        """The two words."""
        return "on or off"

    @property
    def refused(self) -> tuple[str, dict[str, Any]]:
        """The saying for other words."""
        return "refused_toggle", {}

    def parse(self, text: str) -> bool:
        """on, off, and what else people type for these."""
        if text.lower() in ("on", "true", "yes", "1"):
            return True
        if text.lower() in ("off", "false", "no", "0"):
            return False
        raise self.wrong(text, "why_unknown")

    def format(self, value: Value) -> str:
        """on or off."""
        return "on" if value else "off"

    def nudge(self, value: Value, notches: int) -> bool:
        """The other one, for every odd move."""
        return bool(value) ^ bool(notches % 2)
