"""Looking words up: in the lessons, in the glossary, among the commands."""

from textwrap import shorten

from sandbox.cli.plain.reading import Reading
from sandbox.cli.plain.voice import Choice, RefusedError, Voice
from sandbox.cli.plain.words import understood
from sandbox.course.folding import plain
from sandbox.course.searching import Index, Item, excerpt
from sandbox.course.synonyms import load_synonyms

MOST = 9
"""Results that are told."""

LONGEST = 90
"""Characters of a page's text that are told."""


def find(query: str, reading: Reading, voice: Voice) -> None:
    """Tell what has the words of the query, the best first, to pick from by number."""
    if not query:
        raise voice.refuse("find_what")
    index = Index(reading.course, voice.glossary)
    items, lit = index.find(query), index.lit(query)
    if not items:
        raise voice.refuse("found_none", query=query)
    told = items[:MOST]
    id = "found" if len(told) == len(items) else "found_first"
    voice.say(id, count=len(told), found=len(items))
    voice.offer(
        [
            (place, _told(item, lit, reading, voice), _follow(item, reading, voice))
            for place, item in enumerate(told, start=1)
        ]
    )


def tell_word(word: str, voice: Voice) -> None:
    """What a word means: a command, or anything that the glossary has under that id or label."""
    command = understood().get(word.casefold())
    if command is not None:
        entry = voice.words.commands[command]
        words = dict.fromkeys([*entry.words, *_english(command)])
        voice.say("command", words=", ".join(words), help=entry.help)
    named = set(load_synonyms().of(word))
    found = [
        entry
        for (_, id), entry in voice.glossary.entries.items()
        if entry.help and named & {plain(id), plain(entry.label)}
    ]
    for meant in found:
        voice.say("found_entry", title=meant.label or word, text=meant.help)
    if command is None and not found:
        raise _no_help(word, voice)


def _english(command: str) -> tuple[str, ...]:
    return tuple(word for word, id in understood().items() if id == command)


def _no_help(word: str, voice: Voice) -> RefusedError:
    ids = [id for _, id in voice.glossary.entries] + list(understood())
    remedy = voice.remedy(word, ids, voice.words("try_help"))
    return voice.refuse("no_help", word=word, remedy=remedy)


def _told(item: Item, lit: str, reading: Reading, voice: Voice) -> str:
    if not item.is_reading:
        return voice.words("found_entry", title=item.title, text=item.text)
    number = reading.course.find(item.id).number
    if item.page is None:
        return voice.words("found_lesson", number=number, title=item.title)
    head = voice.words("found_page", number=number, page=item.page + 1, title=item.title)
    text = shorten(excerpt(item.text, lit), LONGEST, placeholder=" …")
    return f"{head}. {text}" if text else head


def _follow(item: Item, reading: Reading, voice: Voice) -> Choice:
    def follow() -> None:
        if not item.is_reading:
            voice.say("found_entry", title=item.title, text=item.text)
            return
        reading.open_at(reading.course.find(item.id), item.page)

    return follow
