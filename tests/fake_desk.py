"""``python fake_desk.py serve …`` is the command with engines that need no model, in its jobs' processes too."""

from __future__ import annotations

import sys

from conftest import FAKES
from dragoman.cli import main
from dragoman.engines import ENGINES

# A process that the desk starts runs this file again, under another name.
for _name, _place in FAKES.items():
    ENGINES[_name] = f"dragoman.engines.{_place}"

if __name__ == "__main__":
    sys.exit(main())
