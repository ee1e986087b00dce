"""The mathematics: NumPy and the standard library, nothing else.

Shapes in docstrings: B examples of a batch, I inputs, O outputs, K classes, R replicas. Every array
that takes part in a pass has rows and columns, and a leading axis R where replicas train together.
"""
