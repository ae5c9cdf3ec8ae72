from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import ReadOptions

TALK = "Karim: How was it?\n\nSara: We came back.\n\n{scene}\n\nKarim: And then?\n\nSara: It was dry.\n"


def speaker_of(scene: str, profile: str | None = None) -> str | None:
    imported = read(TALK.format(scene=scene).encode(), "plain-text", ReadOptions(path="talk.txt", profile=profile))
    names = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    speaker = imported.transcript.segments[2].speaker
    return names[speaker] if speaker else None


@pytest.mark.parametrize(
    "scene", ["(She laughs and turns to her son.)", "[phone rings]", "(laughter)", "[tr: they leave the room]"]
)
def test_what_happens_between_two_turns_is_nobodys(scene: str) -> None:
    assert speaker_of(scene) is None


@pytest.mark.parametrize("profile", ["dragoman", "wai"])
def test_supplied_words_and_sounds_in_a_paragraph_of_their_own_are_nobodys(profile: str) -> None:
    assert speaker_of("(a long silence, the tea is served)", profile) is None


@pytest.mark.parametrize("profile", ["square", "court", "gat"])
def test_brackets_that_a_profile_takes_for_spoken_words_belong_to_the_speaker_above(profile: str) -> None:
    assert speaker_of("(a long silence, the tea is served)", profile) == "Sara"


def test_words_beside_brackets_belong_to_the_speaker_above() -> None:
    assert speaker_of("(laughs) And we ate.") == "Sara"
