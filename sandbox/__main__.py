"""`python -m sandbox` is `mlp-sandbox`."""

import sys

from sandbox.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
