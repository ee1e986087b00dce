"""A stage for one widget: an app with nothing else in it, a few words, and pictures to show."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from sandbox.course.glossary import Glossary, GlossaryEntry
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import parse_settings
from sandbox.labs.pictures import (
    Bars,
    Captioned,
    Code,
    Curves,
    Field,
    Images,
    Line,
    Matrix,
    Picture,
    Table,
    Units,
)
from sandbox.labs.session import Session
from sandbox.ui.terminal.text import set_ascii_only

# The tests' own words, so that a better sentence in a lesson changes no screen here.
ENGLISH = {
    ("phase", "forward"): GlossaryEntry("forward"),
    ("phase", "loss"): GlossaryEntry("loss"),
    ("phase", "backward"): GlossaryEntry("backward"),
    ("phase", "update"): GlossaryEntry("update"),
    ("step", "linearwithoutbias.backward.dW"): GlossaryEntry(
        "", "How much each weight had to do with it: its input times the gradient of its output."
    ),
    ("line", "train_loss"): GlossaryEntry("train loss"),
    ("line", "test_loss"): GlossaryEntry("test loss"),
    ("class", "coat"): GlossaryEntry("coat"),
    ("class", "ankle-boot"): GlossaryEntry("ankle boot"),
    ("knob", "lr"): GlossaryEntry("learning rate", "How long a step is."),
    ("knob", "batch"): GlossaryEntry("batch size", "Examples in a step."),
}
KOREAN = {
    ("phase", "forward"): GlossaryEntry("순전파"),
    ("phase", "loss"): GlossaryEntry("손실"),
    ("phase", "backward"): GlossaryEntry("역전파"),
    ("phase", "update"): GlossaryEntry("갱신"),
    ("step", "linearwithoutbias.backward.dW"): GlossaryEntry(
        "",
        "입력에 출력의 gradient를 곱한 값이며, 각 weight가 결과에 얼마나 관여했는지 말합니다.",
    ),
    ("line", "train_loss"): GlossaryEntry("훈련 손실"),
    ("line", "test_loss"): GlossaryEntry("테스트 손실"),
    ("axis", "epoch"): GlossaryEntry("에폭"),
    ("class", "coat"): GlossaryEntry("코트"),
    ("class", "ankle-boot"): GlossaryEntry("앵클부츠"),
    ("picture", "confusion"): GlossaryEntry("혼동 행렬"),
    ("knob", "lr"): GlossaryEntry("학습률", "한 걸음의 길이입니다."),
    ("knob", "batch"): GlossaryEntry("배치 크기", "한 걸음에 쓰는 예의 수입니다."),
}
GLOSSARIES = {"en": Glossary("en", ENGLISH, {}), "ko": Glossary("ko", KOREAN, {})}


class Stage(App[None]):
    """One widget, and every message that it posts to the app."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        # Without a terminal rich takes it that there are no colours; NO_COLOR still counts.
        self.console._color_system = ColorSystem.TRUECOLOR
        set_ascii_only(widget.glyphs.ascii if hasattr(widget, "glyphs") else False)
        self.widget = widget
        self.heard: list[object] = []
        self.sent = 0

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        if self.widget.can_focus:
            self.widget.focus()

    def on_knob_panel_turned(self, message: object) -> None:
        self.heard.append(message)

    def _display(self, screen: object, renderable: object) -> None:
        """Count what goes to the terminal."""
        if hasattr(renderable, "render_segments"):
            self.sent += len(renderable.render_segments(self.console).encode())
        super()._display(screen, renderable)  # type: ignore[arg-type]


