"""`list`: the lessons, how far the learner is with them, and the labs."""

import sys

from sandbox.cli.errors import UsageError
from sandbox.cli.layout import columns
from sandbox.cli.parser import CommandOptions
from sandbox.cli.process import print_json
from sandbox.cli.words import language, load_texts
from sandbox.course.course import Course, CourseError, Lesson, open_course
from sandbox.course.glossary import LANGS, Glossary, load_glossary
from sandbox.course.progress import CourseRecord, Store, course_key, progress_file
from sandbox.course.progress.record import lesson_progress
from sandbox.labs.catalogue import LABS


def run(options: CommandOptions) -> int:
    """Print them, as columns or as JSON in every language."""
    try:
        course = open_course(options.course)
        words = {lang: load_glossary(lang, options.course) for lang in LANGS}
    except CourseError as error:
        raise UsageError.of(error) from error
    glossary = words[language(options.lang)]
    store = Store(progress_file())
    learned = store.load().course(course_key(course.folder))
    for notice in store.notices():
        print(glossary.phrase(notice.id, notice.values), file=sys.stderr)
    if options.json:
        print_json(_table(course, words, learned), indent=2)
    else:
        print(_text(course, glossary, learned))
    return 0


def _table(course: Course, words: dict[str, Glossary], learned: CourseRecord) -> dict[str, object]:
    return {
        "lessons": [
            {
                "id": lesson.id,
                "number": lesson.number,
                "title": {lang: lesson.title(lang) for lang in LANGS},
                "summary": {lang: lesson.summary(lang) for lang in LANGS},
                "ready": lesson.ready,
                "progress": _progress(lesson, learned),
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


def _progress(lesson: Lesson, learned: CourseRecord) -> dict[str, object]:
    its = lesson_progress(lesson, learned, LANGS[0])
    return {
        "pages": its.pages,
        "read": its.read,
        "quizzes": its.quizzes,
        "right": its.right,
        "exercises": its.exercises,
        "passed": its.passed,
        "finished": its.finished,
    }


def _state(lesson: Lesson, learned: CourseRecord, lang: str) -> str:
    texts, its = load_texts(lang), lesson_progress(lesson, learned, lang)
    if its.finished:
        return texts["finished"]
    if its.begun:
        return texts["read"].format(read=its.read, pages=its.pages)
    return texts["ready" if lesson.ready else "to_come"]


def _text(course: Course, glossary: Glossary, learned: CourseRecord) -> str:
    texts, lang = load_texts(glossary.lang), glossary.lang
    lessons = [
        (lesson.id, _state(lesson, learned, lang), lesson.title(lang)) for lesson in course.lessons
    ]
    labs = [(lab.id, glossary.help("lab", lab.id)) for lab in LABS]
    return "\n".join(
        [texts["lessons"], columns(lessons), "", texts["labs"], columns(labs)],
    )
