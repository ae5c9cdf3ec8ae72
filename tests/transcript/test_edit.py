from __future__ import annotations

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import EditError
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import (
    Copy,
    Engine,
    Facts,
    Person,
    Recording,
    Segment,
    Speaker,
    Transcript,
    Word,
    find_segment,
)
from dragoman.transcript.revision import Revision, Signature, apply, is_genuine, replay
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied, Text, Vocal, plain, text_length
from dragoman.transcript.undo import undo

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper", model="base")
BY = Signature(ANA, parent="0" * 32)
ONE = Segment(
    id="s00000001",
    speaker="S1",
    span=Span(0, 2000),
    source=("Hola a todos",),
    target=("Hello ", Supplied(("to you",)), " all"),
    words=(
        Word(text="Hola", span=Span(0, 500)),
        Word(text="a", span=Span(600, 700)),
        Word(text="todos", span=Span(800, 1900)),
    ),
    state="reviewed",
    heard_by=("ana", "eva"),
    source_origin=WHISPER,
    target_origin=WHISPER,
)
TWO = Segment(id="s00000002", speaker="S2", span=Span(2500, 4000), source=("Buenas",), heard_by=("eva",))
DOCUMENT = Transcript(segments=(ONE, TWO), speakers=(Speaker(id="S1", label="S1"), Speaker(id="S2")))


def edited(*revisions: Revision) -> Segment:
    segment = find_segment(apply(DOCUMENT, revisions), ONE.id)
    assert segment is not None
    return segment


def test_a_translation_never_writes_the_original() -> None:
    segment = edited(*edit.set_target(DOCUMENT, ONE.id, ("Hi all",), BY))
    assert (segment.source, segment.source_origin, segment.words) == (ONE.source, WHISPER, ONE.words)
    assert (segment.target, segment.target_origin) == (("Hi all",), ANA)


def test_a_new_text_has_not_been_heard_or_reviewed_by_anybody() -> None:
    segment = edited(*edit.set_source(DOCUMENT, ONE.id, ("Hola a todas",), BY))
    assert (segment.heard_by, segment.state) == ((), "translated")


def test_the_words_that_were_heard_stay_as_evidence() -> None:
    assert edited(*edit.set_source(DOCUMENT, ONE.id, ("Otra cosa",), BY)).words == ONE.words


def test_the_same_text_again_is_no_edit() -> None:
    assert edit.set_source(DOCUMENT, ONE.id, ("Hola ", "a todos"), BY) == ()


def test_a_machine_pass_over_the_whole_is_one_revision() -> None:
    fresh = msgspec.structs.replace(DOCUMENT, segments=(TWO,))
    (revision,) = edit.redraft(DOCUMENT, fresh, Signature(WHISPER, parent="0" * 32))
    assert apply(DOCUMENT, [revision]) == fresh
    assert apply(fresh, undo(fresh, [revision], Signature(ANA, parent=revision.id))) == DOCUMENT
    assert edit.redraft(fresh, fresh, Signature(WHISPER)) == ()


def test_an_emptied_text_is_absent_and_nobodys() -> None:
    segment = edited(*edit.set_target(DOCUMENT, ONE.id, (), BY))
    assert (segment.target, segment.target_origin, segment.state) == (None, None, "initial")


def test_an_engine_does_not_write_over_a_persons_translation() -> None:
    document = apply(DOCUMENT, edit.set_target(DOCUMENT, ONE.id, ("Hi all",), BY))
    with pytest.raises(EditError, match="was translated by a person"):
        edit.set_target(document, ONE.id, ("Hey",), Signature(WHISPER))


def test_retime_can_say_that_the_time_is_unknown() -> None:
    assert edited(*edit.retime(DOCUMENT, ONE.id, None, BY)).span is None


def test_a_state_and_who_heard_it_are_set() -> None:
    assert edited(*edit.set_state(DOCUMENT, ONE.id, "final", BY)).state == "final"
    assert edited(*edit.set_heard(DOCUMENT, ONE.id, ("ana",), BY)).heard_by == ("ana",)


