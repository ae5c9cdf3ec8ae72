"""Labels that mean one person come to one speaker: full names and short forms, initials, roles, spellings."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.formats.findings import Findings
from dragoman.formats.published.names import Label, is_role, may_be_same, read_label, sounds_alike
from dragoman.formats.published.turns import key_of
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Speaker

__all__ = ["Cast", "find_cast"]

_MOST = 500


class Cast(msgspec.Struct, frozen=True):
    """The speakers in the order in which they first speak, and whose each label is."""

    speakers: tuple[Speaker, ...]
    ids: dict[str, str]

    def find(self, label: str) -> str | None:
        """The id of the speaker whom a label means."""
        return self.ids.get(key_of(label))


class _Person(msgspec.Struct):
    """The labels of one speaker, as keys, in the order of the page."""

    keys: list[str]
    label: Label


def find_cast(labels: Sequence[str], findings: Findings) -> Cast:
    """The speakers behind the labels of a page, which are given in their order, each as often as it stands."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        spellings[key_of(label)][label] += 1
    order = list(spellings)
    forms = {key: read_label(next(iter(spellings[key]))) for key in order}
    neighbours = Counter(frozenset(pair) for pair in itertools.pairwise(map(key_of, labels)) if len(set(pair)) == 2)
    people: list[_Person] = []
    # The fullest first, so that every shorter form finds whom it belongs to.
    for key in sorted(order, key=lambda key: (-_fullness(forms[key]), order.index(key) if len(order) < _MOST else 0)):
        found = _find(forms[key], people, forms, neighbours, key)
        if len(found) == 1:
            found[0].keys.append(key)
            continue
        if found:
            _tell_ambiguous(forms[key], found, findings)
        people.append(_Person([key], forms[key]))
    people.sort(key=lambda person: min(map(order.index, person.keys)))
    speakers = [_speaker(f"S{number}", person, spellings, forms, order) for number, person in enumerate(people, 1)]
    for person, speaker in zip(people, speakers, strict=True):
        _tell_spellings(person, speaker, forms, findings)
    ids = {key: speaker.id for person, speaker in zip(people, speakers, strict=True) for key in person.keys}
    return Cast(tuple(speakers), ids)


def _fullness(label: Label) -> int:
    if label.initials:
        return 1
    return 4 * len(label.words) + 2 * (label.title is not None) + (label.role is not None)


def _find(
    label: Label, people: Iterable[_Person], forms: dict[str, Label], neighbours: Counter[frozenset[str]], key: str
) -> list[_Person]:
    """Those whom a label may mean: by its words, else by its sound."""
    near = list(itertools.islice(people, _MOST))
    found = [person for person in near if any(may_be_same(label, forms[known]) for known in person.keys)]
    if found or label.initials:
        return found
    return [
        person
        for person in near
        if any(sounds_alike(label, forms[known]) for known in person.keys)
        # Who answers each other is not one person.
        and sum(neighbours[frozenset((key, known))] for known in person.keys) < 2
    ]


def _speaker(
    id_: str, person: _Person, spellings: dict[str, Counter[str]], forms: dict[str, Label], order: list[str]
) -> Speaker:
    keys = sorted(person.keys, key=order.index)
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for key in keys:
        counts.update(spellings[key])
        for typed, count in spellings[key].items():
            shown[_bare(typed)] += count
    label = max(shown, key=lambda typed: shown[typed])
    labels = [forms[key] for key in keys]
    full = max(labels, key=lambda form: len(form.words) if not form.initials else 0)
    is_whole = len((full.name or "").split()) > 1 and not full.initials
    name = full.name if is_whole or (full.role and is_role(full.role)) else None
    return Speaker(
        id=id_,
        label=label,
        name=name,
        role=next((form.role for form in labels if form.role and form.words), None),
        honorific=next((form.title for form in labels if form.title), None),
        aliases=tuple(typed for typed in counts if typed not in (label, name)),
    )


def _bare(typed: str) -> str:
    """The label without what stands beside the name or the role."""
    form = read_label(typed)
    if not form.role or not form.words:
        return typed
    return (
        form.role if is_role(form.role) and typed.startswith(form.role) else f"{form.title or ''} {form.name}".strip()
    )


def _tell_ambiguous(label: Label, found: Sequence[_Person], findings: Findings) -> None:
    names = " and ".join(person.label.typed for person in found[:3])
    message = f"“{label.typed}” may be {names}; it is kept as a speaker of its own"
    findings.add(Problem("label-ambiguous", "warning", message, Place()))


def _tell_spellings(person: _Person, speaker: Speaker, forms: dict[str, Label], findings: Findings) -> None:
    names = {forms[key].name for key in person.keys if forms[key].name and not forms[key].initials}
    odd = [
        (one, other)
        for one, other in itertools.combinations(sorted(name for name in names if name), 2)
        if sounds_alike(read_label(one), read_label(other)) and read_label(one).words != read_label(other).words
    ]
    if odd:
        spelt = ", ".join(dict.fromkeys(itertools.chain.from_iterable(odd)))
        message = f"one name is spelt in several ways and taken for one person ({speaker.id}): {spelt}"
        findings.add(Problem("name-spelt-differently", "warning", message, Place()))
