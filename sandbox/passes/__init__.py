"""A recorded training step: annotated, explained, followed and predicted."""
