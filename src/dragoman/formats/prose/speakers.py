"""Assign the labels of the same person to one speaker: full names, short forms, initials, roles, spellings."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from dragoman.formats.prose.label_evidence import key_of
from dragoman.formats.prose.label_parts import (
    SHORTENED,
    Label,
    have_other_titles,
    is_office,
    is_role,
    may_be_same,
    read_label,
    sound_of,
    sounds_alike,
    with_role_first,
)
from dragoman.formats.prose.label_words import ARTICLES, PROFESSIONS, RELATIVES, TITLES, fold_words
from dragoman.formats.reading.joined_names import split_people
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker
from dragoman.transcript.ids import speaker_id

__all__ = ["Cast", "find_cast"]

# How many of the people who share a word are compared.
_MOST = 20


class Cast(msgspec.Struct, frozen=True):
    """The speakers in order of their first turn, and the speaker of each label."""

    speakers: tuple[Speaker, ...]
    ids: dict[str, str]

    def find(self, label: str) -> str | None:
        """The id of the speaker for a label."""
        return self.ids.get(key_of(label))


class _Person(msgspec.Struct):
    """The labels of one speaker, as keys, in the order in which they were assigned."""

    keys: list[str]
    label: Label


def find_cast(labels: Sequence[str], log: ProblemLog) -> Cast:
    """Find the speakers of a page from its labels, which are given in order with repetitions."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        spellings[key_of(label)][label] += 1
    order = {key: place for place, key in enumerate(spellings)}
    forms = _with_joined({key: read_label(next(iter(typed))) for key, typed in spellings.items()})
    forms = _with_roles_first(forms)
    known = _Known(forms, labels)
    # The longest first, so that every shorter form finds its person.
    for key in sorted(order, key=lambda key: (-_fullness(forms[key]), order[key])):
        found = known.find(key)
        if len(found) > 1:
            _tell_ambiguous(forms[key], found, log)
        known.add(key, found[0] if len(found) == 1 else None)
    people = sorted(known.people, key=lambda person: min(order[key] for key in person.keys))
    speakers = [
        _speaker(speaker_id(number), person, spellings, forms, order) for number, person in enumerate(people, 1)
    ]
    for person, speaker in zip(people, speakers, strict=True):
        _tell_spellings(person, speaker, forms, log)
    ids = {key: speaker.id for person, speaker in zip(people, speakers, strict=True) for key in person.keys}
    return Cast(tuple(speakers), ids)


def _with_joined(forms: dict[str, Label]) -> dict[str, Label]:
    """The labels; ``Ana, Bea`` is read as two people if both are labels of the page, or parts of full names there."""
    labels = [form.name or form.typed for form in forms.values()]
    return {key: _joined(form, labels) or form for key, form in forms.items()}


def _joined(form: Label, labels: Sequence[str]) -> Label | None:
    names = split_people(form.typed, labels, key_of)
    return Label(typed=form.typed, words=fold_words(form.typed), name=form.typed, names=names) if names else None


def _with_roles_first(forms: dict[str, Label]) -> dict[str, Label]:
    """The labels; ``Keeper, John Pye`` is read with the role first if the page calls him Pye and nobody Keeper."""
    known = {form.words for form in forms.values() if form.words and not form.role}
    return {key: _turned(form, known) or form for key, form in forms.items()}


def _turned(form: Label, known: set[tuple[str, ...]]) -> Label | None:
    other = with_role_first(form)
    if other is None or form.words in known:
        return None
    words = other.words
    return other if words in known or any(words[-size:] in known for size in range(1, len(words))) else None


def _fullness(label: Label) -> int:
    if label.initials or _is_office_alone(label):
        return 1
    return 4 * len(label.words) + 2 * (label.title is not None) + (label.role is not None)


def _is_office_alone(label: Label) -> bool:
    """Whether a label is an office without a name: ``The Secretary General``."""
    return label.role is None and is_office(label.typed)


