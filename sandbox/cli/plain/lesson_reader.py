"""Lessons and pages told, their questions and exercises; what is read or tried is saved at once."""

from functools import partial

from sandbox.cli.plain.lab_console import LabConsole
from sandbox.cli.plain.terminal import Output
from sandbox.cli.process import signals_deferred
from sandbox.course import toml_file
from sandbox.course.course import Course, Lesson
from sandbox.course.inline_markdown import strip_markdown
from sandbox.course.learner_files import Workplace
from sandbox.course.lesson_text import LabUse
from sandbox.course.pages import Page, Prose, lab_at, pages_of, set_by
from sandbox.course.plain_text import prose_lines, question_lines
from sandbox.course.progress import CourseRecord, ExerciseRecord, LearnerRecord, Store, course_key
from sandbox.course.progress.record import lesson_progress
from sandbox.course.progress.store import Change
from sandbox.course.quizzes import Quiz, QuizAnswerError, judge
from sandbox.course.trust import code_digest, trusted
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Exercise
from sandbox.exercises.checker import check
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import Value, find


class LessonReader:
    """The course, the lesson and the page at hand, and the question that waits for an answer."""

    def __init__(self, course: Course, store: Store, output: Output, console: LabConsole) -> None:
        self.course = course
        self.lesson: Lesson | None = None
        self.page: int | None = None
        self.quiz: Quiz | None = None
        self._waiting = False
        """Whether the question has no right answer yet: a letter alone is one then."""
        self._pages: tuple[Page, ...] = ()
        self._store = store
        self.key = course_key(course.folder)
        self._output = output
        self._console = console
        self._driven: int | None = None
        """The page that has set up the lab at hand."""

    @property
    def learned(self) -> CourseRecord:
        """What was done in this course."""
        return self._store.progress.course(self.key)

    @property
    def progress(self) -> LearnerRecord:
        """The record of everything."""
        return self._store.progress

    @property
    def exercise(self) -> Exercise | None:
        """What the page at hand asks to be written, if it does."""
        return None if self.page is None else self._pages[self.page].exercise

    def home(self) -> None:
        """All lessons, and where the learner was."""
        self.quiz = None
        self._output.say("lessons", count=len(self.course.lessons))
        self._output.offer(
            [
                (lesson.number, self._standing(lesson), partial(self.open, lesson))
                for lesson in self.course.lessons
            ]
        )
        place = self.learned.place
        for lesson in self.course.lessons:
            if place is not None and lesson.id == place.lesson:
                self._output.say("resume", number=lesson.number, page=place.page + 1)

    def resume(self) -> None:
        """The page that was open last."""
        place = self.learned.place
        if place is None:
            raise self._output.refuse("nothing_begun")
        self._load(self.course.find(place.lesson))
        self.read(min(place.page, len(self._pages) - 1))

    def open(self, lesson: Lesson) -> None:
        """A lesson and its pages. CourseError where it cannot be read."""
        self.open_at(lesson, None)

    def open_at(self, lesson: Lesson, page: int | None) -> None:
        """A page of a lesson, from 0; None: the list of its pages."""
        self._load(lesson)
        if page is None:
            self.pages()
        else:
            self.read(page)

    def pages(self) -> None:
        """The pages of the lesson at hand."""
        lesson = self._opened()
        lang = self._output.lang
        self.quiz = None
        head = {"number": lesson.number, "title": lesson.title(lang)}
        self._output.tell(self._output.glossary.phrase("lesson", head))
        self._output.tell(lesson.summary(lang))
        self._output.say("pages", count=len(self._pages))
        read = self.learned.read(lesson.id)
        words = self._output.words
        self._output.offer(
            [
                (
                    number + 1,
                    words("page_read", title=page.title) if number in read else page.title,
                    partial(self.read, number),
                )
                for number, page in enumerate(self._pages)
            ]
        )

    def turn(self, by: int) -> None:
        """The next page or the one before; from the list of pages the first that is new."""
        if self.lesson is None:
            self.resume()
        elif self.page is None:
            read = self.learned.read(self.lesson.id)
            self.read(next((n for n in range(len(self._pages)) if n not in read), 0))
        elif not 0 <= self.page + by < len(self._pages):
            self._edge(by)
        else:
            self.read(self.page + by)

    def read(self, number: int) -> None:
        """A page, from 0: its text, its lab, its first question that is not answered yet."""
        lesson = self._opened()
        if not 0 <= number < len(self._pages):
            raise self._output.refuse("no_page", page=number + 1, pages=len(self._pages))
        self.page = number
        self.keep(lambda kept: kept.reading(self.key, lesson.id, number))
        self._output.choices = {n + 1: partial(self.read, n) for n in range(len(self._pages))}
        page = self._pages[number]
        head = {"number": number + 1, "count": len(self._pages), "title": page.title}
        self._output.tell(self._output.glossary.phrase("page", head))
        for block in page.blocks:
            if isinstance(block, Prose):
                self._output.lines(["", *prose_lines(block.markdown, self._output.width)])
            elif isinstance(block, Exercise):
                self._exercise(block)
        self._output.lines([""])
        self.drive()
        self.ask()

    def ask(self) -> None:
        """The page's first question that has no right answer yet, or its last one again."""
        lesson, page = self._opened(), self._here()
        open_yet = [
            quiz for quiz in page.quizzes if not self.learned.answered(lesson.id, quiz.id).right
        ]
        self.quiz = next(iter([*open_yet, *reversed(page.quizzes)]), None)
        self._waiting = bool(open_yet)
        self._output.listed = not self._waiting
        if self.quiz is None:
            return
        self._output.lines(question_lines(self.quiz, self._output.glossary, self._output.width))
        if not open_yet:
            self._output.say("answered")
        self._output.say(self.quiz.kind, letters=self._letters(self.quiz))

    def answer(self, text: str) -> None:
        """Judge an answer; after a right one the next question. RefusedError where it is none."""
        lesson, quiz = self._opened(), self.quiz
        if quiz is None:
            raise self._output.refuse("no_question")
        try:
            reply = judge(quiz, text)
        except QuizAnswerError:
            id = "no_answer" if quiz.kind == "choice" else "no_number"
            raise self._output.refuse(id, text=text, letters=self._letters(quiz)) from None
        self.keep(lambda kept: kept.answering(self.key, lesson.id, quiz.id, reply.right))
        self._output.say("right" if reply.right else "wrong", text=strip_markdown(reply.text))
        self._waiting = self._waiting and not reply.right
        self._output.listed = not self._waiting
        quizzes = self._here().quizzes
        if not self._waiting and any(
            not self.learned.answered(lesson.id, other.id).right for other in quizzes
        ):
            self.ask()

    def answers(self, text: str) -> bool:
        """Whether a text by itself is meant for the question that waits.

        A number is for what was told last: the question, or a list since then.
        """
        if self.quiz is None or not self._waiting:
            return False
        if self.quiz.kind == "number" and self._output.listed:
            return False
        try:
            judge(self.quiz, text)
        except QuizAnswerError:
            return False
        return True

    def drive(self, *, again: bool = False) -> None:
        """Set up the page's lab as the app does: as its fence says, whatever was turned before.

        One that another page has set up goes on as it is. `again`: as the page wants it, then too.
        """
        here = self.page or 0
        use, place = lab_at(self._pages, here), set_by(self._pages, here)
        if use is None:
            return
        words, label = self._output.words, self._output.glossary.label("lab", use.lab)
        found, lab = find_lab(use.lab), self._pages[here].lab
        same = found is self._console.lab
        if again or place == here or place != self._driven:
            self._console.use(found, self._parsed(use), use.view)
        elif lab is not None:
            self._console.view = lab.view or self._console.view
        if same and not again:
            says = words("lab_same", lab=label)
        else:
            says = words("lab", lab=label, help=self._output.glossary.help("lab", use.lab))
        self._driven = place
        self._output.tell(f"{says} {words('lab_words')}")

    def relabel(self) -> None:
        """In the language that is spoken now, at the same place."""
        self.keep(lambda kept: kept.speaking(self._output.lang))
        if self.lesson is None:
            self.home()
            return
        self._pages = pages_of(self.lesson, self._output.lang)
        if self.page is None:
            self.pages()
        else:
            self.read(min(self.page, len(self._pages) - 1))

    def notices(self) -> None:
        """What there is to say of the file of progress."""
        for notice in self._store.notices():
            self._output.tell(self._output.glossary.phrase(notice.id, notice.values))

    def keep(self, change: Change) -> None:
        """Change the record and save it at once; a signal waits until it is."""
        with signals_deferred():
            self._store.update(change)
        self.notices()

    def _exercise(self, exercise: Exercise) -> None:
        title = strip_markdown(exercise.title)
        self._output.lines([""])
        self._output.tell(self._output.glossary.phrase("exercise", {"title": title}))
        self._output.lines(prose_lines(exercise.task, self._output.width))
        self._output.say("exercise_words")

    def _load(self, lesson: Lesson) -> None:
        if not lesson.ready:
            raise self._output.refuse("not_ready", number=lesson.number)
        pages = pages_of(lesson, self._output.lang)
        if lesson is not self.lesson:
            self._driven = None
        self.lesson, self._pages, self.page, self.quiz = lesson, pages, None, None

    def _opened(self) -> Lesson:
        if self.lesson is None:
            raise self._output.refuse("no_lesson")
        return self.lesson

    def _here(self) -> Page:
        if self.page is None:
            raise self._output.refuse("no_question")
        return self._pages[self.page]

    def _edge(self, by: int) -> None:
        """Beyond the first or the last page."""
        self._output.say("first_page" if by < 0 else "last_page")
        after = self.course.after(self._opened())
        if by > 0 and after is not None:
            title = after.title(self._output.lang)
            self._output.say("next_lesson", number=after.number, title=title)

    def _standing(self, lesson: Lesson) -> str:
        lang, words = self._output.lang, self._output.words
        title = lesson.title(lang)
        its = lesson_progress(lesson, self.learned, lang)
        if not lesson.ready:
            return words("lesson_later", title=title)
        if its.finished:
            return words("lesson_done", title=title)
        id = "lesson_read" if its.begun else "lesson"
        return words(id, title=title, read=its.read, pages=its.pages)

    def _letters(self, quiz: Quiz) -> str:
        return ", ".join(option.id for option in quiz.options)

    @staticmethod
    def _parsed(use: LabUse) -> dict[str, Value]:
        lab = find_lab(use.lab)
        return {name: find(lab.knobs, name, lab.id).parse(t) for name, t in use.presets.items()}


