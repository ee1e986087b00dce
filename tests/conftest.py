"""What holds for all tests, before any of them loads NumPy."""

from sandbox.engine import threads

# As the program does; workers that share the processors would wait for each other besides.
threads.settle(None)
