"""What the last line of the exercise screen offers: in the editor F-keys, elsewhere letters."""

from typing import TYPE_CHECKING

from sandbox.ui import keys
from sandbox.ui.bars import Hint

if TYPE_CHECKING:
    from sandbox.ui.exercise.screen import ExerciseScreen


def hints(screen: "ExerciseScreen") -> list[Hint]:
    """The keys of the part that has them; what would do nothing is left out."""
    words, escape = screen.sandbox.words, keys.key_name("escape")
    if screen.question.asking:
        return [screen.hint(id) for id in keys.FOOTERS["question"]]
    typing = screen.bench.editor.has_focus
    first, last = [], []
    if screen.checking is not None:
        first = [Hint(escape, words("exercise.key.stop"), "screen.leave_exercise")]
    elif typing:
        first = [Hint(escape, words("exercise.key.out"), "screen.leave_exercise")]
    if typing:
        last = [Hint("tab", words("exercise.key.indent"))]
    offered = [
        id for id in keys.FOOTERS["editor" if typing else "exercise"] if not _idle(screen, id)
    ]
    return [*first, *(_hint(screen, id) for id in offered), *last]


def _idle(screen: "ExerciseScreen", id: str) -> bool:
    """Whether an action would do nothing as things are."""
    desk = screen.desk
    return {
        "hint": len(desk.hints) == len(desk.exercise.hints),
        "solution": desk.state(desk.exercise) != "passed",
        "train_yours": desk.state(desk.exercise) != "passed",
        "marked_line": screen.bench.editor.pointed is None,
        "next_exercise": not desk.can_go(1),
        "previous_exercise": not desk.can_go(-1),
    }.get(id, False)


def _hint(screen: "ExerciseScreen", id: str) -> Hint:
    """An action with the key that it has here."""
    words, desk, label = screen.sandbox.words, screen.desk, ""
    if id == "hint":
        hints = len(desk.exercise.hints)
        label = words("exercise.key.hint", number=len(desk.hints) + 1, hints=hints)
    elif id == "leave_exercise":
        label = words("exercise.key.lesson")
    return screen.hint(id, label)
