"""`list`: the lessons and the labs."""

import json

from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import Options
from sandbox.cli.layout import columns
from sandbox.cli.words import TEXTS, language
from sandbox.course.course import Course, CourseError, open_course
from sandbox.course.glossary import LANGS, Glossary, load_glossary
from sandbox.labs.catalogue import LABS


def run(options: Options) -> int:
    """Print them, as columns or as JSON in every language."""
    try:
        course = open_course(options.course)
        words = {lang: load_glossary(lang, options.course) for lang in LANGS}
    except CourseError as error:
        raise UsageError(str(error)) from error
    if options.json:
        print(json.dumps(_table(course, words), indent=2))
    else:
        print(_text(course, words[language(options.lang)]))
    return 0


def _table(course: Course, words: dict[str, Glossary]) -> dict[str, object]:
    return {
        "lessons": [
            {
                "id": lesson.id,
                "number": lesson.number,
                "title": {lang: lesson.title(lang) for lang in LANGS},
                "summary": {lang: lesson.summary(lang) for lang in LANGS},
                "ready": lesson.ready,
            }
            for lesson in course.lessons
        ],
        "labs": [
            {
                "id": lab.id,
                "title": {lang: words[lang].label("lab", lab.id) for lang in LANGS},
                "summary": {lang: words[lang].help("lab", lab.id) for lang in LANGS},
                "knobs": [knob.name for knob in lab.knobs],
                "metrics": list(lab.metrics),
            }
            for lab in LABS
        ],
    }


def _text(course: Course, glossary: Glossary) -> str:
    texts = TEXTS[glossary.lang]
    lessons = [
        (lesson.id, texts["ready" if lesson.ready else "to_come"], lesson.title(glossary.lang))
        for lesson in course.lessons
    ]
    labs = [(lab.id, glossary.help("lab", lab.id)) for lab in LABS]
    return "\n".join(
        [texts["lessons"], columns(lessons), "", texts["labs"], columns(labs)],
    )
