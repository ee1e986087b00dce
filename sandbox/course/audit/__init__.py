"""A course checked as a compiler checks a program: all that is wrong, with file, line, remedy."""

from sandbox.course.audit.complaints import Complaint
from sandbox.course.audit.whole import Audited, audit, audited

__all__ = ["Audited", "Complaint", "audit", "audited"]
