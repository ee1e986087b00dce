import numpy as np


def train(X, y, rng):
    """새 사진 열 장 중 여덟 장을 맞히도록 학습한 784-M-10의 parameter.

    hidden 유닛 수 M, learning rate, batch, epoch 모두 여러분이 정합니다.
    지금까지 쓴 함수를 이 함수 위에 복사해 두고 쓰면 됩니다.

    X        garments 사진 (10000, 784), float32, 0부터 1까지
    y        클래스 (10000,), 0부터 9까지의 정수
    rng      NumPy Generator. weight를 뽑고 순서를 섞을 때 씁니다.
    반환값   dict: "W1" (784, M), "b1" (M,), "W2" (M, 10), "b2" (10,)

    이 parameter로 mlp_forward를 X에 없는 사진 2000장에 돌려 봅니다. 1분
    안에 학습을 마치고 80 %를 맞혀야 합니다.
    """
    params = ...
    for epoch in range(10):
        order = rng.permutation(len(X))
        ...
    return params
