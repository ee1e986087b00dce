"""weight decay 한 걸음."""


def shrink(w, lr, decay):
    """λ/2 · Σ w²에 대한 gradient descent 한 step 뒤의 weight.

    w는 어떤 모양이든 좋고, lr과 decay는 수입니다. w와 같은 모양의 배열을 돌려줍니다.
    """
    return w
