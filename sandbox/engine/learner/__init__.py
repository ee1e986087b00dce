"""A learner's own functions in the engine's place: run as they stand, watched line by line."""
