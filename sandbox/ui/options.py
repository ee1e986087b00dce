"""What the app was asked for on its command line."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox.course.config import Config, ConfigError
from sandbox.course.progress import Store


@dataclass(frozen=True)
class Options:
    """The command line's answers; every one has a default."""

    lang: str = "en"
    lesson: str | None = None
    """A lesson's number, id or slug to open at once; None: the home screen."""
    course: Path | None = None
    """A course's folder; None: the built-in lessons."""
    data: Path | None = None
    """Where Fashion-MNIST is; None: the usual places."""
    ascii: bool = False
    slow: bool = False
    """Spare the line: at most two redraws a second of what moves by itself."""
    theme: str | None = None
    """The colours; None: those chosen last."""
    still: bool = False
    """Nothing moves by itself: a run that goes on is drawn now and then, and at its end."""
    encoding: str = ""
    """The terminal's encoding where it has no more than ASCII for certain; "" for UTF-8."""
    config: Config = field(default_factory=Config)
    """The learner's own settings; the keys among them are still to be looked at."""
    trouble: ConfigError | None = None
    """What is wrong with them, if something is."""
    store: Store | None = field(default=None, compare=False)
    """The learner's progress, where it is open already; None: in its usual file."""