def test_a_passage_is_given_to_another_speaker_or_to_nobody() -> None:
    assert edited(*edit.set_speaker(DOCUMENT, ONE.id, "S2", BY)).speaker == "S2"
    assert edited(*edit.set_speaker(DOCUMENT, ONE.id, None, BY)).speaker is None


def test_a_passage_is_not_given_to_somebody_who_is_not_there() -> None:
    with pytest.raises(EditError, match="speaker S9: is not in this transcript"):
        edit.set_speaker(DOCUMENT, ONE.id, "S9", BY)


def test_a_speaker_is_added_behind_the_others() -> None:
    after = apply(DOCUMENT, edit.add_speaker(DOCUMENT, Speaker(id="S3", label="Caller"), BY))
    assert [speaker.id for speaker in after.speakers] == ["S1", "S2", "S3"]


def test_a_renamed_speaker_keeps_the_old_label_as_an_alias() -> None:
    after = apply(DOCUMENT, edit.rename_speaker(DOCUMENT, "S1", "The host", BY, name="Ana"))
    assert after.speakers[0] == Speaker(id="S1", label="The host", name="Ana", aliases=("S1",))


def test_a_programs_label_is_no_alias() -> None:
    speakers = (Speaker(id="S1", label="Speaker 1"), Speaker(id="S2", label="Speaker 2"))
    named = apply(Transcript(speakers=speakers), edit.rename_speaker(Transcript(speakers=speakers), "S1", "Carmen", BY))
    named = apply(named, edit.describe_speaker(named, Speaker(id="S2", label="Carmen", name="Carmen Ruiz"), BY))
    assert [speaker.aliases for speaker in named.speakers] == [(), ()]
    merged = apply(Transcript(speakers=speakers), edit.merge_speakers(Transcript(speakers=speakers), "S2", "S1", BY))
    assert merged.speakers == (Speaker(id="S1", label="Speaker 1"),)


def test_an_added_segment_stands_behind_its_neighbour() -> None:
    new = Segment(id="s00000003", source=("Ya",))
    assert [s.id for s in apply(DOCUMENT, edit.add_segment(DOCUMENT, new, ONE.id, BY)).segments] == [
        "s00000001",
        "s00000003",
        "s00000002",
    ]
    assert apply(DOCUMENT, edit.add_segment(DOCUMENT, new, None, BY)).segments[0] == new


def test_an_id_is_not_added_twice() -> None:
    with pytest.raises(EditError, match="is in this transcript already"):
        edit.add_segment(DOCUMENT, ONE, None, BY)


def test_facts_change_by_field() -> None:
    after = apply(DOCUMENT, edit.set_facts(DOCUMENT, Facts(title="Entrevista"), BY))
    assert after.facts == Facts(title="Entrevista")


def test_the_languages_of_a_document_change() -> None:
    document = msgspec.structs.replace(DOCUMENT, recording=Recording(duration=900, languages=("es",)))
    after = apply(document, edit.set_languages(document, ("es", "ca"), "fa", BY))
    assert after.recording == Recording(duration=900, languages=("es", "ca"))
    assert after.target_language == "fa"


def test_languages_that_are_known_already_change_nothing() -> None:
    document = msgspec.structs.replace(DOCUMENT, recording=None, target_language="en")
    assert edit.set_languages(document, (), "en", BY) == ()


def test_a_copy_of_the_recording_moves() -> None:
    web, old, new = Copy(address="https://x.example/a.mp3"), Copy(address="a.mp3"), Copy(address="../b.mp3")
    document = msgspec.structs.replace(DOCUMENT, recording=Recording(duration=900, copies=(web, old)))
    moved = apply(document, edit.move_copy(document, old, new, BY))
    assert moved.recording == Recording(duration=900, copies=(web, new))


def test_a_copy_that_is_not_there_does_not_move() -> None:
    with pytest.raises(EditError, match=r"recording: has no copy at a\.mp3 any more"):
        edit.move_copy(DOCUMENT, Copy(address="a.mp3"), Copy(address="b.mp3"), BY)


