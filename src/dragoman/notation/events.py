"""Events that are recognized without a key, so that ``[laughs]`` need not be ``[voice: laughs]``."""

from __future__ import annotations

from dragoman.transcript.text import Incident, Kinesic, Vocal

__all__ = ["GESTURES", "GESTURE_OPENINGS", "SOUNDS", "VOICES", "find_event"]

VOICES = frozenset({
    "laughs", "laughing", "laughter", "chuckles", "giggles", "sighs", "sighing", "coughs", "coughing", "cries",
    "crying", "sobs", "weeps", "weeping", "gasps", "groans", "moans", "screams", "shouts", "whispers", "whispering",
    "whistles", "hums", "sings", "singing", "yawns", "sneezes", "sniffs", "clears throat", "clears his throat",
    "clears her throat", "clears their throat", "inhales", "exhales", "clicks tongue",
})  # fmt: skip

SOUNDS = frozenset({
    "applause", "crosstalk", "music", "music plays", "music stops", "noise", "background noise", "static", "feedback",
    "beep", "phone rings", "doorbell rings", "bell rings", "knocking", "knock at the door", "door opens", "door closes",
    "door slams", "dog barks", "birdsong", "baby cries", "footsteps", "traffic", "car horn", "siren", "sirens",
    "gunfire", "gunshot", "explosion", "shelling", "aircraft", "call to prayer", "audience laughs", "audience reacts",
    "booing", "cheering", "recording starts", "recording stops", "recording breaks", "recording resumes", "line drops",
})  # fmt: skip

GESTURES = frozenset({
    "nods", "nodding", "shakes head", "shakes his head", "shakes her head", "shakes their head", "shrugs", "smiles",
    "smiling", "frowns", "waves", "points", "gestures", "claps", "stands up", "sits down", "leaves the room",
    "raises hand", "raises eyebrows", "wipes tears",
})  # fmt: skip

GESTURE_OPENINGS = (
    "points at ", "points to ", "points towards ", "gestures at ", "gestures to ", "gestures towards ", "holds up ",
    "shows ", "looks at ", "turns to ",
)  # fmt: skip


def find_event(description: str) -> type[Vocal] | type[Incident] | type[Kinesic] | None:
    """The kind of an event that needs no ``voice:``, ``sound:`` or ``gesture:`` before it, or ``None``."""
    known = description.casefold()
    if known in VOICES:
        return Vocal
    if known in SOUNDS:
        return Incident
    return Kinesic if known in GESTURES or known.startswith(GESTURE_OPENINGS) else None
