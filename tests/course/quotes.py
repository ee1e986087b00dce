"""What the lessons say that a lab shows: the words around each number, and where it comes from.

A row's settings are those of its page, with `turned` on top of them. Its number is the metric at
the end of the run with seed 0, or what `of` makes of the metric over several `seeds`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, pstdev

Settings = Mapping[str, str]


@dataclass(frozen=True)
class Quote:
    """One number on a page; {} stands for it in the words of each language."""

    lesson: str
    page: int
    en: str
    ko: str
    metric: str
    turned: Settings = field(default_factory=dict)
    seeds: Sequence[int] = (0,)
    of: Callable[[Sequence[float]], float] = median
    rough: float = 0.0
    """How far off it may be, relatively; 0 where it is what the screen shows, rounded."""
    until: int | None = None
    """The epoch after which it is read, where that is not the last one."""
    live: Mapping[int, Settings] = field(default_factory=dict)
    """Knobs turned while it runs: after how many epochs, and what is turned."""


MANY = range(6)
CONCISE = {"form": "concise"}
SCRATCH = {"form": "scratch"}
NONE = {"decay": "0"}
DEEP = {"hidden": "32,32"}
DROPPED = {"dropout": "0.3"}
AMPLE = {"n": "1000", "flip": "0", "epochs": "100"}
GARMENTS = {"data": "garments"}
NOISIER = {3: {"dropout": "0.2,0.9"}}
LONG = {"n": "400"}
HALF = {"n": "400", "dtype": "float16"}
SIGMOID = {"activation": "sigmoid"}
SIGMOID_AT_2 = {"function": "sigmoid", "x": "2"}
SMALL = {"init": "normal", "init_std": "0.01"}
HE = {"init": "he"}
FIRST = {"init": "constant-first"}
CONSTANT = {"init": "constant"}
NOISY_START = {"init": "constant", "epochs": "2000", "dropout": "0.4"}
QUIET = {500: {"dropout": "0"}}
TWELVE = {"columns": "12"}
L1 = {"loss": "l1"}
L2 = {"loss": "l2"}
FAR = {"outlier": "20"}
LASSO = {"penalty": "l1"}

QUOTES = (
    Quote("01", 2, "they stay near {},", "{} 근처에 머무릅니다", "train_loss", rough=0.01),
    Quote("01", 3, "accuracy {}. Half", "accuracy {}을 얻습니다", "test_acc"),
    Quote("01", 3, "gets about {} of them", "직선으로 {}쯤", "test_acc", {"data": "moons"}),
    Quote("01", 5, "about {} of the points", "점의 {}쯤을", "train_acc"),
    Quote("03", 3, "`slope`: {} at", "끝에서는 {}입니다", "slope", {"x": "8"}),
    Quote("03", 5, "tanh gives {}.", "tanh는 {}입니다", "value"),
    Quote(
        "03", 5, "`x` to 2: {}.", "2로 바꾸면 {}입니다", "value", {"function": "sigmoid", "x": "2"}
    ),
    Quote("04", 6, "train acc is {} and", "train acc는 {}, test", "train_acc", GARMENTS, until=1),
    Quote("04", 6, "test acc {}. How", "test acc는 {}입니다", "test_acc", GARMENTS, until=1),
    Quote("06", 4, "end at {} in training", "train은 {}, test는", "train_loss"),
    Quote("06", 4, "and {} on the test: not", "test는 {}에서 끝납니다", "test_loss"),
    Quote("06", 5, "a test loss of {};", "test loss는 {}이지만", "test_loss"),
    Quote("06", 5, "with 100 it is {};", "100개면 {}, 1000개면", "test_loss", {"n_train": "100"}),
    Quote("06", 5, "with 1000 it is {},", "1000개면 {}여서", "test_loss", {"n_train": "1000"}),
    Quote(
        "06",
        5,
        "to 4 columns, {}.",
        "column 4개의 {}과",
        "test_loss",
        {"n_train": "1000", "columns": "4"},
    ),
    Quote("07", 5, "from {} to 1.12,", "기울기는 {}에서 1.12로", "slope", L2),
    Quote("07", 5, "to {}, and it would", "에서 {}로 거의", "slope", L2 | FAR),
    Quote("07", 5, "The slope goes from {} to", "기울기는 {}에서 .62로", "slope"),
    Quote("07", 5, "goes from .58 to {},", "{}로 가고", "slope", FAR),
    Quote("07", 7, "slope {} against", "σ가 {} 대", "slope", L1, range(200), pstdev),
    Quote("07", 7, "against {}), as", "대 {}). 오차", "slope", L2, range(200), pstdev),
    Quote("08", 2, "here {} of the twenty", "λ = .2에서 {}개가", "zeros", LASSO | {"decay": "0.2"}),
    Quote("08", 2, "{} at λ = 1, 18", "λ = 1에서 {}개가", "zeros", LASSO | {"decay": "1"}),
    Quote("08", 2, "{} at λ = 3.", "λ = 3에서 {}개가", "zeros", LASSO | {"decay": "3"}),
    Quote("08", 2, "falls from {} without", "없을 때 {}에서", "w_norm"),
    Quote("08", 2, "to {} at λ = 1 and", "λ = 1이면 {},", "w_norm", {"decay": "1"}),
    Quote("08", 2, "to {} at λ = 6,", "λ = 6이면 {}으로", "w_norm", {"decay": "6"}),
    Quote("08", 4, "λ = 2: {} weights", "λ = 2에서 weight {}개가", "zeros"),
    Quote("09", 2, "it falls to {},", "loss는 {}까지 내려가지만", "train_loss"),
    Quote("09", 2, "ends at {}. The axis", "test loss는 {}에서 끝납니다", "test_loss"),
    Quote("09", 2, "to {} and 3.1e-4", "함께 {}와 3.1e-4까지", "train_loss", {"n_train": "500"}),
    Quote("09", 2, "to 6.9e-5 and {}.", "6.9e-5와 {}까지", "test_loss", {"n_train": "500"}),
    Quote("09", 2, "test loss of {} come", "거의 0인데 {}나", "test_loss"),
    Quote("09", 3, "‖w‖ ends at {} instead", "13.4 대신 {}에서", "w_norm"),
    Quote("09", 3, "instead of {}, and the test", "‖w‖는 {} 대신", "w_norm", NONE),
    Quote("09", 3, "test loss at {} instead", "99.0 대신 {}에서", "test_loss"),
    Quote("09", 3, "instead of {}. The training", "test loss는 {} 대신", "test_loss", NONE),
    Quote("09", 3, "than before, {}:", "training loss는 {}로", "train_loss"),
    Quote("09", 4, "at the end: {}, not", "아니라 {}입니다. decay만", "w_norm", {"decay": "6"}),
    Quote("09", 4, "not {}. By itself", "{}이 아니라 .044", "w_norm"),
    Quote("09", 5, "a test loss of {} where", "concise는 {}입니다", "test_loss"),
    Quote("09", 5, "scratch has {}.", "scratch는 {}, concise는", "test_loss", SCRATCH),
    Quote("09", 5, "reaches {}, not", "아니라 {}까지", "train_loss", NONE),
    Quote("09", 5, "not {}. -", "train loss가 {}이 아니라", "train_loss", SCRATCH | NONE),
    Quote("09", 5, "the same: {} and", "‖w‖는 .367과 {}로", "w_norm"),
    Quote("09", 5, "the same: .369 and {}.", "‖w‖는 {}과 .369로", "w_norm", SCRATCH),
    Quote(
        "09",
        6,
        "the test loss is {}. But",
        "test loss는 {}입니다. 그런데",
        "test_loss",
        {"decay": "10", "init_std": "1"},
    ),
    Quote("09", 6, "from w = 0, it is {}, too", "시작해도 {}입니다", "test_loss"),
    Quote("10", 1, "training loss ends at {} and", "training loss는 {}, label이", "train_loss"),
    Quote("10", 1, "right labels, at {}.", "test loss는 {}에서 끝납니다", "test_loss"),
    Quote("10", 1, "it overfits: {} in", "training은 {}, test는", "train_loss", DEEP),
    Quote("10", 1, "in training, {} on the test", "test는 {}이고", "test_loss", DEEP),
    Quote("10", 6, "from {} to .59", "garments에서는 {}에서", "train_loss", GARMENTS, until=3),
    Quote(
        "10", 6, "from .44 to {})", ".44에서 {}로", "train_loss", GARMENTS, until=4, live=NOISIER
    ),
    Quote("10", 7, "the test loss is {} without", "dropout 없이는 {}, 처음부터", "test_loss"),
    Quote("10", 7, "and {} with p = .3 from", "p = .3이면 {}입니다", "test_loss", DROPPED),
    Quote("10", 7, "near {} and near .24", "seed에서는 {}과", "test_loss", {}, MANY, rough=0.1),
    Quote("10", 7, "near .37 and near {})", ".37과 {}쯤", "test_loss", DROPPED, MANY, rough=0.1),
    Quote("10", 7, "it is {} without and", "뒤에 없어도 {}, 있어도", "test_loss", AMPLE),
    Quote("10", 7, "without and {} with.", "있어도 {}입니다", "test_loss", AMPLE | DROPPED),
    Quote("12", 2, "ends at {} here;", "여기서 {}이 됩니다", "max_abs"),
    Quote("12", 2, "median is near {}.", "중앙값은 {}쯤", "max_abs", {}, range(300), rough=0.5),
    Quote("12", 2, "at the {}th mult", "여기서는 {}번째 곱셈에서", "overflow_at", HALF),
    Quote(
        "12",
        2,
        "near the {}th),",
        "에서는 {}번째쯤), f",
        "overflow_at",
        HALF,
        range(40),
        rough=0.06,
    ),
    Quote("12", 2, "at the {}st", "3e38까지라 {}번째에서", "overflow_at", LONG),
    Quote(
        "12", 2, "near the {}th).", "번째에서({}번째쯤)", "overflow_at", LONG, range(40), rough=0.03
    ),
    Quote("12", 5, "last layer gets about {}.", "마지막 layer는 {}쯤", "last_grad"),
    Quote("12", 5, "The first gets about {}:", "첫 layer는 {}쯤", "first_grad"),
    Quote("12", 6, "spread by about {},", "activation이 {}쯤으로", "last_std"),
    Quote("12", 6, "gradients are about {}.", "gradient도 {}쯤", "first_grad"),
    Quote("12", 6, "again, at about {}.", "사라지다시피 해서 {}쯤", "first_grad", SMALL),
    Quote("12", 6, "it grew to {}.", "σ = 1일 때 {}까지", "last_std"),
    Quote("13", 1, "1 and about {}.", "1과 {}쯤", "loss"),
    Quote("13", 4, "ends near {} here", "여기서는 {}쯤", "loss"),
    Quote("13", 4, "(near {} with", "어떤 seed에서는 {}쯤", "loss", {}, MANY, min),
    Quote("13", 5, "leaves a loss near {}.", "loss는 {}쯤에서", "loss", NOISY_START, live=QUIET),
    Quote("13", 6, "loss ends near {}.", "loss는 {}쯤에서 끝납니다", "loss"),
    Quote("13", 6, "between {} and", "loss는 {}와", "loss", {}, MANY, min),
    Quote("13", 6, "between .05 and {}.", ".05와 {} 사이", "loss", {}, MANY, max),
    Quote("13", 7, "random {}, constant", "난수 {}, 첫", "loss"),
    Quote("13", 7, "first layer {},", "첫 층만 상수 {},", "loss", FIRST),
    Quote("13", 7, "500 steps {},", "dropout {},", "loss", NOISY_START, live=QUIET),
    Quote("13", 7, "constant {}. -", "상수 {}입니다", "loss", CONSTANT),
    Quote("14", 5, "shrink, from {} to", "activation은 {}에서", "first_std"),
    Quote("14", 5, "from .62 to {}:", ".62에서 {}로", "last_std"),
    Quote("14", 5, "gradient is about {} even", "첫 gradient는 {}쯤", "first_grad", SIGMOID),
    Quote("14", 5, "than the {} of", "12강](lesson:12)의 {}보다는", "first_grad", SIGMOID | SMALL),
    Quote("14", 6, "to a σ of {}.", "activation의 σ는 {}로", "last_std"),
    Quote("14", 6, "last σ is {} here", "마지막 σ는 여기서 {}, 다른", "last_std", HE),
    Quote("14", 6, "here and {} to", "seed에서는 {}에서", "last_std", HE, range(10), min),
    Quote("14", 6, "and .5 to {} with", ".5에서 {} 사이", "last_std", HE, range(10), max),
    Quote("15", 14, "ends at {}, just", "{}에서 끝나", "test_acc"),
    Quote("15", 14, "run it again: {}.", "돌리면 {}까지", "test_acc", {"batch": "16"}),
    Quote("16", 3, "train loss {}, test", "train loss는 {}, test", "train_loss"),
    Quote("16", 3, "test loss {}. Then", "test loss는 {}입니다", "test_loss"),
)