def test_a_split_cuts_texts_words_and_time_at_the_same_place() -> None:
    after = apply(DOCUMENT, edit.split_segment(DOCUMENT, ONE.id, Cut(source=4, target=5), BY))
    first, second = after.segments[:2]
    assert (first.source, first.target, first.span) == (("Hola",), ("Hello",), Span(0, 600))
    assert (second.source, second.target, second.span) == (
        ("a todos",),
        (Supplied(("to you",)), " all"),
        Span(600, 2000),
    )
    assert ([w.text for w in first.words], [w.text for w in second.words]) == (["Hola"], ["a", "todos"])


def test_the_first_part_keeps_the_id_and_the_second_stands_behind_it() -> None:
    after = apply(DOCUMENT, edit.split_segment(DOCUMENT, ONE.id, Cut(source=4), BY))
    assert [segment.id for segment in after.segments][::2] == [ONE.id, TWO.id]


def test_a_split_in_time_finds_its_place_in_the_original() -> None:
    after = apply(DOCUMENT, edit.split_segment(DOCUMENT, ONE.id, Cut(time=800), BY))
    assert [segment.source for segment in after.segments[:2]] == [("Hola a",), ("todos",)]


def test_a_split_leaves_an_unknown_time_unknown() -> None:
    document = Transcript(segments=(msgspec.structs.replace(ONE, span=None, words=()),))
    after = apply(document, edit.split_segment(document, ONE.id, Cut(source=4), BY))
    assert [segment.span for segment in after.segments] == [None, None]


def test_a_retimed_passage_whose_words_lie_elsewhere_can_be_split() -> None:
    document = apply(DOCUMENT, edit.retime(DOCUMENT, ONE.id, Span(9000, 11000), BY))
    first, second = apply(document, edit.split_segment(document, ONE.id, Cut(source=6), BY)).segments[:2]
    assert first.span == Span(9000, 10000)
    assert second.span == Span(10000, 11000)


@pytest.mark.parametrize("cut", [Cut(source=99), Cut(target=-1), Cut(time=5000)])
def test_a_cut_outside_the_passage_is_refused(cut: Cut) -> None:
    with pytest.raises(EditError, match="passage s00000001: cannot"):
        edit.split_segment(DOCUMENT, ONE.id, cut, BY)


def test_a_join_keeps_the_first_id_and_what_holds_for_both() -> None:
    (joined,) = apply(DOCUMENT, edit.join_segments(DOCUMENT, ONE.id, TWO.id, BY)).segments
    assert (joined.id, joined.speaker, joined.span) == (ONE.id, "S1", Span(0, 4000))
    assert (joined.source, joined.state, joined.heard_by) == (("Hola a todos Buenas",), "initial", ("eva",))


def test_a_join_with_an_unknown_end_does_not_invent_one() -> None:
    document = apply(DOCUMENT, edit.retime(DOCUMENT, TWO.id, Span(2500), BY))
    assert apply(document, edit.join_segments(document, ONE.id, TWO.id, BY)).segments[0].span == Span(0)


def test_a_join_puts_no_space_into_chinese() -> None:
    one, two = (Segment(id=f"s0000000{n}", language="zh", source=(text,)) for n, text in ((1, "你好。"), (2, "再见。")))
    document = Transcript(segments=(one, two))
    assert apply(document, edit.join_segments(document, one.id, two.id, BY)).segments[0].source == ("你好。再见。",)


def test_a_persons_half_keeps_the_joined_translation_theirs() -> None:
    document = apply(DOCUMENT, edit.set_target(DOCUMENT, TWO.id, ("Good evening",), BY))
    assert apply(document, edit.join_segments(document, ONE.id, TWO.id, BY)).segments[0].target_origin == ANA


def test_only_neighbours_are_joined() -> None:
    with pytest.raises(EditError, match="does not directly follow"):
        edit.join_segments(DOCUMENT, TWO.id, ONE.id, BY)


