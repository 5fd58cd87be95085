"""The window of the frozen program."""

import sys

from ui.main import main

sys.exit(main())
