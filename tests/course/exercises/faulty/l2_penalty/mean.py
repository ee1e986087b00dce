def l2_penalty(params, decay):
    weights = [W for name, W in params.items() if name.startswith("W")]
    return decay / 2 * sum((W**2).mean() for W in weights)
