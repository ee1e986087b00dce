import numpy as np


def l2_penalty(params, decay):
    """s = λ/2 · Σ‖W‖²: weight를 모두 제곱해 더하고 λ의 절반을 곱한 값.

    이름이 "W"로 시작하는 weight 행렬만 셉니다. bias는 세지 않습니다.

    params   "W1", "b1", "W2", "b2" … layer 수는 정해져 있지 않습니다.
    decay    λ, 숫자
    반환값   s, 숫자 하나

    >>> params = {"W1": np.array([[1.0, -2.0]]), "b1": np.array([7.0])}
    >>> float(l2_penalty(params, 0.1))
    0.25
    """
    return ...
