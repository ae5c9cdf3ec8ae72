from __future__ import annotations

import msgspec

from dragoman.engines.base import Feedback, TranslatorTraits
from dragoman.pipeline.translate.cut import Requests, as_line, cut, find_terms
from dragoman.pipeline.translate.marks import words_only
from dragoman.pipeline.translate.passages import Passage, find_work
from dragoman.transcript.document import Date, Facts, Speaker, Tombstone
from dragoman.transcript.glossary import Term
from translators import tagged

PLAIN = TranslatorTraits(passages=6)
MODEL = TranslatorTraits(passages=6, context=True, notation=True)


def sizes(turns: list[int], traits: TranslatorTraits) -> list[int]:
    passages = [
        Passage(id=f"s{turn}{place}", place=0, turn=turn, language="es", text=("Sí, sí.",))
        for turn, count in enumerate(turns)
        for place in range(count)
    ]
    return [len(batch) for batch in cut(passages, traits)]


def test_a_request_holds_as_many_whole_turns_as_fit() -> None:
    assert sizes([2, 3, 1, 4], PLAIN) == [6, 4]
    assert sizes([4, 3, 3], PLAIN) == [4, 6]


def test_a_turn_that_does_not_fit_is_cut_and_shares_no_request() -> None:
    assert sizes([2, 14, 2], PLAIN) == [2, 6, 6, 2, 2]


def test_characters_are_counted_too() -> None:
    assert sizes([1, 1, 1], TranslatorTraits(passages=6, characters=14)) == [2, 1]
    assert sizes([1], TranslatorTraits(passages=6, characters=3)) == [1]


def test_a_request_is_in_one_language() -> None:
    passages = [Passage(id=f"s{n}", place=n, turn=1, language=tag, text=("Sí.",)) for n, tag in enumerate(("es", "ar"))]
    assert [len(batch) for batch in cut(passages, PLAIN)] == [1, 1]


def test_a_model_gets_what_is_around_with_its_translation() -> None:
    document = tagged(9)
    first = msgspec.structs.replace(document.segments[2], target=("Then 1114 men came.",))
    document = msgspec.structs.replace(document, segments=(*document.segments[:2], first, *document.segments[3:]))
    passages = find_work(document, "en").passages
    request = Requests(document, "en").make(passages[2:5], MODEL, as_line, known={"s00000006": ("Known.",)})
    assert [passage.id for passage in request.passages] == ["s00000003", "s00000004", "s00000005"]
    assert [passage.translation for passage in request.before] == [None, None, "Then 1114 men came."]
    assert [passage.translation for passage in request.after] == ["Known.", None, None]
    assert request.before[0].speaker == "ANA"


def test_withdrawn_words_are_no_context() -> None:
    document = tagged(3)
    gone = msgspec.structs.replace(document.segments[0], withdrawn=Tombstone(date="2026-01-01"))
    document = msgspec.structs.replace(document, segments=(gone, *document.segments[1:]))
    request = Requests(document, "en").make(find_work(document, "en").passages[1:], MODEL, as_line, known={})
    assert [passage.text for passage in request.before] == ["Entonces vinieron 1107 hombres por el camino del norte."]


def test_facts_and_roles_are_told_and_names_behind_labels_are_not() -> None:
    document = msgspec.structs.replace(
        tagged(1),
        facts=Facts(title="Las abejas", dates=(Date(kind="recorded", edtf="1979"),), confidential=True),
        speakers=(Speaker(id="S1", label="ANA", name="Ana Ruiz", role="beekeeper"),),
    )
    request = Requests(document, "en").make(find_work(document, "en").passages, MODEL, as_line, known={})
    assert request.about == ("title: Las abejas", "date (recorded): 1979")
    assert request.passages[0].speaker == "ANA (beekeeper)"


def test_an_engine_without_context_gets_the_words_alone() -> None:
    document = tagged(3)
    passages = find_work(document, "en").passages[:1]
    feedback = (Feedback("s00000000", "again"),)
    request = Requests(document, "en").make(passages, PLAIN, words_only, known={}, feedback=feedback)
    assert (request.before, request.after, request.about, request.feedback) == ((), (), (), ())


def test_terms_that_occur_are_found_whatever_their_accents() -> None:
    terms = (Term(id="t1", source=("Sierra Blanca",)), Term(id="t2", source=("colmenár", "colmenares")))
    assert [term.id for term in find_terms(terms, ["Fuimos a los Colmenares."], "es")] == ["t2"]
