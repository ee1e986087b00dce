"""What whoever typed the command can mend."""


class UsageError(Exception):
    """Something typed that cannot be done: one sentence that names the mistake and the remedy."""
