def dropout_backward(dY, mask, p):
    return dY * mask
