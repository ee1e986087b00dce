"""Where the course uses an entry of the glossary: the labs that have it, the pages about it."""

import re
from unicodedata import normalize

from sandbox.course.course import Lesson
from sandbox.course.searching import Index
from sandbox.course.skimming import Skimmed


def labs_with(kind: str, id: str) -> tuple[str, ...]:
    """The ids of the labs that have this knob, metric, picture or choice."""
    # Labs compute, and so load NumPy: searching itself has no need of them.
    from sandbox.labs.catalogue import LABS
    from sandbox.labs.knobs import Choice
    from sandbox.labs.lab import Lab

    def has(lab: Lab[object]) -> bool:
        if kind == "choice":
            return any(isinstance(knob, Choice) and id in knob.choices for knob in lab.knobs)
        named = {
            "lab": (lab.id,),
            "knob": tuple(knob.word for knob in lab.knobs),
            "metric": lab.metrics,
            "picture": lab.pictures,
        }
        return id in named.get(kind, ())

    return tuple(lab.id for lab in LABS if has(lab))


def pages_with(index: Index, kind: str, id: str) -> tuple[tuple[Lesson, tuple[int, ...]], ...]:
    """The lessons and their pages, from 0, that are about an entry.

    A lab is on the pages that place it, a line of code on those that show its method, anything else
    on those that name it: nowhere, if more than half of the lessons do, for then it is a common
    word, or one that the whole course is about.
    """
    label = index.glossary.label(kind, id)
    found = [
        (lesson, tuple(n for n, page in enumerate(pages) if _about(page, kind, id, label)))
        for lesson, pages in index.pages
    ]
    having = tuple((lesson, numbers) for lesson, numbers in found if numbers)
    common = kind not in ("lab", "step") and 2 * len(having) > len(found)
    return () if common else having


def _about(page: Skimmed, kind: str, id: str, label: str) -> bool:
    if kind == "lab":
        return id in page.labs
    if kind == "step":
        method = id.rpartition(".")[0]
        return method in [code.casefold() for code in page.codes]
    # L is the loss and l is not.
    case = re.NOFLAG if kind == "symbol" else re.IGNORECASE
    name = re.escape(normalize("NFKC", label).strip())
    text = normalize("NFKC", f"{page.title} {page.text}")
    return re.search(rf"(?<![0-9A-Za-z]){name}(?![0-9A-Za-z])", text, case) is not None
