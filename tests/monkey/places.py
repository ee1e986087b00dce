"""Every screen the monkey is set on: how it is opened, and whether it is still open."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sandbox.ui.lesson import LessonScreen
from sandbox.ui.sandbox_app import SandboxApp

Press = Callable[..., Awaitable[None]]
Open = Callable[[SandboxApp, Press], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """A screen, and the keys that lead there from the list of lessons."""

    lesson: int | None
    """The lesson that is opened first."""
    keys: tuple[str, ...] = ()
    page: int = 0
    shown: str = ""
    """The class of the screen that these keys open; "" where they open none."""

    def lost(self, app: SandboxApp) -> bool:
        """Whether the app has left it."""
        names = [type(screen).__name__ for screen in app.screen_stack]
        if self.shown:
            return self.shown not in names
        if self.lesson is None:
            return len(names) > 3
        lessons = [one for one in app.screen_stack if isinstance(one, LessonScreen)]
        return not any(one.lesson.number == self.lesson for one in lessons)


def _lesson(number: int) -> Place:
    return Place(number)


TO_LAB = ("tab",)
PLACES: Mapping[str, Place] = {
    "home": Place(None),
    **{f"lesson-{number:02}": _lesson(number) for number in range(1, 17)},
    "search": Place(None, ("slash", *"drop"), shown="SearchScreen"),
    "glossary": Place(None, ("slash", *"entropy", "enter"), shown="EntryScreen"),
    "help": Place(11, ("question_mark",), shown="HelpScreen"),
    "terms": Place(11, ("t",), shown="TermsScreen"),
    "update": Place(4, ("n", "x"), shown="UpdateScreen"),
    "palette": Place(9, ("ctrl+p",), shown="Palette"),
    "quiz": Place(9, (), page=-1),
    "knobs": Place(9, (*TO_LAB, "k", "1")),
    "sizes": Place(4, (*TO_LAB, "k", "2", "5")),
    "asking": Place(11, (*TO_LAB, *"nnnnnnnnnn", "enter")),
    "predicting": Place(11, (*TO_LAB, *"nnnn", "f")),
    "changing": Place(11, (*TO_LAB, *"nnnn", "e")),
}
