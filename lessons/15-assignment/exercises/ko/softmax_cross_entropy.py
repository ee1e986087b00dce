import numpy as np


def softmax_cross_entropy(O, y):
    """정답 클래스의 확률 p에서 −log p를 구해 batch에 대해 평균한 값.

        p[n] = exp(O[n, y[n]]) / Σₖ exp(O[n, k])     L = −log p[n]의 평균

    O        logit (B, K). 한 행이 예제 하나. 값이 수천일 수도 있습니다.
    y        정답 클래스 (B,). 0부터 K − 1까지의 정수
    반환값   L, 숫자 하나

    예제가 둘 있습니다. 첫째는 세 클래스의 확률이 모두 같아 −log(1/3)이고,
    둘째는 정답을 확신하므로 loss에 보태는 것이 거의 없습니다.

    >>> O = np.array([[0.0, 0.0, 0.0], [0.0, 9.0, 0.0]])
    >>> y = np.array([2, 1])
    >>> round(float(softmax_cross_entropy(O, y)), 4)
    0.5494
    """
    return ...