@asynccontextmanager
async def on_stage(widget: Widget, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The widget in an app of that size, drawn and with the keyboard."""
    async with Stage(widget).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def propagation(lines: int = 1, **knobs: str) -> Session:
    """The stepper's lab, so many lines on."""
    lab = find_lab("propagation")
    session = Session(lab, parse_settings(lab.knobs, knobs))
    for _ in range(lines - 1):
        session.forward()
    return session


def losses(epochs: int, until: int = 60) -> Curves:
    """Two curves that fall, at different paces, over some decades."""
    at = tuple(float(epoch) for epoch in range(epochs + 1))
    return Curves(
        name="losses",
        lines=(
            Line("train_loss", at, tuple(100 * 0.9**x for x in at)),
            Line("test_loss", at, tuple(100 * 0.97**x for x in at)),
        ),
        x_name="epoch",
        log_y=True,
        x_limits=(0.0, float(until)),
    )


def gallery(count: int = 12) -> Images:
    """Pictures of 28×28: discs of growing size, every third taken for something else."""
    y, x = np.mgrid[-13.5:14, -13.5:14]
    discs = [np.clip(255 - 20 * (np.hypot(x, y) - 2 - i), 0, 255) for i in range(count)]
    captions = tuple(
        Captioned("ankle-boot", "coat" if i % 3 == 0 else "ankle-boot", 0.99 - 0.05 * i)
        for i in range(count)
    )
    return Images(name="gallery", pixels=np.array(discs).astype(np.uint8), captions=captions)


def confusion() -> Matrix:
    """Counts with names for rows and columns, in heat."""
    values = np.array([[90, 10], [35, 65]])
    names = ("coat", "ankle-boot")
    return Matrix(
        name="confusion",
        values=values,
        rows=names,
        columns=names,
        row_name="truth",
        column_name="guess",
        heat=True,
    )


def field(cells: int = 32, points: int = 60) -> Field:
    """A disc of class 1, points that are in it or not, and three of them mislabelled."""
    axis = np.linspace(-1.5, 1.5, cells)
    x, y = np.meshgrid(axis, axis[::-1])
    drawn = np.random.default_rng(0).uniform(-1.3, 1.3, (points, 2))
    labels = (np.hypot(drawn[:, :1], drawn[:, 1:]) < 0.8).astype(int)
    labels[:3] = 1 - labels[:3]
    return Field(
        name="field",
        values=np.tanh(3 * (0.8 - np.hypot(x, y))),
        x_limits=(-1.5, 1.5),
        y_limits=(-1.5, 1.5),
        points=drawn,
        labels=labels,
    )


def pulls() -> Bars:
    """Bars to both sides, and what has none."""
    values = (0.5, -1.0, 0.003, 0.0, 2.0, -0.25, np.nan, np.inf)
    return Bars(name="pulls", labels=("coat", *"1234567"), values=values)


def gradients(count: int = 30) -> Bars:
    """Numbers that vanish, too many for a small screen."""
    values = tuple(1.3 * 10.0**-k for k in range(count, 0, -1))
    return Bars(name="gradients", labels=tuple(map(str, range(count))), values=values, log=True)


def table() -> Table:
    """Formulas, ids and numbers of all sizes."""
    return Table(
        name="derivation",
        columns=("line", "train_loss", "test_loss", "class"),
        rows=(
            ("E[o] = 0", 0.0, 0.0123, "coat"),
            ("Var[o] = n_in σ² γ²", 0.64, -0.6301, "ankle-boot"),
            ("½(n_in + n_out) σ²", 3e-9, np.nan, ""),
        ),
    )


def units() -> Units:
    """A network with one layer too large to be drawn, and dropout in two."""
    return Units(
        name="network",
        values=(
            (0.5, -1.0),
            tuple(np.sin(np.arange(8)).tolist()),
            tuple(np.cos(np.arange(256)).tolist()),
            (12.5, -2.25),
        ),
        alive=(
            (True, True),
            tuple(i % 3 != 0 for i in range(8)),
            tuple(i % 4 != 1 for i in range(256)),
            (True, True),
        ),
    )


def shapes() -> Curves:
    """A circle, a square on its corner, and a path that runs out of the picture."""
    turn = np.linspace(0, 2 * np.pi, 401)
    circle = Line("circle", tuple(np.cos(turn).tolist()), tuple(np.sin(turn).tolist()))
    corners = Line("l1", (1.0, 0.0, -1.0, 0.0, 1.0), (0.0, 1.0, 0.0, -1.0, 0.0))
    path = Line("path", (0.0, 0.5, 0.5, 9.0), (0.0, 0.0, 0.5, 9.0))
    return Curves(
        name="ball",
        lines=(circle, corners, path),
        x_name="x",
        square=True,
        x_limits=(-1.1, 1.1),
        y_limits=(-1.1, 1.1),
    )


def scatter() -> Curves:
    """Points, a line through them, and a mark."""
    x = tuple(np.linspace(-3, 3, 241).tolist())
    rng = np.random.default_rng(0)
    dots = rng.normal(size=20)
    return Curves(
        name="fitted",
        lines=(
            Line("fit", x, tuple(5 * np.sin(x))),
            Line("points", tuple(dots.tolist()), tuple((5 * np.sin(dots)).tolist()), dots=True),
        ),
        x_name="x",
        x_limits=(-3.0, 3.0),
        y_limits=(-6.0, 6.0),
        cursor=1.0,
    )


METHOD = '''def forward(self, O: Array, y: Array) -> tuple[Array, Cache]:
    """L from logits O (B, K) and labels y (B, 1) in 0 … K−1."""
    C = O - O.max(axis=-1, keepdims=True)
    E = np.exp(C)
    S = E.sum(axis=-1, keepdims=True)
    log_p = (C * (y == 0)).sum(axis=-1) - np.log(S)
    L = -log_p.mean()  # one number
    return L, (E, S, "kept")
'''


def code() -> Code:
    """A method, and the line of it that is at hand."""
    return Code(name="code", text=METHOD, line=7)


def pictures() -> dict[str, Picture]:
    """One of every kind, and the special ones."""
    frame = propagation(14).frame()
    return {
        "steps": frame.picture("steps"),
        "graph": frame.picture("graph"),
        "curves": losses(40),
        "curves-empty": losses(-1),
        "shapes": shapes(),
        "scatter": scatter(),
        "field": field(),
        "bars": pulls(),
        "bars-log": gradients(),
        "table": table(),
        "units": units(),
        "gallery": gallery(),
        "confusion": confusion(),
        "code": code(),
    }
