"""Names that a ledger could hold."""

from __future__ import annotations

import msgspec
from hypothesis import given

from bitexts import bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.names.proposals import Proposal, propose_names
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term
from strategies import transcripts

ROWS = (
    ("آقای رحیمی به رشت آمد.", "Mr Rahimi came to Rasht."),
    ("من حسین رحیمی هستم.", "I am Hossein Rahimi."),
    ("از رشت رفتیم.", "We left Rasht."),
)


def proposed(transcript: Transcript) -> list[tuple[tuple[str, ...], tuple[str, ...], int]]:
    return [(one.term.source, one.term.target, one.count) for one in propose_names(make_bitext(transcript))]


def only(transcript: Transcript) -> Proposal:
    (one,) = propose_names(make_bitext(transcript))
    return one


def test_names_with_the_words_that_sound_like_them() -> None:
    found = proposed(bitext(*ROWS, languages="fa en"))
    assert found == [
        (("رشت",), ("Rasht",), 2),
        (("حسین رحیمی", "رحیمی"), ("Hossein Rahimi", "Rahimi"), 2),
    ]


def test_a_title_is_kept_apart_and_says_that_it_is_a_person() -> None:
    one = only(bitext(("جاء السيد حداد.", "Then came Mr Haddad."), languages="ar en"))
    assert (one.term.target, one.term.honorific, one.term.kind) == (("Haddad",), "Mr", "person")


def test_what_is_written_onto_a_name_is_not_proposed_with_it() -> None:
    rows = [("ذهبت لبيروت.", "I went to Beirut."), ("عاش ببيروت.", "He lived in Beirut.")]
    assert proposed(bitext(*rows, languages="ar en")) == [(("بيروت",), ("Beirut",), 2)]


def test_two_renderings_of_one_name_are_one_proposal() -> None:
    rows = [("رفتم کرج.", "I went to Karaj."), ("از کرج.", "From Karaj."), ("در کرج.", "It is in Caraj.")]
    one = only(bitext(*rows, languages="fa en"))
    assert (one.term.target, one.term.seen, one.count) == (("Karaj",), ("Caraj",), 3)


def test_the_first_passage_and_all_of_them_are_told() -> None:
    one = only(bitext(("سلام.", "Hello."), ("در کرج.", "It is in Karaj."), languages="fa en"))
    assert (one.term.first, one.places) == ("s00000001", ("s00000001",))


def test_words_that_always_have_one_rendering() -> None:
    rows = [(f"El juez {word}.", f"The judge {other}.") for word, other in WORDS]
    found = proposed(bitext(*rows, ("No sabemos.", "We do not know."), *[("Sí.", "Yes.")] * 12))
    assert (("juez",), ("judge",), 3) in found


WORDS = (("lee", "reads"), ("quema", "burns"), ("firma", "signs"))


def test_of_two_words_that_stand_together_none_is_taken() -> None:
    rows = [("El juez.", "The judge slept.")] * 3 + [("Sí.", "Yes.")] * 12
    assert proposed(bitext(*rows)) == []


def test_a_number_is_no_term() -> None:
    rows = [("Eran catorce.", "There were fourteen.")] * 3 + [("Sí.", "Yes.")] * 12
    assert proposed(bitext(*rows)) == []


def test_names_behind_titles_where_nothing_is_translated_yet() -> None:
    one = only(bitext(("قابلت الدكتور حداد أمس.", None), languages="ar en"))
    assert (one.term.source, one.term.honorific, one.term.target) == (("حداد",), "الدكتور", ())


def test_names_of_an_original_that_is_not_translated_yet() -> None:
    assert proposed(bitext(("Llegamos a Bogotá.", None))) == [(("Bogotá",), (), 1)]


def test_a_speaker_is_a_person() -> None:
    transcript = bitext(*ROWS[1:2], languages="fa en")
    speaker = msgspec.json.decode(b'{"id":"S1","name":"Hossein Rahimi","name_native":"\xd8\xad"}', type=dict)
    with_speaker = msgspec.convert(msgspec.to_builtins(transcript) | {"speakers": [speaker]}, Transcript)
    one = only(with_speaker)
    assert (one.term.kind, one.term.source[0], one.term.target) == ("person", "ح", ("Hossein Rahimi",))


def test_what_the_ledger_has_is_not_proposed_again() -> None:
    known = Term(id="t1", source=("رشت",), target=("Rasht",))
    assert [source for source, _, _ in proposed(bitext(*ROWS, languages="fa en", terms=(known,)))] == [
        ("حسین رحیمی", "رحیمی")
    ]


def test_another_rendering_of_a_term_is_proposed_for_it() -> None:
    known = Term(id="t1", source=("کرج",), target=("Karaj",))
    one = only(bitext(("در کرج.", "It is in Caraj."), languages="fa en", terms=(known,)))
    assert (one.term.id, one.term.target, one.term.seen) == ("t1", ("Karaj",), ("Caraj",))


def test_contractions_and_days_are_no_names() -> None:
    rows = [("El lunes.", "Well, I'm here on Monday, and I'll stay.")]
    assert proposed(bitext(*rows)) == []


LIST = (
    "قالوا بلجيكا بلغاريا ألمانيا اليونان فنلندا آيسلندا",
    "They said Belgium, Bulgaria, Germany, Greece, Finland, Iceland",
)


def test_a_word_is_the_original_of_the_name_that_sounds_most_like_it() -> None:
    found = proposed(bitext(LIST, languages="ar en"))
    assert {target: source for source, target, _ in found} == {
        ("Belgium",): ("بلجيكا",),
        ("Bulgaria",): ("بلغاريا",),
        ("Finland",): ("فنلندا",),
        ("Iceland",): ("آيسلندا",),
        ("Germany",): (),
        ("Greece",): (),
    }


def test_a_short_word_that_is_a_part_of_a_name_is_not_its_original() -> None:
    rows = [("Er las den Text.", "He read the Declaration of Independence.")]
    assert all(source == () for source, _, _ in proposed(bitext(*rows, languages="de en")))


def test_a_question_mark_is_no_part_of_a_name() -> None:
    assert proposed(bitext(("أين رمزي؟", "Where is Ramzi?"), languages="ar en")) == [(("رمزي",), ("Ramzi",), 1)]


def test_a_word_of_two_sounds_is_not_taken_for_another() -> None:
    rows = [("הגג נפל.", "The roof fell in Haifa."), ("לא.", "No.")]
    assert proposed(bitext(*rows, languages="he en")) == [((), ("Haifa",), 1)]


@given(transcripts())
def test_no_document_makes_it_fail(transcript: Transcript) -> None:
    passages = {segment.id for segment in transcript.segments}
    assert all(one.term.id == "" and set(one.places) <= passages for one in propose_names(make_bitext(transcript)))
