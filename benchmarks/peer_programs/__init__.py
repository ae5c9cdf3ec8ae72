"""Other programs beside a draft: each in a Python environment of its own, on the same recordings and threads.

``python benchmarks/run.py peers``. :mod:`.programs` lists them, :mod:`.environments` sets them up, :mod:`.job` is what
runs inside, and :mod:`.measure` runs and scores them.
"""

from benchmarks.peer_programs.measure import run

__all__ = ["run"]
