"""Every screen the monkey is set on: how it is opened, and whether it is still open."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.ui.app.app import SandboxApp


@dataclass(frozen=True)
class Place:
    """A screen, and the keys that lead there from the list of lessons."""

    lesson: int | None
    """The lesson that is opened first."""
    keys: tuple[str, ...] = ()
    page: int = 0
    """Which of its pages, counted from the end where it is below 0."""
    shown: str = ""
    """The class of the screen that these keys open; "" where they open none."""

    def lost(self, app: SandboxApp) -> bool:
        """Whether another screen is shown."""
        usual = "HomeScreen" if self.lesson is None else "LessonScreen"
        return type(app.screen).__name__ != (self.shown or usual)


TO_LAB = ("tab",)
PLACES: Mapping[str, Place] = {
    "home": Place(None),
    **{f"lesson-{number:02}": Place(number) for number in range(1, 17)},
    "search": Place(None, ("slash", *"drop"), shown="SearchScreen"),
    "glossary": Place(None, ("slash", *"entropy", "enter"), shown="EntryScreen"),
    "help": Place(11, ("question_mark",), shown="HelpScreen"),
    "terms": Place(11, ("t",), shown="TermsScreen"),
    "update": Place(4, ("n", "x"), shown="TrainingStepScreen"),
    "palette": Place(9, ("ctrl+p",), shown="Palette"),
    "exercise": Place(15, ("e",), page=2, shown="ExerciseScreen"),
    "editor": Place(15, ("e", "e"), page=2, shown="ExerciseScreen"),
    "quiz": Place(9, (), page=-1),
    "knobs": Place(9, (*TO_LAB, "k", "1")),
    "sizes": Place(4, (*TO_LAB, "k", "2", "5")),
    "asking": Place(11, (*TO_LAB, *"nnnnnnnnnn", "enter")),
    "predicting": Place(11, (*TO_LAB, *"nnnn", "f")),
    "changing": Place(11, (*TO_LAB, *"nnnn", "e")),
}
