"""What went wrong with the data, in one sentence a learner can act on."""

from sandbox.labs.refusal import Refusal


class DataError(Refusal):
    """Data is missing, damaged or not what it should be; says so, and names the remedy."""
