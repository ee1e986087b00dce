"""A course checked as a compiler checks a program: all that is wrong, with file, line, remedy."""

from sandbox.course.audit.audit import Audited, audit, audited
from sandbox.course.audit.findings import Finding

__all__ = ["Audited", "Finding", "audit", "audited"]