NO_TRIES = ("unreadable", "broken", "stopped")
"""Verdicts that say nothing about what the learner has written."""


class ExerciseCommands:
    """The words for exercises."""

    def __init__(self, reader: LessonReader, output: Output) -> None:
        self._reader = reader
        self._output = output

    def begin(self) -> None:
        """Make the learner's file where there is none, and say where it is."""
        exercise = self._exercise()
        try:
            file = self._place.begin(exercise)
        except OSError as error:
            raise self._output.refuse("no_file", reason=error.strerror or str(error)) from None
        self._output.say("file", function=exercise.function)
        self._output.lines([str(file)])

    def hint(self) -> None:
        """The next hint; after the last one, that one again."""
        exercise = self._exercise()
        count = len(exercise.hints)
        number = min(self._worked(exercise).hints + 1, count)
        self._output.say("hint", number=number, count=count)
        self._output.lines(prose_lines(exercise.hints[number - 1], self._output.width))
        where = self._reader.key, exercise.lesson, exercise.id
        self._reader.keep(lambda kept: kept.hinted(*where, number))

    def check(self, text: str) -> None:
        """Run the learner's file and say what is right; a course of one's own is asked for once."""
        exercise = self._exercise()
        self._trust(exercise, text)
        self._output.say("checking")
        verdict = check(exercise, self._place.file(exercise))
        self._output.lines(
            verdict_lines(verdict, exercise, self._output.glossary, self._output.width)
        )
        where = self._reader.key, exercise.lesson, exercise.id
        if verdict.kind not in NO_TRIES:
            self._reader.keep(lambda kept: kept.working(*where, verdict.passed))
        if verdict.passed:
            self._output.lines(prose_lines(exercise.why, self._output.width))
            self._output.say("solution_earned")

    def solution(self) -> None:
        """What the course has, for those who have one of their own."""
        exercise = self._exercise()
        if not self._worked(exercise).passed:
            raise self._output.refuse("solution_later")
        self._output.lines(toml_file.read(exercise.solution).splitlines())

    @property
    def _place(self) -> Workplace:
        return Workplace.of(self._reader.course.folder)

    def _exercise(self) -> Exercise:
        exercise = self._reader.exercise
        if exercise is None:
            raise self._output.refuse("no_exercise")
        return exercise

    def _worked(self, exercise: Exercise) -> ExerciseRecord:
        return self._reader.learned.worked(exercise.lesson, exercise.id)

    def _trust(self, exercise: Exercise, text: str) -> None:
        if trusted(exercise.course, self._reader.progress):
            return
        if text.casefold() not in ("yes", "예", "네"):
            raise self._output.refuse("trust", folder=exercise.course.resolve())
        code = code_digest(exercise.course)
        self._reader.keep(lambda kept: kept.trusting(self._reader.key, code))
