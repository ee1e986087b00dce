import numpy as np


def sigmoid_grad(x):
    """x에서 sigmoid의 기울기.

        σ(x) = 1 / (1 + exp(−x))        σ′(x) = σ(x) · (1 − σ(x))

    x        모양이 정해지지 않은 배열. −1000이나 1000일 수도 있습니다.
    반환값   기울기. 모양이 같은 배열

    >>> sigmoid_grad(np.array([0.0, 2.0, -1000.0])).round(4)
    array([0.25 , 0.105, 0.   ])
    """
    return ...
