def l2_penalty(params, decay):
    weights = [W for name, W in params.items() if name.startswith("W")]
    return decay * sum((W**2).sum() for W in weights)
