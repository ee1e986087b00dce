import numpy as np


def sgd_step(params, grads, lr, decay):
    """weight decay를 쓰는 SGD 한 step 뒤의 모든 parameter.

        weight   w − lr · (g + λw)        bias   b − lr · g

    params   "W1", "b1", "W2", "b2" … layer 수는 정해져 있지 않습니다.
    grads    그 gradient들. 이름이 같고, λ 항은 아직 없습니다.
    lr       learning rate
    decay    λ. 이름이 "W"로 시작하는 것에만 작용합니다. bias는 뺍니다.
    반환값   이름이 같은 새 dict. params는 그대로 둡니다.

    >>> params = {"W1": np.array([[2.0]]), "b1": np.array([2.0])}
    >>> grads = {"W1": np.array([[1.0]]), "b1": np.array([1.0])}
    >>> sgd_step(params, grads, 0.1, 0.5)
    {'W1': array([[1.8]]), 'b1': array([1.9])}
    """
    new = {}
    for name, w in params.items():
        new[name] = ...
    return new
