from __future__ import annotations

import pytest

from dragoman.notation.events import GESTURE_OPENINGS, GESTURES, SOUNDS, VOICES, find_event
from dragoman.transcript.text import Incident, Kinesic, Vocal


@pytest.mark.parametrize(
    "description", ["laughter", "chuckles", "sighs", "coughing", "crying", "whispers", "clears her throat", "yawns"]
)
def test_what_a_voice_does_is_vocal(description: str) -> None:
    assert find_event(description) is Vocal


@pytest.mark.parametrize(
    "description", ["applause", "door slams", "call to prayer", "car horn", "gunfire", "recording stops", "crosstalk"]
)
def test_what_is_heard_in_the_room_is_an_incident(description: str) -> None:
    assert find_event(description) is Incident


@pytest.mark.parametrize("description", ["shrugs", "shakes his head", "leaves the room", "wipes tears", "raises hand"])
def test_what_a_body_does_is_a_gesture(description: str) -> None:
    assert find_event(description) is Kinesic


@pytest.mark.parametrize(
    "description",
    [
        "points at him",
        "points to the door",
        "points towards the sea",
        "gestures at the photograph",
        "gestures to her son",
        "gestures towards the window",
        "holds up a letter",
        "shows her hand",
        "looks at the clock",
        "turns to the host",
    ],
)
def test_a_gesture_may_be_aimed_at_something(description: str) -> None:
    assert find_event(description) is Kinesic


@pytest.mark.parametrize("description", ["LAUGHS", "Laughs", "lAuGhS"])
def test_the_case_of_an_event_does_not_matter(description: str) -> None:
    assert find_event(description) is Vocal


@pytest.mark.parametrize(
    "description", ["", "laughs bitterly", "a phone rings", "pointsman", "holds up", "shows", "ضحك", "walks in"]
)
def test_only_what_the_list_has_is_known(description: str) -> None:
    assert find_event(description) is None


def test_no_event_is_of_two_kinds() -> None:
    assert not VOICES & SOUNDS
    assert not VOICES & GESTURES
    assert not SOUNDS & GESTURES


def test_an_event_is_listed_as_it_is_compared() -> None:
    assert all(event == event.casefold().strip() for event in VOICES | SOUNDS | GESTURES)
    assert all(opening == opening.casefold() and opening.endswith(" ") for opening in GESTURE_OPENINGS)
