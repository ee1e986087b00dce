def l2_penalty(params, decay):
    total = 0
    for name in params:
        if name[0] == "W":
            for w in params[name].flat:
                total += w * w
    return float(decay * total / 2)
