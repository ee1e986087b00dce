"""What a lab is: an experiment as pure functions of a frozen state."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.data.sources import choose
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Knob, Settings
from sandbox.labs.settings import KnobSettings
from sandbox.labs.training import Stepless, Training
from sandbox.labs.yours import NONE, SHOWN, Yours
from sandbox.passes.recorded_step import EditError, RecordedStep

State = TypeVar("State")
S = TypeVar("S", bound=KnobSettings)


@dataclass(frozen=True)
class Resources:
    """Where a lab may find what is not its own: data, and a learner's functions."""

    data: Path | None = None
    environ: dict[str, str] = field(default_factory=dict)
    own: Yours = NONE
    """Functions of the learner's, for labs that have a place for them."""

    def images(self, kind: str) -> ImageDataset:
        """The pictures: `auto`, `garments` or `fashion-mnist`. DataError where there are none."""
        return choose(kind, self.data, self.environ)


class Lab(Generic[State]):
    """An experiment. It keeps nothing: what a run has become is in its states alone.

    So a state is a snapshot, going back is taking an earlier one, and the same settings and seed
    give the same run. A live knob acts because `step` is given the settings of the moment.
    """

    id: str
    knobs: tuple[Knob, ...]
    metrics: tuple[str, ...]
    pictures: tuple[str, ...]
    """The names of its frames' pictures, in their order: what a lesson can show first."""
    replaceable: tuple[str, ...] = ()
    """The learner's functions that it has a place for."""
    destabilising: tuple[str, ...] = ("lr", "decay")
    """The knobs, of those that it has, which make numbers run away when they are turned up far."""
    drawn: tuple[str, ...] = ()
    """What a seed decides, beside dropout: ids of sayings. Weights only where their start draws."""
    step_delay_s: float = 0.0
    """Seconds between two steps that play by themselves; 0: as fast as they come."""

    def start(self, settings: Settings, seed: int, resources: Resources) -> State:
        """The state before anything has happened."""
        raise NotImplementedError

    def draws(self, settings: Settings) -> tuple[str, ...]:
        """What another seed makes other, with these settings."""
        still = settings.get("init") in ("zero", "constant")
        own = tuple(what for what in self.drawn if not (still and what == "drawn_weights"))
        dropout = settings.get("dropout", 0)
        masks = any(dropout) if isinstance(dropout, tuple) else bool(dropout)
        return (*own, "drawn_masks") if masks else own

    def step(self, state: State, settings: Settings) -> State:
        """The state one smallest step further on: a minibatch, a line."""
        raise NotImplementedError

    def with_settings(self, state: State, settings: Settings) -> State:
        """The state under settings that a live knob has just changed, before any further step."""
        raise NotImplementedError

    def is_checkpoint(self, state: State) -> bool:
        """Whether one step of the learner's ends here: an epoch, a line. Else every step is one."""
        return True

    def is_done(self, state: State) -> bool:
        """Whether the run has come to its end. Else the first state answers all there is to ask.

        A stepper can still go on from there.
        """
        return True

    def frame(self, state: State) -> Frame:
        """What there is to show."""
        raise NotImplementedError

    def presets_for(self, function: str) -> dict[str, str] | None:
        """How the knobs stand for a run with a learner's function; None where it has no place."""
        if function not in self.replaceable:
            return None
        knobs = {knob.name: knob for knob in self.knobs}
        texts = {knob: text for knob, text in SHOWN[function].items() if knob in knobs}
        bare = "hidden" in knobs and knobs["hidden"].default == ()
        return {**texts, **({"hidden": "8"} if bare else {})}

    def training(self, state: State) -> Training | Stepless:
        """What it trains, and where that stands; or why there is no training step."""
        return Stepless.NOTHING

    def recorded_step(self, state: State) -> RecordedStep | Stepless:
        """A recorded training step: the one at hand in a stepper, else the one that comes next."""
        training = self.training(state)
        return training if isinstance(training, Stepless) else training.recorded()

    def with_value(self, state: State, origin: Provenance, index: Index, value: float) -> State:
        """The state with one weight, input or target set by hand.

        Raises EditError where that cannot be set.
        """
        raise EditError("computed")

    def export(self, state: State, to: str) -> str | None:
        """A script that repeats the run without this program, in `numpy` or `torch`.

        It has the settings of the moment from its first step on. None for labs that export nothing.
        """
        return None

    def nbytes(self, state: State) -> int:
        """About how many bytes keeping this state takes."""
        raise NotImplementedError


@dataclass(frozen=True)
class Query(Generic[S]):
    """What was asked: the answer is a function of it."""

    setup: S
    seed: int


class StatelessLab(Lab[Query[S]]):
    """A lab whose frame is computed from its settings and seed alone. Its knobs act live."""

    setup: type[S]
    unit = "answer"
    """The unit of a run that is over as soon as it has begun."""

    def start(self, settings: Settings, seed: int, resources: Resources) -> Query[S]:
        """The question; `frame` has the answer."""
        return Query(self.setup.of(settings), seed)

    def step(self, state: Query[S], settings: Settings) -> Query[S]:
        """There is nothing further: the same again."""
        return state

    def with_settings(self, state: Query[S], settings: Settings) -> Query[S]:
        """The new question."""
        return self.start(settings, state.seed, Resources())

    def nbytes(self, state: Query[S]) -> int:
        """Next to nothing: answers are not kept."""
        return 100 * len(self.knobs)
