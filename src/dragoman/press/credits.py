"""Who worked on an edition: each person once for each role, under the name that they chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.settings.dragoman_toml import UNSIGNED
from dragoman.transcript.document import Author, Facts, Person, Transcript
from dragoman.transcript.drafting import is_transcriber
from dragoman.transcript.edition import Contributor
from dragoman.transcript.revision import Revision

__all__ = [
    "NO_EVIDENCE",
    "Evidence",
    "NamedPerson",
    "as_shown",
    "find_credits",
    "find_named",
    "find_names",
    "find_reviewers",
    "show_translators",
]

_REVIEWED = ("reviewed", "final")


class Evidence(msgspec.Struct, frozen=True):
    """What the history says of who did what, by handle: those who reviewed passages, from :func:`find_reviewers`, and
    those who wrote originals, from :func:`.transcribers.find_transcribers`; ``None`` if that is not known.
    """

    reviewers: tuple[str, ...] = ()
    transcribers: tuple[str, ...] | None = None


NO_EVIDENCE = Evidence()


class NamedPerson(msgspec.Struct, frozen=True):
    """Somebody who worked on an interview: a handle, or the name of a translator in the facts; what they did; and the
    name that readers see, empty if only the role is shown.
    """

    handle: str
    roles: tuple[str, ...]
    shown: str


def find_names(transcript: Transcript, shown: Mapping[str, str], evidence: Evidence = NO_EVIDENCE) -> dict[str, str]:
    """Maps every handle in a document to the text shown for it: the name that the person chose, or else their role.

    :param shown: handle to the name for readers; an empty text shows the role only
    :param evidence: what the history says
    """
    names: dict[str, str] = {}
    for handle, role in _roles(transcript, evidence):
        names.setdefault(handle, _name(handle, shown) or role)
    return names


def find_credits(
    transcript: Transcript, shown: Mapping[str, str], evidence: Evidence = NO_EVIDENCE
) -> tuple[Contributor, ...]:
    """The contributors, ordered by role, with the translators that the facts name.

    Edits without a handle count as another person only if nobody else is known to have had that role.
    """
    signed = [(handle, role) for handle, role in _roles(transcript, evidence) if not _is_unsigned(handle, shown)]
    people = [Contributor(shown=_name(handle, shown) or role, role=role) for handle, role in signed]
    people += [Contributor(shown=name, role="translator") for name in show_translators(transcript.facts, shown)]
    known = {person.role for person in people}
    roles = dict.fromkeys(role for _, role in _roles(transcript, evidence))
    people += [Contributor(shown=role, role=role) for role in roles if role not in known]
    order = dict.fromkeys((*roles, "translator"))
    return tuple(person for role in order for person in dict.fromkeys(people) if person.role == role)


def find_named(
    transcript: Transcript, shown: Mapping[str, str], evidence: Evidence = NO_EVIDENCE
) -> tuple[NamedPerson, ...]:
    """Everybody who signed something, and the translators that the facts name. Edits without a handle are nobody's."""
    roles: dict[str, dict[str, None]] = {}
    for handle, role in (
        *_roles(transcript, evidence),
        *((name, "translator") for name in transcript.facts.translators),
    ):
        if not _is_unsigned(handle, shown):
            roles.setdefault(handle, {})[role] = None
    return tuple(NamedPerson(handle, tuple(own), _name(handle, shown)) for handle, own in roles.items())


def show_translators(facts: Facts, shown: Mapping[str, str]) -> tuple[str, ...]:
    """The translators that the facts name, as they chose to be shown. Those who chose to show only their role are left
    out.
    """
    return tuple(dict.fromkeys(filter(None, (shown.get(name, name) for name in facts.translators))))


def as_shown(transcript: Transcript, shown: Mapping[str, str], evidence: Evidence = NO_EVIDENCE) -> Transcript:
    """The document with handles and names replaced by what people chose to be shown as."""
    names = {handle: name for handle, name in find_names(transcript, shown, evidence).items() if handle in shown}
    facts = msgspec.structs.replace(transcript.facts, translators=show_translators(transcript.facts, shown))
    segments = tuple(
        msgspec.structs.replace(
            segment,
            heard_by=tuple(dict.fromkeys(names.get(handle, handle) for handle in segment.heard_by)),
            source_origin=_author_shown(segment.source_origin, names),
            target_origin=_author_shown(segment.target_origin, names),
        )
        for segment in transcript.segments
    )
    return msgspec.structs.replace(transcript, facts=facts, segments=segments)


def _author_shown(author: Author | None, names: Mapping[str, str]) -> Author | None:
    return Person(handle=names.get(author.handle, author.handle)) if isinstance(author, Person) else author


def find_reviewers(transcript: Transcript, history: Iterable[Revision]) -> tuple[str, ...]:
    """The handles of the people who set the current state of the reviewed passages."""
    last = {r.subject: r for r in history if r.field == "state" and isinstance(r.author, Person)}
    found: dict[str, None] = {}
    for segment in transcript.segments:
        revision = last.get(f"segment:{segment.id}")
        if revision is None or segment.withdrawn or segment.state not in _REVIEWED or revision.after != segment.state:
            continue
        if isinstance(revision.author, Person):
            found[revision.author.handle] = None
    return tuple(found)


def _name(handle: str, shown: Mapping[str, str]) -> str:
    return shown.get(handle, "" if handle == UNSIGNED else handle)


def _is_unsigned(handle: str, shown: Mapping[str, str]) -> bool:
    return handle == UNSIGNED and handle not in shown


def _roles(transcript: Transcript, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Handles with their role, one pair for each time that they did it."""
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    yield from ((handle, "translator") for handle in _handles(segment.target_origin for segment in live))
    for handle in _handles(segment.source_origin for segment in live):
        is_writer = is_transcriber(Person(handle=handle), transcript, evidence.transcribers)
        yield handle, "transcriber" if is_writer else "corrector"
    yield from ((handle, "reviewer") for handle in evidence.reviewers)
    yield from ((handle, "listener") for segment in live for handle in segment.heard_by)


def _handles(authors: Iterable[Author | None]) -> Iterator[str]:
    return (author.handle for author in authors if isinstance(author, Person))
