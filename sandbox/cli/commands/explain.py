"""`explain`: where a number of a training step came from, and its chain down to the data."""

from collections.abc import Sequence
from typing import Any

from sandbox.cli.commands.run import to_json
from sandbox.cli.errors import UsageError
from sandbox.cli.lab_args import refusals, start_session, training_step
from sandbox.cli.layout import INDENT, columns
from sandbox.cli.parser import CommandOptions
from sandbox.cli.process import print_json
from sandbox.cli.words import language, load_texts
from sandbox.course.glossary import Glossary, load_glossary
from sandbox.passes.comparison import Comparison
from sandbox.passes.explanation import Explanation, FormulaPart, number
from sandbox.passes.lookup import AskError, find_step, parse_cell, shape_of
from sandbox.passes.recorded_step import RecordedStep


def run(options: CommandOptions) -> int:
    """Explain one cell; UsageError where there is no such lab, line or cell."""
    glossary = load_glossary(language(options.lang))
    knobs = [word for word in options.knobs if "=" in word]
    asked = [word for word in options.knobs if "=" not in word]
    session = start_session(options.lab, knobs, options)
    with refusals():
        taken = training_step(session)
    step, index = _asked(taken, asked)
    links = taken.chain(step, index)
    found = taken.check(step, index)
    compared = found if isinstance(found, Comparison) else None
    if options.json:
        print_json(_as_json(links, compared))
        return 0
    print(_head(taken, links[0], compared, glossary))
    for link in links[1:]:
        print(f"\n{_link(link, glossary)}")
    return 0


def _asked(taken: RecordedStep, words: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    if not 1 <= len(words) <= 2:
        raise UsageError("say which number: a line and a cell of it, as in `14 2,1` or `dW 2,1`")
    try:
        step = find_step(taken.shown, words[0])
        shape = shape_of(taken.shown[step])
        if len(words) == 1 and max(shape, default=1) > 1:
            sides = "×".join(map(str, shape))
            sentence = f"{words[0]} is {sides}: say which cell, as in `{words[0]} 0,0`"
            raise AskError(sentence, "refused_matrix", word=words[0], sides=sides)
        return step, parse_cell(words[1] if len(words) > 1 else "", shape)
    except AskError as error:
        raise UsageError.of(error) from error


def _head(
    taken: RecordedStep, first: Explanation, compared: Comparison | None, glossary: Glossary
) -> str:
    """The number itself: its line, what the line does, the numbers in it, and the check."""
    texts, shown = load_texts(glossary.lang), taken.shown[first.step]
    line = texts["line"].format(number=first.step + 1, count=len(taken.shown))
    rows = [
        (texts["phase"], f"{glossary.label('phase', shown.phase)}, {line}"),
        (texts["code"], f"{shown.step.name} = {shown.step.formula}"),
        (texts["any_cell"], first.rule),
        (texts["lecture"], first.notation),
        (texts["numbers"], _numbers(first, glossary)),
    ]
    if compared is not None:
        about = "kink" if compared.kink else "checked"
        said = texts[about].format(
            numeric=number(compared.numeric), difference=f"{compared.difference:.0e}"
        )
        rows += [(texts["check"], said), ("", texts["points"].format(**compared.points))]
    sentence = glossary.about(shown.step)
    parts = [f"{first.name} = {number(first.value)}", columns(rows), _parts(first, glossary)]
    if sentence:
        parts[1:1] = [f"{INDENT}{sentence}"]
    return "\n".join(part for part in parts if part)


def _link(link: Explanation, glossary: Glossary) -> str:
    head = f"{link.name} = {number(link.value)}"
    return f"{head}\n{INDENT}= {_numbers(link, glossary)}\n{_parts(link, glossary)}".rstrip()


def _numbers(explanation: Explanation, glossary: Glossary) -> str:
    if not explanation.more:
        return explanation.numbers
    rest = load_texts(glossary.lang)["rest"].format(
        more=explanation.more, together=number(explanation.together)
    )
    return f"{explanation.numbers} ({rest})"


def _parts(explanation: Explanation, glossary: Glossary) -> str:
    """What went in, and where each of that is from."""
    rows = [
        (f"  {part.name}", number(part.value), _origin(part, glossary))
        for part in explanation.parts
    ]
    return columns(rows)


def _origin(part: FormulaPart, glossary: Glossary) -> str:
    texts = load_texts(glossary.lang)
    if part.origin.step is not None:
        return texts["from_line"].format(number=part.origin.step + 1)
    return texts[f"from_{part.origin.kind}"]


def _as_json(links: Sequence[Explanation], compared: Comparison | None) -> dict[str, Any]:
    table: dict[str, Any] = {"chain": [_link_as_json(link) for link in links]}
    if compared is not None:
        moved = compared.measured
        table["check"] = {
            "of": compared.of,
            "by": compared.by,
            "step": to_json(moved.step),
            "up": to_json(moved.up),
            "down": to_json(moved.down),
            "numeric": to_json(compared.numeric),
            "kink": compared.kink,
        }
    return table


def _link_as_json(link: Explanation) -> dict[str, Any]:
    return {
        "line": link.step + 1,
        "name": link.name,
        "value": to_json(link.value),
        "rule": link.rule,
        "notation": link.notation,
        "numbers": link.numbers,
        "more": link.more,
        "together": to_json(link.together),
        "parts": [
            {
                "name": part.name,
                "value": to_json(part.value),
                "origin": part.origin.kind,
                "line": None if part.origin.step is None else part.origin.step + 1,
            }
            for part in link.parts
        ],
    }
