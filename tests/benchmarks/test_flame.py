"""Samples of a profiler to a flame graph."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.flame import Frame, draw, read_samples, share_of_others

RAW = """<module> (main.py:3);hear (dragoman/engines/whisper.py:87) 6
<module> (main.py:3);hear (dragoman/engines/whisper.py:93) 2
<module> (main.py:4);_PyEval_Eval (libpython.so) 1
nonsense
"""


def test_samples_are_counted_by_stack() -> None:
    found = read_samples(RAW)
    outer = Frame("<module>", "main.py", 3)
    assert found[(outer, Frame("hear", "dragoman/engines/whisper.py", 87))] == 6
    assert found[(Frame("<module>", "main.py", 4), Frame("_PyEval_Eval", "libpython.so"))] == 1
    assert len(found) == 3


def test_a_frame_is_known_by_its_function_and_file() -> None:
    frame = Frame("Whisper.hear", "/x/dragoman/engines/whisper.py", 87)
    assert frame.is_in("hear", "engines/whisper.py")
    assert not frame.is_in("hear", "engines/voices/__init__.py")


def test_a_function_is_as_wide_as_its_samples_whatever_the_line() -> None:
    drawn = ElementTree.fromstring(draw(read_samples(RAW)))
    titles = [title.text for title in drawn.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == [
        "<module> (main.py): 100.0 %",
        "hear (engines/whisper.py): 88.9 %",
        "_PyEval_Eval (libpython.so): 11.1 %",
    ]


def test_what_nobody_could_see_is_not_drawn() -> None:
    found: dict[tuple[Frame, ...], int] = {(Frame("wide", "a.py"),): 999, (Frame("narrow", "a.py"),): 1}
    assert "narrow" not in draw(found)


def test_what_is_no_call_of_a_model_is_a_share_without_loading() -> None:
    took = {
        "load the models and their libraries": 50.0,
        "encode": 15.0,
        "the networks for speech and voices": 4.0,
        "assemble": 1.0,
    }
    assert share_of_others(took) == 0.05
