"""What went wrong with the data, in one sentence a learner can act on."""


class DataError(Exception):
    """Data is missing, damaged or not what it should be; says so, and names the remedy."""
