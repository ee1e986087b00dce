"""Lessons and pages told, their questions asked; what is read is remembered at once."""

from functools import partial

from sandbox.cli.plain.bench import Bench
from sandbox.cli.plain.voice import Voice
from sandbox.cli.signals import whole
from sandbox.course.course import Course, Lesson
from sandbox.course.exercises import Exercise
from sandbox.course.fences import LabUse
from sandbox.course.marks import unmarked
from sandbox.course.pages import Page, Prose, lab_at, pages_of, set_by
from sandbox.course.plain import prose_lines, question_lines
from sandbox.course.progress import Learned, Progress, Store, course_key
from sandbox.course.progress.store import Change
from sandbox.course.quizzes import AnswerError, Quiz, judge
from sandbox.course.standing import standing
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import Value, find


class Reading:
    """The course, the lesson and the page at hand, and the question that waits for an answer."""

    def __init__(self, course: Course, store: Store, voice: Voice, bench: Bench) -> None:
        self.course = course
        self.lesson: Lesson | None = None
        self.page: int | None = None
        self.quiz: Quiz | None = None
        self._waiting = False
        """Whether the question has no right answer yet: a letter alone is one then."""
        self._pages: tuple[Page, ...] = ()
        self._store = store
        self.key = course_key(course.folder)
        self._voice = voice
        self._bench = bench
        self._driven: int | None = None
        """The page that has set up the lab at hand."""

    @property
    def learned(self) -> Learned:
        """What was done in this course."""
        return self._store.progress.course(self.key)

    @property
    def progress(self) -> Progress:
        """The record of everything."""
        return self._store.progress

    @property
    def exercise(self) -> Exercise | None:
        """What the page at hand asks to be written, if it does."""
        return None if self.page is None else self._pages[self.page].exercise

    def home(self) -> None:
        """All lessons, and where the learner was."""
        self.quiz = None
        self._voice.say("lessons", count=len(self.course.lessons))
        self._voice.offer(
            [
                (lesson.number, self._standing(lesson), partial(self.open, lesson))
                for lesson in self.course.lessons
            ]
        )
        place = self.learned.place
        for lesson in self.course.lessons:
            if place is not None and lesson.id == place.lesson:
                self._voice.say("resume", number=lesson.number, page=place.page + 1)

    def resume(self) -> None:
        """The page that was open last."""
        place = self.learned.place
        if place is None:
            raise self._voice.refuse("nothing_begun")
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
        lang = self._voice.lang
        self.quiz = None
        head = {"number": lesson.number, "title": lesson.title(lang)}
        self._voice.tell(self._voice.glossary.phrase("lesson", head))
        self._voice.tell(lesson.summary(lang))
        self._voice.say("pages", count=len(self._pages))
        read = self.learned.read(lesson.id)
        words = self._voice.words
        self._voice.offer(
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
            raise self._voice.refuse("no_page", page=number + 1, pages=len(self._pages))
        self.page = number
        self.keep(lambda kept: kept.reading(self.key, lesson.id, number))
        self._voice.choices = {n + 1: partial(self.read, n) for n in range(len(self._pages))}
        page = self._pages[number]
        head = {"number": number + 1, "count": len(self._pages), "title": page.title}
        self._voice.tell(self._voice.glossary.phrase("page", head))
        for block in page.blocks:
            if isinstance(block, Prose):
                self._voice.lines(["", *prose_lines(block.markdown, self._voice.width)])
            elif isinstance(block, Exercise):
                self._exercise(block)
        self._voice.lines([""])
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
        self._voice.listed = not self._waiting
        if self.quiz is None:
            return
        self._voice.lines(question_lines(self.quiz, self._voice.glossary, self._voice.width))
        if not open_yet:
            self._voice.say("answered")
        self._voice.say(self.quiz.kind, letters=self._letters(self.quiz))

    def answer(self, text: str) -> None:
        """Judge an answer; after a right one the next question. RefusedError where it is none."""
        lesson, quiz = self._opened(), self.quiz
        if quiz is None:
            raise self._voice.refuse("no_question")
        try:
            reply = judge(quiz, text)
        except AnswerError:
            id = "no_answer" if quiz.kind == "choice" else "no_number"
            raise self._voice.refuse(id, text=text, letters=self._letters(quiz)) from None
        self.keep(lambda kept: kept.answering(self.key, lesson.id, quiz.id, reply.right))
        self._voice.say("right" if reply.right else "wrong", text=unmarked(reply.text))
        self._waiting = self._waiting and not reply.right
        self._voice.listed = not self._waiting
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
        if self.quiz.kind == "number" and self._voice.listed:
            return False
        try:
            judge(self.quiz, text)
        except AnswerError:
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
        words, label = self._voice.words, self._voice.glossary.label("lab", use.lab)
        found, lab = find_lab(use.lab), self._pages[here].lab
        same = found is self._bench.lab
        if again or place == here or place != self._driven:
            self._bench.use(found, self._parsed(use), use.view)
        elif lab is not None:
            self._bench.view = lab.view or self._bench.view
        if same and not again:
            says = words("lab_same", lab=label)
        else:
            says = words("lab", lab=label, help=self._voice.glossary.help("lab", use.lab))
        self._driven = place
        self._voice.tell(f"{says} {words('lab_words')}")

    def relabel(self) -> None:
        """In the language that is spoken now, at the same place."""
        self.keep(lambda kept: kept.speaking(self._voice.lang))
        if self.lesson is None:
            self.home()
            return
        self._pages = pages_of(self.lesson, self._voice.lang)
        if self.page is None:
            self.pages()
        else:
            self.read(min(self.page, len(self._pages) - 1))

    def notices(self) -> None:
        """What there is to say of the file of progress."""
        for notice in self._store.notices():
            self._voice.tell(self._voice.glossary.phrase(notice.id, notice.values))

    def keep(self, change: Change) -> None:
        """Change the record and save it at once; a signal waits until it is."""
        with whole():
            self._store.update(change)
        self.notices()

    def _exercise(self, exercise: Exercise) -> None:
        title = unmarked(exercise.title)
        self._voice.lines([""])
        self._voice.tell(self._voice.glossary.phrase("exercise", {"title": title}))
        self._voice.lines(prose_lines(exercise.task, self._voice.width))
        self._voice.say("exercise_words")

    def _load(self, lesson: Lesson) -> None:
        if not lesson.ready:
            raise self._voice.refuse("not_ready", number=lesson.number)
        pages = pages_of(lesson, self._voice.lang)
        if lesson is not self.lesson:
            self._driven = None
        self.lesson, self._pages, self.page, self.quiz = lesson, pages, None, None

    def _opened(self) -> Lesson:
        if self.lesson is None:
            raise self._voice.refuse("no_lesson")
        return self.lesson

    def _here(self) -> Page:
        if self.page is None:
            raise self._voice.refuse("no_question")
        return self._pages[self.page]

    def _edge(self, by: int) -> None:
        """Beyond the first or the last page."""
        self._voice.say("first_page" if by < 0 else "last_page")
        after = self.course.after(self._opened())
        if by > 0 and after is not None:
            title = after.title(self._voice.lang)
            self._voice.say("next_lesson", number=after.number, title=title)

    def _standing(self, lesson: Lesson) -> str:
        lang, words = self._voice.lang, self._voice.words
        title = lesson.title(lang)
        its = standing(lesson, self.learned, lang)
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
