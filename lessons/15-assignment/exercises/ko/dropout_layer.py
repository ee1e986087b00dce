import numpy as np


def dropout_layer(X, p, rng):
    """dropout: 칸마다 확률 p로 0이 되고, 아니면 X / (1 − p)가 됩니다.

    X        배열 (B, I)
    p        0 이상 1 이하의 확률. 0과 1도 됩니다.
    rng      NumPy Generator. rng.random(shape)은 0부터 1까지 고르게 뽑음
    반환값   Y (B, I)와 mask (B, I). mask는 남은 칸에서 True(또는 1)

    칸마다 따로 뽑습니다. 예를 들어 p = 0.5이고 X = [[1, 2, 3, 4]]이면 Y는
    [[2, 0, 0, 8]]일 수 있습니다. 양 끝에서는 확실합니다.

    >>> rng = np.random.default_rng(0)
    >>> dropout_layer(np.array([[1.0, 2.0]]), 0.0, rng)
    (array([[1., 2.]]), array([[ True,  True]]))
    >>> dropout_layer(np.array([[1.0, 2.0]]), 1.0, rng)
    (array([[0., 0.]]), array([[False, False]]))
    """
    mask = ...
    Y = ...
    return Y, mask
