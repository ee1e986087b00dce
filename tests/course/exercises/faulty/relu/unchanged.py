def relu(x):
    return x.copy()
