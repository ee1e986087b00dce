import numpy as np


def mlp_backward(X, y, params, cache, decay):
    """J = L + λ/2 · (‖W⁽¹⁾‖² + ‖W⁽²⁾‖²)의 gradient.

    L은 softmax cross-entropy를 batch에서 평균한 것입니다.

    한 행이 예제 하나이고, Z, H, O는 mlp_forward의 것입니다.

        ∂J/∂O = (P − Y) / B
        ∂J/∂W⁽²⁾ = Hᵀ · ∂J/∂O + λW⁽²⁾    ∂J/∂b⁽²⁾ = ∂J/∂O의 행을 더한 것
        ∂J/∂H = ∂J/∂O · W⁽²⁾ᵀ
        ∂J/∂Z = ∂J/∂H ⊙ relu′(Z)
        ∂J/∂W⁽¹⁾ = Xᵀ · ∂J/∂Z + λW⁽¹⁾    ∂J/∂b⁽¹⁾ = ∂J/∂Z의 행을 더한 것

    X        batch (B, I)
    y        정답 클래스 (B,)
    params   "W1" (I, M), "b1" (M,), "W2" (M, K), "b2" (K,)
    cache    mlp_forward가 돌려준 것: "Z" (B, M), "H" (B, M), "O" (B, K)
    decay    λ
    반환값   이름과 모양이 params와 같은 dict

    예제 하나, feature 하나, hidden 유닛 하나, 클래스 둘:

    >>> params = {
    ...     "W1": np.array([[1.0]]), "b1": np.array([0.0]),
    ...     "W2": np.array([[2.0, 2.0]]), "b2": np.array([0.0, 0.0]),
    ... }
    >>> X, y, three = np.array([[3.0]]), np.array([0]), np.array([[3.0]])
    >>> cache = {"Z": three, "H": three, "O": np.array([[6.0, 6.0]])}
    >>> mlp_backward(X, y, params, cache, 0.1)["W2"]
    array([[-1.3,  1.7]])
    """
    W1, W2 = params["W1"], params["W2"]
    Z, H, O = cache["Z"], cache["H"], cache["O"]
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = y[:, None] == np.arange(O.shape[1])

    dO = ...
    dW2 = ...
    db2 = ...
    dH = ...
    dZ = ...
    dW1 = ...
    db1 = ...
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
