"""What went wrong with the data, in one sentence a learner can act on."""

from sandbox.base.errors import UserError


class DataError(UserError):
    """Data is missing, damaged or not what it should be; says so, and names the remedy."""
