import numpy as np


def xavier_init(n_in, n_out, rng):
    """N(0, σ²)에서 뽑은 layer의 weight. σ² = 2 / (n_in + n_out).

    n_in     layer의 입력 수
    n_out    출력 수
    rng      NumPy Generator. rng.normal(mean, std, shape)으로 뽑습니다.
    반환값   W (n_in, n_out)

    입력이 3개, 출력이 5개이면 분산은 2/8, 표준편차는 .5입니다.

    >>> xavier_init(3, 5, np.random.default_rng(0)).shape
    (3, 5)
    """
    return ...
