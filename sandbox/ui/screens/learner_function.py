"""A learner's own function in the engine's place: a lab that trains with it.

`train_with` is what a key does; `LearnerFunctionScreen` is where it leads.
"""

import os
from pathlib import Path
from typing import Any

from sandbox.course.verdict_lines import verdict_lines
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.learner.source import LearnerSource
from sandbox.exercises import Exercise
from sandbox.labs.catalogue import LABS
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.yours import Yours
from sandbox.ui.context import Context
from sandbox.ui.log import LOGGER
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.exercise.verdict_view import translated
from sandbox.ui.screens.lab_screen import OverlayLabScreen, key_hints
from sandbox.ui.terminal import keys

USUAL = "classifier"
"""The lab for a function whose exercise names none."""

ACTIONS = (
    "forward", "back", "run", "reset", "undo", "again", "seed", "knobs", "view", "inspect", "pin",
    "origin", "terms", "switch", "leave",
)  # fmt: skip
"""What of a lesson's keys applies here."""


def train_with(screen: SandboxScreen, exercise: Exercise, file: Path) -> None:
    """Open the lab that trains with the function in the file, over the screen at hand.

    Call it in the app's thread; it returns at once. Import this module where it is called: it
    brings NumPy and all labs. The file is checked once more, in a thread, so that what runs is
    what has passed: save what was typed first, and as a check runs Python from the course's
    folder, ask `trusted` first. The learner is told where the check fails, and where the engine
    has no place for the function (gradient_check, train): `exercise.function in SLOTS` of
    `sandbox.engine.learner.slots` tells it beforehand.
    """
    words, name = screen.context.words, exercise.function
    if name not in SLOTS:
        screen.notify(words("yours.no_place", name=name), timeout=4, markup=False)
        return
    screen.notify(words("yours.checking", name=name), timeout=2, markup=False)
    screen.run_worker(
        lambda: _check(screen, exercise, file), thread=True, group="yours", exclusive=True
    )


def _check(screen: SandboxScreen, exercise: Exercise, file: Path) -> None:
    """In a thread of its own."""
    from sandbox.course.learner_functions import check_and_load

    context, app = screen.context, screen.app
    try:
        verdict, written = check_and_load(exercise, file)
    except Exception:
        LOGGER.exception("checking %s", file)
        said = context.words("yours.unknown", name=exercise.function)
        app.call_from_thread(screen.notify, said, severity="error", timeout=6, markup=False)
        return
    if written is not None:
        app.call_from_thread(_open, screen, exercise, written)
        return
    why = verdict_lines(verdict, exercise, context.glossary, width=10_000)[0]
    said = context.words("yours.failed", why=why)
    app.call_from_thread(screen.notify, said, severity="warning", timeout=6, markup=False)


def _open(screen: SandboxScreen, exercise: Exercise, written: LearnerSource) -> None:
    """Unless the learner has gone elsewhere meanwhile."""
    if screen.is_current:
        screen.app.push_screen(LearnerFunctionScreen(screen.context, exercise, written))


def lab_for(exercise: Exercise) -> tuple[Lab[Any], dict[str, str]]:
    """The lab that the exercise names, if it has a place for the function, and its knobs."""
    wanted = (exercise.lab or USUAL, USUAL)
    labs = sorted((lab for lab in LABS if lab.id in wanted), key=lambda lab: lab.id != wanted[0])
    for lab in labs:
        if (presets := lab.presets_for(exercise.function)) is not None:
            return lab, presets
    raise LookupError(f"no lab has a place for {exercise.function}")


class LearnerFunctionScreen(OverlayLabScreen):
    """A lab whose runs take the learner's function; its keys are those of a lesson's lab."""

    BINDINGS = keys.bindings("lesson", ACTIONS) + keys.handed_on()
    applying = ACTIONS
    leave_label = "yours.leave"

    def __init__(self, context: Context, exercise: Exercise, written: LearnerSource) -> None:
        data = context.options.data
        super().__init__(context, Resources(data, dict(os.environ), Yours((written,))))
        self._exercise = exercise
        self._lab, self._presets = lab_for(exercise)

    def opened(self) -> None:
        """Open at the lab."""
        self.pane.use(self._lab, self._presets, None)
        self.relabel()
        self.pane.look_at("lab")

    def relabel(self) -> None:
        """In the app's language."""
        context, name = self.context, self._exercise.function
        self.pane.relabel(context.glossary, context.words)
        how = "steps" if "steps" in self._lab.pictures else "run"
        text = context.words(
            "yours.text",
            name=name,
            how=context.words(f"yours.how.{how}"),
            rest=context.words(f"yours.rest.{name}"),
            why=translated(self._exercise, context).why,
            lab=self._lab.id,
        )
        self.pane.prose.show(text, keep_place=True)
        self.update_bars()

    def update_bars(self) -> None:
        """Whose function it is, and how the run stands."""
        context, frame = self.context, self.pane.news.frame
        facts = []
        if frame is not None and frame.progress:
            facts.append(f"{context.glossary.label('unit', frame.unit)} {frame.progress}")
        facts.append(context.words("app.lesson.seed", seed=self.pane.news.seed))
        title = context.words("yours.title", name=self._exercise.function)
        self.top.show(title, f" {context.glyphs.between} ".join(facts))
        self.key_line.show(key_hints(self), self.hint("help"))

    def action_seed(self) -> None:
        """A run with the next seed."""
        self._command("reseed")
