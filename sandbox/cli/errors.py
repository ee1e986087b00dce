"""What whoever typed the command can mend."""

from typing import Self

from sandbox.base.errors import UserError


class UsageError(UserError):
    """Something typed that cannot be done: one sentence that names the mistake and the remedy.

    What is wrong with the way a command is written has no `id`: it is in English, as `--help` is.
    """

    @classmethod
    def of(cls, refusal: UserError) -> Self:
        """What another part refuses, as a mistake in what was typed."""
        return cls(str(refusal), refusal.id, **refusal.values)