class _Known:
    """The people found so far, indexed by their labels."""

    def __init__(self, forms: dict[str, Label], labels: Sequence[str]) -> None:
        self.forms = forms
        self.people: list[_Person] = []
        self.near: defaultdict[str, list[_Person]] = defaultdict(list)
        self.alike: defaultdict[str, list[_Person]] = defaultdict(list)
        self.neighbours = Counter(
            frozenset(pair) for pair in itertools.pairwise(map(key_of, labels)) if len(set(pair)) == 2
        )

    def find(self, key: str) -> list[_Person]:
        """The people that a label may mean: by its words, else by its sound."""
        label = self.forms[key]
        near = {id(person): person for sign in _signs(label, short=True) for person in self.near[sign][:_MOST]}
        found = [
            person
            for person in near.values()
            if any(may_be_same(label, self.forms[known]) for known in person.keys[:_MOST])
            and not any(have_other_titles(label, self.forms[known]) for known in person.keys[:_MOST])
        ]
        if found or label.initials:
            return found
        alike = {id(person): person for person in self.alike[sound_of(label)][:_MOST]}
        return [person for person in alike.values() if self._sounds_alike(key, person)]

    def add(self, key: str, person: _Person | None) -> None:
        """Record the person of a label; a new person if ``None``."""
        if person is None:
            person = _Person([], self.forms[key])
            self.people.append(person)
        person.keys.append(key)
        for sign in _signs(self.forms[key], short=False):
            self.near[sign].append(person)
        if sound_of(self.forms[key]):
            self.alike[sound_of(self.forms[key])].append(person)

    def _sounds_alike(self, key: str, person: _Person) -> bool:
        """Whether a label is another spelling of a person's name. Two who answer each other are not the same person."""
        return (
            any(sounds_alike(self.forms[key], self.forms[known]) for known in person.keys[:_MOST])
            and sum(self.neighbours[frozenset((key, known))] for known in person.keys) < 2
        )


def _signs(label: Label, *, short: bool) -> list[str]:
    """The index keys of a label: its words, the initials of a full name, the words of a role."""
    beside = label.typed if short else label.short
    signs = [*label.words, *((f"short {beside}",) if beside else ())]
    if short and set(label.words) <= TITLES:
        signs += [f"title {word}" for word in label.words]
    elif not short and label.title:
        signs += [f"title {word}" for word in fold_words(label.title)]
    if label.initials:
        signs.append(f"initials {label.initials}")
    elif not short and len(label.words) > 1:
        firsts = "".join(word[0] for word in label.words)
        signs += [f"initials {firsts}", f"initials {firsts[0]}{firsts[-1]}"]
    role = label.role if not short or not label.words else None
    if short and _is_office_alone(label):
        role = label.typed
    if role:
        words = [word for word in fold_words(role) if word not in ARTICLES] or list(fold_words(role))
        signs += [f"role {word[:size]}" for word in words for size in (len(word), SHORTENED, 1)]
    return signs


def _speaker(
    id_: str, person: _Person, spellings: dict[str, Counter[str]], forms: dict[str, Label], order: dict[str, int]
) -> Speaker:
    keys = sorted(person.keys, key=order.__getitem__)
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for key in keys:
        counts.update(spellings[key])
        for typed, count in spellings[key].items():
            shown[typed if forms[key].names else _bare(typed)] += count
    label = max(shown, key=lambda typed: shown[typed])
    labels = [forms[key] for key in keys]
    full = max(labels, key=lambda form: 0 if form.initials or _is_office_alone(form) else len(form.words))
    is_whole = (len((full.name or "").split()) > 1 or full.short is not None) and not (full.initials or full.names)
    name = full.name if is_whole or (full.role and is_role(full.role)) else None
    if set(full.words) & RELATIVES:
        # "Klein's daughter" says who she is, and not her name.
        name = None
    if name == label and label.isupper():
        # Capitals are how the page writes labels; nothing says that it is how the person writes the name.
        name = None
    return Speaker(
        id=id_,
        label=label,
        name=name,
        role=next((form.role for form in labels if form.role and form.words), None),
        honorific=next((form.title for form in labels if form.title), None),
        aliases=tuple(typed for typed in counts if typed not in (label, name)),
    )


def _bare(typed: str) -> str:
    """The label without what is beside the name or the role."""
    form = read_label(typed)
    if not (form.role or form.short) or not form.words:
        return typed
    is_role_first = form.role is not None and is_role(form.role) and typed.startswith(form.role)
    if form.role and set(fold_words(form.role)) <= PROFESSIONS:
        is_role_first = False
    return form.role or typed if is_role_first else f"{form.title or ''} {form.name}".strip()


def _tell_ambiguous(label: Label, found: Sequence[_Person], log: ProblemLog) -> None:
    names = " and ".join(person.label.typed for person in found[:3])
    message = "“{typed}” may be {names}; it is kept as a separate speaker"
    log.add(Problem.of("label-ambiguous", "warning", message, Place(), typed=label.typed, names=names))


def _tell_spellings(person: _Person, speaker: Speaker, forms: dict[str, Label], log: ProblemLog) -> None:
    names = {forms[key].name for key in person.keys if forms[key].name and not forms[key].initials}
    odd = [
        (one, other)
        for one, other in itertools.combinations(sorted(name for name in names if name), 2)
        if sounds_alike(read_label(one), read_label(other)) and read_label(one).words != read_label(other).words
    ]
    if odd:
        spelt = ", ".join(dict.fromkeys(itertools.chain.from_iterable(odd)))
        message = "a name is spelt in several ways, which are taken for one person ({id}): {spelt}"
        log.add(Problem.of("name-spelt-differently", "warning", message, Place(), id=speaker.id, spelt=spelt))
