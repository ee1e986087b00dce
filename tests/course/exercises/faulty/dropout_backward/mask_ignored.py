def dropout_backward(dY, mask, p):
    return dY / (1 - p) if p < 1 else 0 * dY
