"""Looking words up: in the lessons, in the glossary, among the commands."""

from textwrap import shorten

from sandbox.cli.plain.lesson_reader import LessonReader
from sandbox.cli.plain.terminal import Choice, Output, RefusedInputError
from sandbox.cli.plain.words import aliases
from sandbox.course.search import Index, Item, excerpt
from sandbox.course.synonyms import comparable, load_synonyms

MAX_RESULTS = 9
"""Results that are told."""

MAX_EXCERPT_LETTERS = 90
"""Characters of a page's text that are told."""


def find(query: str, reader: LessonReader, output: Output) -> None:
    """Tell what has the words of the query, the best first, to pick from by number."""
    if not query:
        raise output.refuse("find_what")
    index = Index(reader.course, output.glossary)
    items, lit = index.find(query), index.lit(query)
    if not items:
        raise output.refuse("found_none", query=query)
    told = items[:MAX_RESULTS]
    id = "found" if len(told) == len(items) else "found_first"
    output.say(id, count=len(told), found=len(items))
    output.offer(
        [
            (place, _told(item, lit, reader, output), _follow(item, reader, output))
            for place, item in enumerate(told, start=1)
        ]
    )


def tell_word(word: str, output: Output) -> None:
    """What a word means: a command, or anything that the glossary has under that id or label."""
    command = aliases().get(word.casefold())
    if command is not None:
        entry = output.words.commands[command]
        words = dict.fromkeys([*entry.words, *_english(command)])
        output.say("command", words=", ".join(words), help=entry.help)
    named = set(load_synonyms().of(word))
    found = [
        entry
        for (_, id), entry in output.glossary.entries.items()
        if entry.help and named & {comparable(id), comparable(entry.label)}
    ]
    for meant in found:
        output.say("found_entry", title=meant.label or word, text=meant.help)
    if command is None and not found:
        raise _no_help(word, output)


def _english(command: str) -> tuple[str, ...]:
    return tuple(word for word, id in aliases().items() if id == command)


def _no_help(word: str, output: Output) -> RefusedInputError:
    ids = [id for _, id in output.glossary.entries] + list(aliases())
    remedy = output.remedy(word, ids, output.words("try_help"))
    return output.refuse("no_help", word=word, remedy=remedy)


def _told(item: Item, lit: str, reader: LessonReader, output: Output) -> str:
    if not item.is_reading:
        return output.words("found_entry", title=item.title, text=item.text)
    number = reader.course.find(item.id).number
    if item.page is None:
        return output.words("found_lesson", number=number, title=item.title)
    head = output.words("found_page", number=number, page=item.page + 1, title=item.title)
    text = shorten(excerpt(item.text, lit), MAX_EXCERPT_LETTERS, placeholder=" …")
    return f"{head}. {text}" if text else head


def _follow(item: Item, reader: LessonReader, output: Output) -> Choice:
    def follow() -> None:
        if not item.is_reading:
            output.say("found_entry", title=item.title, text=item.text)
            return
        reader.open_at(reader.course.find(item.id), item.page)

    return follow
