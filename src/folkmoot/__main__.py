"""`python -m folkmoot` is the `folkmoot` command."""

import sys

from folkmoot.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
