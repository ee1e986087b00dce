import numpy as np


def relu(x):
    """0과 x 가운데 큰 쪽을 칸마다 고릅니다.

    x: 아무 모양. 돌려주는 값: 같은 모양.
    """
    return np.asarray(x)
