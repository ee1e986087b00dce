import numpy as np


def dropout_backward(dY, mask, p):
    """출력의 gradient에서 구한 dropout 입력의 gradient.

        ∂J/∂X = 남은 칸에서는 ∂J/∂Y / (1 − p), 사라진 칸에서는 0

    dY       ∂J/∂Y, 배열 (B, I)
    mask     앞으로 갈 때 뽑은 것 (B, I). 남은 칸에서 True
    p        그때의 확률. 0과 1도 됩니다.
    반환값   ∂J/∂X (B, I)

    >>> mask = np.array([[False, True]])
    >>> dropout_backward(np.array([[1.0, 2.0]]), mask, 0.5)
    array([[0., 4.]])
    """
    return ...
