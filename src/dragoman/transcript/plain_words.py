"""The names of a document's parts in messages: passage, original, translation."""

from __future__ import annotations

__all__ = ["name_field", "name_subject"]

# A field that is not here has its own name.
_FIELDS = {
    "source": "the original",
    "target": "the translation",
    "source_origin": "who wrote the original",
    "target_origin": "who wrote the translation",
    "span": "the time",
    "speaker": "the speaker",
    "language": "the language",
    "words": "the words",
    "state": "the state",
    "heard_by": "who listened to it",
    "title_target": "title (translation)",
    "target_language": "the translation's language",
    "recording": "the recording or its languages",
}


def name_field(field: str) -> str:
    """The name of a field of a passage, a speaker or the facts: ``"the translation"`` for ``target``."""
    return _FIELDS.get(field, field.replace("_", " "))


def name_subject(subject: str) -> str:
    """The name of what a revision is about: ``"passage s4k2m9xpq"`` for ``segment:s4k2m9xpq``."""
    kind, _, id_ = subject.partition(":")
    return f"{'passage' if kind == 'segment' else kind} {id_}".strip()
