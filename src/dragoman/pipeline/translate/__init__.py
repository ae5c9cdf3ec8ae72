"""Text -> its translation by an engine. ``run.py`` is the flow; the other modules are its steps.

1. ``passages.py`` finds what is to be translated; ``marks.py`` says what an engine gets of a text.
2. ``cut.py`` makes requests of whole turns, with the turns around them.
3. ``ask.py`` asks an engine, and waits where it is busy; ``pool.py`` does so many times at once.
4. ``validate.py`` says what of an answer can be taken: ``read_answer.py`` reads each passage's, ``side_by_side.py``
   compares them by the checks.
5. ``store.py`` keeps what was accepted; ``estimate.py`` says before how much there is to ask.
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
