"""All limits of a check of an exercise: each field's name ends with its unit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What an exercise may ask for, and what the processes of a check may take."""

    exercise_default_s: float = 5.0
    exercise_max_s: float = 600.0
    exercise_default_mb: int = 512
    exercise_max_mb: int = 16384

    startup_timeout_s: float = 60.0
    """For NumPy to load, and for the checks to answer, however busy the machine is."""
    exit_timeout_s: float = 1.0
    """For a process to end that has closed its pipe."""
    poll_interval_s: float = 0.05
    wait_grace_s: float = 0.5
    """Of waiting for what is over in no time."""
    max_counted_wait_s: float = 0.2
    """Between two looks; if it was more, it was the app that had to wait."""
    shutdown_timeout_s: float = 10.0
    """For the processes and all that came of them to end when told to."""
    kill_timeout_s: float = 5.0
    """For the supervisor to see the end of what it killed."""

    max_output_bytes: int = 1 << 20
    """That a process may print."""
    kept_output_bytes: int = 4000
    max_frame_bytes: int = 1 << 27
    max_open_files: int = 64
    """Enough to load a library."""
    max_threads: int = 32
    """That may be begun; root may begin more, and Python refuses other processes before that."""

    max_value_depth: int = 12
    max_value_parts: int = 20_000
    """Lists in lists, tables, numbers."""
    max_answer_numbers: int = 1000
    """In a list, or in its lists, of an answer: more are an array's work."""
    max_value_bytes: int = 1 << 25
    """Of all arrays together, as they are written out, and letters of all texts."""
    max_text_letters: int = 1000
    max_message_letters: int = 300
    """Of an exception's message."""


LIMITS = Limits()
