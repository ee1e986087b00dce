"""`python -m tests.monkey [PLACE …] [--keys N] [--seed N]`: the monkey, for as long as you like."""

import argparse
import asyncio
import sys
import tempfile
import time
import warnings
from pathlib import Path

from tests.monkey.monkey import few_garments, leave, play
from tests.monkey.places import PLACES


def main() -> int:
    """Every place in turn, or those named; the number of those where something went wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.monkey")
    asked.add_argument("places", nargs="*", metavar="PLACE", help=", ".join(PLACES))
    asked.add_argument("--keys", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--leave", type=int, default=10, help="how often each is left in a hurry")
    options = asked.parse_args()
    warnings.simplefilter("error")
    wrong = 0
    for name in options.places or PLACES:
        begun = time.monotonic()
        lang = ("en", "ko")[options.seed % 2]
        ascii = options.seed % 3 == 2
        with tempfile.TemporaryDirectory() as folder, few_garments():
            try:
                playing = play(
                    name, options.keys, options.seed, Path(folder), lang=lang, ascii=ascii
                )
                said = f"started {asyncio.run(playing)} times"
                for number in range(options.leave):
                    asyncio.run(leave(name, number, Path(folder), lang=lang, ascii=ascii))
            except AssertionError as error:
                wrong, said = wrong + 1, str(error)
        print(f"{name:12} {time.monotonic() - begun:6.1f} s  {said}", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
