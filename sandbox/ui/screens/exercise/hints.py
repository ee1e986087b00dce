"""The keys of the exercise screen: those of escape and a letter, and what its last line offers."""

from collections.abc import Callable

from textual.binding import Binding, BindingType

from sandbox.ui.exercise.session import ExerciseSession
from sandbox.ui.terminal import hangul, keys
from sandbox.ui.widgets.title_bar import Hint
from sandbox.ui.words import Words


def escape_bindings() -> list[BindingType]:
    """Escape and a letter: on a slow line they come as one, which is alt and the letter."""
    return [
        Binding(f"alt+{typed}", f"outside('{action.id}')", show=False, priority=True)
        for action in keys.of("exercise")
        for key in action.keys
        if len(key) == 1
        for typed in (key, *hangul.jamo_on(key))
    ]


def key_hints(
    hint: Callable[[str, str], Hint],
    words: Words,
    session: ExerciseSession,
    asking: bool,
    typing: bool,
    checking: bool,
    pointed: bool,
) -> list[Hint]:
    """The keys of the part that has them; what would do nothing is left out.

    `hint` makes one of an action's id and its label, "" for the usual one. `asking`: a question
    waits; `typing`: the editor has the keys; `checking`: a check runs; `pointed`: a line is marked.
    """
    if asking:
        return [hint(id, "") for id in keys.FOOTERS["question"]]
    exercise, passed = session.exercise, session.state(session.exercise) == "passed"
    idle = {
        "hint": len(session.hints) == len(exercise.hints),
        "solution": not passed,
        "train_yours": not passed,
        "marked_line": not pointed,
        "next_exercise": not session.can_go(1),
        "previous_exercise": not session.can_go(-1),
    }
    number = len(session.hints) + 1
    labels = {
        "hint": words("exercise.key.hint", number=number, hints=len(exercise.hints)),
        "leave_exercise": words("exercise.key.lesson"),
    }
    offered = [id for id in keys.FOOTERS["editor" if typing else "exercise"] if not idle.get(id)]
    shown = [hint(id, labels.get(id, "")) for id in offered]
    if checking or typing:
        label = words("exercise.key.stop" if checking else "exercise.key.out")
        shown.insert(0, Hint(keys.key_name("escape"), label, "screen.leave_exercise"))
    if typing:
        shown.append(Hint("tab", words("exercise.key.indent")))
    return shown
