"""Translate text with an engine. ``run.py`` controls the steps; the other modules implement them.

1. ``passages.py`` selects the passages to translate; ``marks.py`` prepares their text for an engine.
2. ``cut.py`` makes requests of whole turns, with the turns around them.
3. ``ask.py`` sends a request to an engine, and waits if it is busy; ``pool.py`` sends many at a time.
4. ``validate.py`` decides which answers are accepted: ``read_answer.py`` reads the answer for each passage, and
``side_by_side.py`` compares them with the checks.
5. ``store.py`` saves accepted answers; ``estimate.py`` estimates the cost in advance.
"""

from __future__ import annotations

from dragoman.pipeline.translate.ask import Patience
from dragoman.pipeline.translate.estimate import Estimate, estimate
from dragoman.pipeline.translate.passages import Passage, Work, find_work, is_open
from dragoman.pipeline.translate.run import Outcome, TranslationRun
from dragoman.pipeline.translate.store import TranslationStore

__all__ = [
    "Estimate",
    "Outcome",
    "Passage",
    "Patience",
    "TranslationRun",
    "TranslationStore",
    "Work",
    "estimate",
    "find_work",
    "is_open",
]
