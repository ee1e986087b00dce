import numpy as np


def gradient_check(f, w, h=1e-5):
    """중앙 차분으로 w의 칸을 하나씩 움직여 구한, w에서 f의 gradient.

        ∂f/∂w[i] ≈ (w[i]만 +h 했을 때의 f − w[i]만 −h 했을 때의 f) / 2h

    f        함수. w와 모양이 같은 배열을 받아 숫자 하나를 돌려줍니다.
    w        모양이 정해지지 않은 float64 배열. 그대로 두어야 합니다.
    h        양쪽으로 움직이는 거리
    반환값   gradient. w와 모양이 같은 배열

    >>> def f(w):
    ...     return w[0] * w[1]
    >>> gradient_check(f, np.array([3.0, 5.0])).round(6)
    array([5., 3.])
    """
    grad = np.zeros_like(w)
    for cell in np.ndindex(w.shape):
        grad[cell] = ...
    return grad
