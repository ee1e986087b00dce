import numpy as np


def relu(x):
    """max(0, x): 음수는 0이 되고 나머지는 그대로입니다.

    x        모양이 정해지지 않은 배열
    반환값   모양이 같은 새 배열

    >>> relu(np.array([[-2.0, 0.5], [3.0, -0.1]]))
    array([[0. , 0.5],
           [3. , 0. ]])
    """
    return ...