@pytest.mark.parametrize(
    "verb",
    [
        lambda t: edit.set_source(t, "s00000009", ("x",), BY),
        lambda t: edit.split_segment(t, "s00000009", Cut(), BY),
        lambda t: edit.remove_segment(t, "s00000009", BY),
        lambda t: edit.rename_speaker(t, "S9", "x", BY),
    ],
)
def test_what_is_not_there_is_not_edited(verb: object) -> None:
    with pytest.raises(EditError, match="is not in this transcript"):
        verb(DOCUMENT)  # type: ignore[operator]


# Whole histories.

_WORDS = ("hola", "sí", "سلام", "não", "12", "Ana", "你好")
_strings = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_texts = st.lists(_strings | st.builds(Supplied, st.tuples(_strings)) | st.just(Vocal("laughs")), max_size=3).map(tuple)


@st.composite
def _documents(draw: st.DrawFn) -> Transcript:
    count = draw(st.integers(1, 4))
    return Transcript(
        segments=tuple(
            Segment(
                id=f"s0000000{place}",
                speaker=draw(st.sampled_from((None, "S1", "S2"))),
                span=draw(st.none() | st.just(Span(place * 1000)) | st.just(Span(place * 1000, place * 1000 + 900))),
                source=draw(st.none() | _texts.filter(bool)),
                target=draw(st.none() | _texts.filter(bool)),
            )
            for place in range(count)
        ),
        speakers=(Speaker(id="S1", label="Host"), Speaker(id="S2")),
    )


def _edit(draw: st.DrawFn, document: Transcript, by: Signature) -> tuple[Revision, ...]:
    """One edit of any kind that the document can take; ``()`` where it cannot."""
    place = draw(st.integers(0, len(document.segments) - 1))
    segment = document.segments[place]
    kind = draw(st.sampled_from(("source", "target", "split", "join", "retime", "speaker", "rename", "add", "state")))
    if kind == "source":
        return edit.set_source(document, segment.id, draw(_texts), by)
    if kind == "target":
        return edit.set_target(document, segment.id, draw(_texts), by)
    if kind == "split":
        cut = Cut(source=draw(st.integers(0, text_length(segment.source))) if segment.source else None)
        return edit.split_segment(document, segment.id, cut, by)
    if kind == "join" and place:
        return edit.join_segments(document, document.segments[place - 1].id, segment.id, by)
    if kind == "retime":
        return edit.retime(document, segment.id, Span(draw(st.integers(0, 9000))), by)
    if kind == "speaker":
        return edit.set_speaker(document, segment.id, draw(st.sampled_from((None, "S1", "S2"))), by)
    if kind == "rename":
        return edit.rename_speaker(document, "S1", draw(_strings), by)
    if kind == "add":
        new = Segment(id=f"snew{by.parent[:5]}" if by.parent else "snew00000", source=("nuevo",))
        return edit.add_segment(document, new, segment.id, by)
    return edit.set_state(document, segment.id, draw(st.sampled_from(("initial", "final"))), by)


@st.composite
def _histories(draw: st.DrawFn) -> list[tuple[tuple[Revision, ...], Transcript]]:
    """Actions in order, each with the document behind it; the first one makes the document."""
    document = draw(_documents())
    steps = [(edit.create(document, Signature(WHISPER)), document)]
    for _ in range(draw(st.integers(0, 8))):
        revisions = _edit(draw, document, Signature(ANA, parent=steps[-1][0][-1].id))
        if revisions:
            document = apply(document, revisions)
            steps.append((revisions, document))
    return steps


@settings(max_examples=150, deadline=None)
@given(_histories())
def test_replaying_the_log_gives_the_document(steps: list[tuple[tuple[Revision, ...], Transcript]]) -> None:
    log = msgspec.json.encode([revision for revisions, _ in steps for revision in revisions])
    assert replay(msgspec.json.decode(log, type=list[Revision])) == steps[-1][1]


@settings(max_examples=100, deadline=None)
@given(_histories())
def test_every_revision_is_genuine_and_stands_on_the_one_before(
    steps: list[tuple[tuple[Revision, ...], Transcript]],
) -> None:
    history = [revision for revisions, _ in steps for revision in revisions]
    assert all(is_genuine(revision) for revision in history)
    assert [revision.parents for revision in history[1:]] == [(revision.id,) for revision in history[:-1]]
    assert len({revision.id for revision in history}) == len(history)


