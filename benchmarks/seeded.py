"""Do the checks find known errors, and what do they say of right translations?

Errors of known kinds are planted one at a time into right bilingual texts. One counts as found if an error or a
warning names its passage that was not there before; a note is not an alarm and finds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from benchmarks.frame import BUILD, Options, Report
from benchmarks.seeds.beside import OURS, measure_beside
from benchmarks.seeds.materials import read_given, read_golden
from benchmarks.seeds.tables import (
    make_alarm_figures,
    make_alarm_table,
    make_code_table,
    make_found_table,
    make_recall_table,
    make_recalls,
)
from benchmarks.seeds.trials import Clean, Trial, find_clean, find_trials

__all__ = ["run"]

EXAMPLES = BUILD / "seeded-examples.json"

# Of each kind and text no more than so many: a sample is as good, and what was planted everywhere takes minutes.
_MOST = 20
# Sets of which the examples are shown: whoever mends a check is not to look at the others' texts.
_SHOWN = ("a", "c")


def run(options: Options) -> Report:
    materials = [*read_golden(), *read_given()]
    most = options.most or _MOST
    clean = [one for material in materials for one in find_clean(material)]
    trials = [trial for material in materials for trial in find_trials(material, most)]
    peer = measure_beside(materials, most)
    _save_examples(trials, clean)
    figures = [*make_recalls(OURS, trials), *make_alarm_figures(OURS, "false alarms", clean), *peer.figures]
    return Report(
        tables=(
            make_recall_table(trials),
            make_alarm_table(clean),
            make_code_table(clean),
            make_found_table(trials),
            *peer.tables,
        ),
        figures=tuple(figures),
        notes=(
            "Found: an error or warning that the right text did not have names the passage. Notes do not count.",
            "a and b are written for this; given is the data whose English is somebody else's.",
            *peer.notes,
        ),
    )


def _save_examples(trials: Sequence[Trial], clean: Sequence[Clean]) -> None:
    """What was missed and what was wrongly said, for whoever mends a check."""
    misses = [
        trial if trial.set in _SHOWN else msgspec.structs.replace(trial, change="")
        for trial in trials
        if not trial.codes
    ]
    alarms = [
        {"set": one.set, "language": one.language, "segment": one.segment, "code": problem.code,
         "severity": problem.severity, "message": problem.message if one.set in _SHOWN else ""}
        for one in clean
        for problem in one.problems
    ]  # fmt: skip
    EXAMPLES.parent.mkdir(parents=True, exist_ok=True)
    EXAMPLES.write_bytes(msgspec.json.format(msgspec.json.encode({"misses": misses, "alarms": alarms}), indent=1))
