"""One module a command, with `run(options) -> int`, imported only when it is asked for."""
