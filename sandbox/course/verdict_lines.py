"""What is said to a verdict, in the glossary's language: the sentence first, then what shows it."""

from collections.abc import Iterator

from sandbox.base.text_width import wrap
from sandbox.course.glossary import Glossary
from sandbox.course.inline_markdown import strip_markdown
from sandbox.exercises.exercise import Exercise
from sandbox.exercises.verdict import Verdict

PRINTED = 200
"""Letters of what the file printed."""
_WHOLE = ("int", "uint", "bool")
"""How the names of whole numbers begin."""
_OWN_FAULT = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGFPE", "SIGILL")
"""Signals by which Python itself ends, and nobody else ends it."""


def verdict_lines(
    verdict: Verdict, exercise: Exercise, glossary: Glossary, width: int = 80
) -> list[str]:
    """All that is to be said, in lines of at most `width` cells, the answer first."""
    lines = wrap(_sentence(verdict, exercise, glossary), width)
    for text in _details(verdict, glossary):
        lines += wrap(text, width, rest="  ")
    return lines


def _sentence(verdict: Verdict, exercise: Exercise, glossary: Glossary) -> str:
    values = {**verdict.values, "function": exercise.function, "cases": verdict.cases}
    if verdict.kind == "mistake":
        said = exercise.mistakes.get(verdict.mistake)
        if said is None:
            return glossary.phrase("check_mistake", {"mistake": verdict.mistake})
        return strip_markdown(glossary.fill(said, values))
    if verdict.kind == "passed":
        return " ".join(_praise(verdict, exercise, glossary))
    return glossary.phrase(_saying(verdict), values)


def _saying(verdict: Verdict) -> str:
    """The id of the sentence for a kind, or of the one for this very case of it."""
    id, values = f"check_{verdict.kind}", verdict.values
    special = {
        "different": {
            "number": values.get("count") == 1,
            "one": values.get("wrong") == 1,
        },
        "nan": {"number": values.get("size") == 1},
        "infinite": {"number": values.get("size") == 1},
        "shape": {"number": values.get("wanted") == "()", "array": values.get("shape") == "()"},
        "count": {"one": values.get("count") == 1},
        "signature": {"one": values.get("given") == 1},
        "keys": {"extra": not values.get("missing"), "missing": not values.get("extra")},
        "dtype": {"whole": str(values.get("dtype", "")).startswith(_WHOLE)},
        "missing": {"inside": bool(values.get("inside"))},
        "timeout": {"one": values.get("seconds") == 1},
        "crashed": {"killed": values.get("signal") not in _OWN_FAULT},
    }
    found = next((name for name, holds in special.get(verdict.kind, {}).items() if holds), "")
    return f"{id}_{found}" if found else id


def _praise(verdict: Verdict, exercise: Exercise, glossary: Glossary) -> Iterator[str]:
    """That it is right, how nearly, and what the exercise itself has to say of it."""
    values: dict[str, str | int] = {"cases": verdict.cases}
    one = "_one" if verdict.cases == 1 else ""
    exactly = "_exact" if verdict.exact else ""
    yield glossary.phrase(f"check_passed{exactly}{one}", values)
    if verdict.precision or verdict.difference:
        values = {"difference": f"{verdict.difference or 0:.1g}"}
        yield glossary.phrase(f"check_{verdict.precision or 'rounding'}", values)
    if exercise.passed:
        yield strip_markdown(glossary.fill(exercise.passed, verdict.values))


def _details(verdict: Verdict, glossary: Glossary) -> list[str]:
    """Where it is, what came and what was expected, on which input, and what was printed."""
    details: list[str] = []
    if verdict.line is not None:
        values = {"line": verdict.line, "code": verdict.code}
        details.append(glossary.phrase("check_line", values))
    if verdict.got:
        details.append(_cell(verdict, glossary))
    elif verdict.part:
        details.append(glossary.phrase("check_part", {"part": verdict.part}))
    if verdict.number is not None:
        head = {"number": verdict.number + 1, "cases": verdict.cases, "case": verdict.case}
        inputs = "; ".join(f"{name} = {said}" for name, said in verdict.inputs)
        details.append(f"{glossary.phrase('check_case', head)} {inputs}")
    printed = " ".join(verdict.printed.split())
    if printed and verdict.kind != "output":
        shown = printed if len(printed) <= PRINTED else f"{printed[:PRINTED]}…"
        details.append(glossary.phrase("check_printed", {"printed": shown}))
    return details


def _cell(verdict: Verdict, glossary: Glossary) -> str:
    """One cell, which of all is furthest off; or the only number there is."""
    place = f"{verdict.part}[{verdict.where}]" if verdict.where else verdict.part
    values: dict[str, str | float] = {"got": verdict.got, "expected": verdict.expected}
    if verdict.where and verdict.difference:
        values["difference"] = f"{verdict.difference:.4g}"
        return glossary.phrase("check_cell", {"place": place, **values})
    return glossary.phrase("check_number", {"place": place, **values})