@settings(max_examples=100, deadline=None)
@given(_histories())
def test_the_last_action_is_undone_exactly_and_done_again(
    steps: list[tuple[tuple[Revision, ...], Transcript]],
) -> None:
    last, after = steps[-1]
    before = steps[-2][1] if len(steps) > 1 else Transcript()
    taken_back = undo(after, last, Signature(ANA, parent=last[-1].id))
    assert apply(after, taken_back) == before
    assert apply(before, undo(before, taken_back, Signature(ANA, parent=taken_back[-1].id))) == after


@settings(max_examples=100, deadline=None)
@given(_histories())
def test_all_actions_are_undone_one_after_another(steps: list[tuple[tuple[Revision, ...], Transcript]]) -> None:
    document, head = steps[-1][1], steps[-1][0][-1].id
    for revisions, _ in reversed(steps):
        taken_back = undo(document, revisions, Signature(ANA, parent=head))
        document, head = apply(document, taken_back), taken_back[-1].id
    assert document == Transcript()


@settings(max_examples=150, deadline=None)
@given(_histories())
def test_an_id_survives_every_edit_and_is_never_used_again(
    steps: list[tuple[tuple[Revision, ...], Transcript]],
) -> None:
    seen: set[str] = set()
    before: list[str] = []
    for _, document in steps:
        now = [segment.id for segment in document.segments]
        new = [id_ for id_ in now if id_ not in before]
        assert not seen.intersection(new)
        assert [id_ for id_ in before if id_ in now] == [id_ for id_ in now if id_ in before]
        seen.update(now)
        before = now


def _letters(text: Text | None) -> str:
    return unicodedata.normalize("NFC", "".join(plain(text or ()).split()))


@settings(max_examples=150, deadline=None)
@given(_documents(), st.data())
def test_a_split_joined_again_has_the_same_texts(document: Transcript, data: st.DataObject) -> None:
    segment = document.segments[0]
    cut = Cut(source=data.draw(st.integers(0, text_length(segment.source)))) if segment.source else Cut()
    parted = apply(document, edit.split_segment(document, segment.id, cut, BY))
    together = apply(parted, edit.join_segments(parted, segment.id, parted.segments[1].id, BY))
    (again, *rest) = together.segments
    assert rest == list(document.segments[1:])
    assert (_letters(again.source), _letters(again.target)) == (_letters(segment.source), _letters(segment.target))
    assert (again.id, again.speaker, again.span) == (segment.id, segment.speaker, segment.span)


def test_two_speakers_who_are_one_person_become_one() -> None:
    after = apply(DOCUMENT, edit.merge_speakers(DOCUMENT, "S2", "S1", BY))
    assert [segment.speaker for segment in after.segments] == ["S1", "S1"]
    assert [speaker.id for speaker in after.speakers] == ["S1"]


def test_the_names_of_both_speakers_stay() -> None:
    speakers = (Speaker(id="S1", label="Host"), Speaker(id="S2", label="Ana", name="Ana Ruiz", aliases=("A.",)))
    document = msgspec.structs.replace(DOCUMENT, speakers=speakers)
    (whole,) = apply(document, edit.merge_speakers(document, "S2", "S1", BY)).speakers
    assert (whole.label, whole.name, whole.aliases) == ("Host", "Ana Ruiz", ("Ana", "A."))


def test_merged_speakers_are_two_again_when_it_is_undone() -> None:
    merged = edit.merge_speakers(DOCUMENT, "S1", "S2", BY)
    after = apply(DOCUMENT, merged)
    assert apply(after, undo(after, merged, BY, ())) == DOCUMENT


def test_a_speaker_is_not_merged_with_itself_or_with_nobody() -> None:
    for ids in (("S1", "S1"), ("S1", "S9")):
        with pytest.raises(EditError):
            edit.merge_speakers(DOCUMENT, *ids, BY)
