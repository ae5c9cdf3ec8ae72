"""Two files as one interview: whose problems the notes are."""

from __future__ import annotations

from pathlib import Path

from dragoman.formats.options import ReadOptions
from dragoman.workflows.importing.read_inputs import InputOptions, read_pair

CUES = """1
00:00:01,000 --> 00:00:04,000
KARIM: {first}

2
00:00:09,000 --> 00:00:07,000
KARIM: {second}
"""


def test_a_problem_of_one_of_two_files_names_its_place_once_and_is_its_own(tmp_path: Path) -> None:
    spoken, translated = tmp_path / "talk.es.srt", tmp_path / "talk.en.srt"
    spoken.write_text(CUES.format(first="Hola.", second="Adiós."), encoding="utf-8")
    translated.write_text(CUES.format(first="Hello.", second="Bye."), encoding="utf-8")
    paths = (spoken, translated)
    imported = read_pair(paths, 1, InputOptions(inputs=paths, reading=ReadOptions()))
    reversed_ = [problem for problem in imported.problems if problem.code == "time-reversed"]
    assert [str(problem) for problem in reversed_] == [
        "warning: talk.es.srt:6: it ends before it begins; its end is treated as unknown [time-reversed]",
        "warning: talk.en.srt:6: it ends before it begins; its end is treated as unknown [time-reversed]",
    ]
    assert len({problem.id for problem in reversed_}) == 2
