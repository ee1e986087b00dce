def dropout_backward(dY, mask, p):
    return dY * mask * (1 - p)
