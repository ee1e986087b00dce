"""The part of the exercise screen that has the file checked, and says what came of it."""

from textual.message import Message

from sandbox.course.course import Lesson
from sandbox.course.exercises import Verdict, code_digest
from sandbox.ui.context import Context
from sandbox.ui.exercise import check_thread
from sandbox.ui.exercise.check_thread import CheckThread
from sandbox.ui.log import last_log_path
from sandbox.ui.screens.exercise.filing import FilingScreen
from sandbox.ui.screens.exercise.verdict_view import abbreviate_home, said, verdict_parts
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.text.markdown import TextBlock

TICK = 0.5
"""Seconds between two looks at the check that runs, and at the file."""

NO_TRIES = ("stopped", "broken", "unreadable")
"""Verdicts that say nothing of what the learner has written."""


class JudgedScreen(FilingScreen):
    """Has a check, and the answer of the last one."""

    class Checked(Message):
        """A check is over."""

        def __init__(self, check: CheckThread) -> None:
            super().__init__()
            self.check = check

    def __init__(self, context: Context, lesson: Lesson, id: str | None) -> None:
        super().__init__(context, lesson, id)
        self.checking: CheckThread | None = None
        self.verdict: Verdict | None = None
        """What was said last; None before there is anything."""

    def check(self) -> None:
        """Run the file as it is saved."""
        if self.checking is None and self.own is not None:
            running = self.context.cleanup.checks

            def told(check: CheckThread) -> None:
                running.discard(check)
                self.post_message(self.Checked(check))

            self.checking = CheckThread(self.desk.exercise, self.own.path, check_thread.run, told)
            running.add(self.checking)
            self.checking.start()
            self.title_answer()
            self.update_bars()

    def end_check(self) -> None:
        """Stop it; its verdict is of no interest."""
        check, self.checking = self.checking, None
        if check is not None:
            check.stop()

    def on_judged_screen_checked(self, message: Checked) -> None:
        """Say what came of it, unless it was of another exercise."""
        check = message.check
        if check is not self.checking:
            return
        self.checking = None
        if check.verdict is None:
            text = self.context.words("exercise.note.failed", log=last_log_path())
            self.notify(text, severity="error", timeout=6, markup=False)
        else:
            self.verdict = check.verdict
            self.bench.editor.point(self.verdict.line)
            if self.verdict.kind not in NO_TRIES:
                desk = self.desk
                self.context.progress.record_check(
                    desk.lesson, desk.exercise.id, self.verdict.passed
                )
        self.show_answer()
        self.update_bars()

    # What is said.

    def show_answer(self) -> None:
        """The verdict there is, or how to come by one."""
        answer, verdict, words = self.bench.answer, self.verdict, self.context.words
        if verdict is None:
            shown = [keys.outside_text(keys.find(id)) for id in ("check_file", "hint")]
            how = words("exercise.say.how", check=shown[0], hint=shown[1])
            answer.show_parts(lambda width: said(how))
        else:
            answer.show_parts(self._verdict_parts)
        answer.set_class(verdict is not None and verdict.passed, "-passed")
        self.title_answer()

    def _verdict_parts(self, width: int) -> tuple[TextBlock, ...]:
        assert self.verdict is not None
        parts = verdict_parts(self.verdict, self.desk.exercise, self.context, width)
        return (*parts, *said(self._further())) if self.verdict.passed else parts

    def _further(self) -> str:
        """What there is to do after success."""
        desk, words = self.desk, self.context.words
        ids = {"solution": "solution", "train": "train_yours", "next": "next_exercise"}
        # The answer stays where the keys go to the editor: those that are no text do both.
        shown = {name: keys.outside_text(keys.find(id)) for name, id in ids.items()}
        further = words(f"exercise.say.{'next' if desk.can_go(1) else 'last'}", **shown)
        if desk.passed < len(desk.exercises):
            return further
        return f"{words('exercise.say.all_done', count=len(desk.exercises))} {further}"

    def title_answer(self) -> None:
        """What the answer is, or that one is on its way."""
        words, glyphs = self.context.words, self.context.glyphs
        if self.checking is not None:
            step = max(TICK, self.context.interval)
            turns = int(self.checking.elapsed / step)
            sign, seconds = glyphs.spinner[turns % len(glyphs.spinner)], int(turns * step)
            title = f"{sign} {words('exercise.title.checking', seconds=seconds)}"
        elif self.verdict is None:
            title = words("exercise.title.answer")
        elif self.verdict.passed:
            title = f"{glyphs.good} {words('exercise.title.passed')}"
        else:
            title = f"{glyphs.bad} {words('exercise.title.failed')}"
        self.bench.entitle(self.bench.answer, title)

    # Actions of the registry.

    def action_check_file(self) -> None:
        """Save, and check."""
        if self.checking is not None:
            return
        if not self.desk.trusted:
            self.ask(
                "trust", self._trust, folder=abbreviate_home(self.context.course.folder.resolve())
            )
        elif self.save() is not None:
            self.check()

    def _trust(self, yes: bool) -> None:
        if yes:
            self.context.progress.record_trust(code_digest(self.context.course.folder))
            self.action_check_file()

    def action_save_file(self) -> None:
        """Save; what is new is checked."""
        saved = self.save()
        if saved:
            self.action_check_file()
        elif saved is not None:
            self.notify(self.context.words("exercise.note.saved"), timeout=3)
