"""The command line of the frozen program."""

import sys

from app.cli import main

sys.exit(main())
