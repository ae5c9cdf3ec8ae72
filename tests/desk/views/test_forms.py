"""Speakers, facts, names, words replaced everywhere: a form is one action that can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.folder import open_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Facts, Speaker, Transcript

Make = Callable[[str], Path]


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def find_hidden(client: Any, address: str) -> dict[str, str]:
    """What the forms of a page say they were made from."""
    page = client.get(address).content.decode()
    return {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("head", "epoch")}


def document(talk: Path) -> Transcript:
    return open_folder(talk).transcript


def speaker(talk: Path, id_: str = "S2") -> Speaker:
    return next(one for one in document(talk).speakers if one.id == id_)


def send_facts(client: Any, base: dict[str, str], **fields: str) -> Any:
    return client.post("/i/talk/facts/change", {**base, **fields})


def test_a_speaker_is_named_and_described(client: Any, talk: Path) -> None:
    said = {"speaker": "S2", "label": "Elena R.", "name": "Elena Ruiz", "role": "beekeeper"}
    answer = client.post("/i/talk/speakers/change", {**find_hidden(client, "/i/talk/speakers"), **said})
    assert answer.status_code == 302
    found = speaker(talk)
    assert (found.label, found.name, found.role) == ("Elena R.", "Elena Ruiz", "beekeeper")
    assert open_folder(talk).history[-1].author.handle == "ana"  # type: ignore[union-attr]


def test_what_somebody_else_has_written_meanwhile_is_shown_beside_what_was_typed(client: Any, talk: Path) -> None:
    base = find_hidden(client, "/i/talk/speakers")
    assert main(["name", str(talk), "S2=Theirs", "--handle", "ben"]) == 0
    answer = client.post("/i/talk/speakers/change", {**base, "speaker": "S2", "label": "Mine"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Mine"' in page
    assert "Somebody else has written meanwhile: <bdi>Theirs</bdi>" in page
    assert speaker(talk).label == "Theirs"


def test_the_names_that_are_typed_for_several_people_are_saved_at_once(client: Any, talk: Path) -> None:
    said = {"speaker": ["S1", "S2"], "label": ["Host", "Elena"], "name": ["Ben Sol", "Elena Ruiz"]}
    client.post("/i/talk/speakers/change", {**find_hidden(client, "/i/talk/speakers"), **said})
    assert [(one.label, one.name) for one in document(talk).speakers] == [("Host", "Ben Sol"), ("Elena", "Elena Ruiz")]
    page = client.get("/i/talk/speakers").content.decode()
    client.post("/i/talk/history/take-back", {"change": re.findall(r'name="change" value="([^"]+)"', page)[0]})
    assert [one.name for one in document(talk).speakers] != ["Ben Sol", "Elena Ruiz"]


def test_what_was_typed_for_all_speakers_is_there_where_one_cannot_be_saved(client: Any, talk: Path) -> None:
    base = find_hidden(client, "/i/talk/speakers")
    labels = [one.label or "" for one in document(talk).speakers]
    assert main(["name", str(talk), "S2=Theirs", "--handle", "ben"]) == 0
    said = {"speaker": ["S1", "S2"], "label": ["Host", "Mine"], "role": ["", "beekeeper"]}
    page = client.post("/i/talk/speakers/change", {**base, **said}).content.decode()
    assert [word in page for word in ('value="Host"', 'value="Mine"', 'value="beekeeper"')] == [True] * 3
    # A field that was not typed into shows what somebody else has written.
    said = {"speaker": ["S1", "S2"], "label": ["Host", labels[1]], "name": ["Mine", ""]}
    assert main(["name", str(talk), "S1=Other", "--handle", "ben"]) == 0
    page = client.post("/i/talk/speakers/change", {**base, **said}).content.decode()
    assert ('value="Theirs"' in page, 'value="Mine"' in page) == (True, True)


def test_names_that_were_typed_before_a_merge_are_saved_with_it(client: Any, talk: Path) -> None:
    said = {"speaker": ["S1", "S2"], "label": ["Host", "Elena"], "same": "S1", "into-S1": "S2"}
    client.post("/i/talk/speakers/merge", {**find_hidden(client, "/i/talk/speakers"), **said})
    assert [(one.id, one.label) for one in document(talk).speakers] == [("S2", "Elena")]


def test_two_speakers_are_merged_and_the_merge_is_taken_back(client: Any, talk: Path) -> None:
    before = document(talk)
    client.post("/i/talk/speakers/merge", {**find_hidden(client, "/i/talk/speakers"), "same": "S1", "into-S1": "S2"})
    assert [one.id for one in document(talk).speakers] == ["S2"]
    page = client.get("/i/talk/speakers").content.decode()
    change = re.findall(r'name="change" value="([^"]+)"', page)[0]
    client.post("/i/talk/history/take-back", {"change": change})
    assert document(talk) == before


def test_a_name_is_replaced_everywhere_with_a_preview_as_one_action(client: Any, talk: Path) -> None:
    address = "/i/talk/replace?words=my+grandmother&by=Granny&side=target&whole=yes&case=yes"
    before = document(talk)
    page = client.get(address).content.decode()
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert "<del>my grandmother</del> <ins>Granny</ins>" in page
    assert document(talk) == before
    said = {"words": "my grandmother", "by": "Granny", "side": "target", "whole": "yes", "case": "yes", "speaker": "S2"}
    client.post("/i/talk/replace/chosen", {**find_hidden(client, address), **said, "chosen": chosen})
    assert "Granny took me" in serialize_text(document(talk).segments[2].target or ())
    assert speaker(talk).label == "Granny"
    change = open_folder(talk).history[-1].group
    client.post("/i/talk/history/take-back", {"change": change})
    assert document(talk) == before


def test_only_ticked_texts_are_changed(client: Any, talk: Path) -> None:
    base = find_hidden(client, "/i/talk/facts")
    said = {"words": "the", "by": "THE", "side": "target", "whole": "yes", "chosen": ["s00000003:target"]}
    client.post("/i/talk/replace/chosen", {**base, **said})
    texts = [serialize_text(segment.target or ()) for segment in document(talk).segments]
    assert ["THE" in text for text in texts].count(True) == 1


def test_words_that_would_break_a_mark_are_refused(client: Any, talk: Path) -> None:
    answer = client.get("/i/talk/replace?words=grandmother&by=%5Bgrand")
    assert answer.status_code == 422
    assert "would open or close a bracket" in answer.content.decode()


def test_facts_that_are_shown_and_sent_back_stay_as_they_are(client: Any, talk: Path) -> None:
    import html

    page = client.get("/i/talk/facts").content.decode()
    fields = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    fields |= dict(re.findall(r'<input name="(\w+)" value="([^"]*)"', page))
    sent = {name: html.unescape(value).replace("\n", "\r\n") for name, value in fields.items()}
    before = open_folder(talk)
    send_facts(client, find_hidden(client, "/i/talk/facts"), **sent)
    assert open_folder(talk).head == before.head


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("dates", "yesterday", "is not a date; begin it with recorded, aired"),
        ("covers", "the end", "not a range"),
        ("spoken", "Klingonish", "is not a known language; use a tag such as fa, or Persian"),
        ("target", "en, fr", "a translation is in one language"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_changed(
    client: Any, talk: Path, field: str, typed: str, said: str
) -> None:
    before = open_folder(talk).head
    answer = send_facts(client, find_hidden(client, "/i/talk/facts"), title="Another", **{field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Another"' in page
    assert open_folder(talk).head == before


def test_languages_are_changed_beside_the_facts(client: Any, talk: Path) -> None:
    send_facts(client, find_hidden(client, "/i/talk/facts"), spoken="Spanish, ca", target="Persian")
    recording = document(talk).recording
    assert recording
    assert (recording.languages, recording.duration) == (("es", "ca"), 64_000)
    assert document(talk).target_language == "fa"


def test_another_language_that_somebody_else_has_chosen_is_shown(client: Any, talk: Path) -> None:
    base = find_hidden(client, "/i/talk/facts")
    send_facts(client, base, target="fr")
    answer = send_facts(client, base, target="de")
    assert answer.status_code == 409
    assert "Somebody else has written meanwhile: <bdi>fr</bdi>" in answer.content.decode()
    assert document(talk).target_language == "fr"


def test_facts_are_changed(client: Any, talk: Path) -> None:
    typed = {
        "title": "Abuela y las abejas",
        "dates": "aired: 2021-02-27\nrecorded: 2021-02-20",
        "publications": "https://example.org/a | Example Radio | 2021",
        "confidential": "yes",
        "tags": "bees\nhistory",
    }
    send_facts(client, find_hidden(client, "/i/talk/facts"), **typed)
    facts: Facts = document(talk).facts
    assert facts.title == "Abuela y las abejas"
    assert [(date.kind, date.edtf) for date in facts.dates] == [("aired", "2021-02-27"), ("recorded", "2021-02-20")]
    assert facts.publications[0].publisher == "Example Radio"
    assert (facts.confidential, facts.tags) == (True, ("bees", "history"))


def test_a_name_is_added_changed_and_taken_out(client: Any, talk: Path) -> None:
    def send(**said: str) -> None:
        client.post("/i/talk/names/change", {**find_hidden(client, "/i/talk/names"), "term": "", **said})

    before = len(document(talk).glossary)
    send(source="Sierra Nueva\nS. Nueva", target="Sierra Nueva", kind="place")
    term = document(talk).glossary[-1]
    assert (term.source, term.kind) == (("Sierra Nueva", "S. Nueva"), "place")
    send(term=term.id, source="Sierra Nueva", target="New Sierra")
    assert document(talk).glossary[-1].target == ("New Sierra",)
    send(term=term.id, source="Sierra Nueva", remove=term.id)
    assert len(document(talk).glossary) == before


def test_names_in_several_places_of_the_ledger_are_saved_at_once(client: Any, talk: Path) -> None:
    def send(**said: Any) -> Any:
        return client.post("/i/talk/names/change", {**find_hidden(client, "/i/talk/names"), **said})

    before = len(document(talk).glossary)
    send(term="", source="Sierra Nueva", target="New Sierra")
    send(term="", source="Vega", target="Vega")
    one, other = (term.id for term in document(talk).glossary[-2:])
    many = {"term": [one, other, ""], "source": ["Sierra Nueva", "Vega", "Olmo"], "target": ["Sierra", "Plain", "Elm"]}
    send(**many)
    assert [term.target for term in document(talk).glossary[before:]] == [("Sierra",), ("Plain",), ("Elm",)]
    page = send(term=[one, other], source=["", "Vega"], target=["Sierra", "Meadow"])
    assert page.status_code == 422
    assert "Meadow" in page.content.decode()
    send(term=[one, other], source=["Sierra Nueva", "Vega"], target=["Sierra", "Meadow"], remove=one)
    assert [term.target for term in document(talk).glossary[before:]] == [("Meadow",), ("Elm",)]


def test_a_fact_that_nobody_typed_into_shows_what_somebody_else_has_written(client: Any, talk: Path) -> None:
    base = find_hidden(client, "/i/talk/facts")
    title = document(talk).facts.title or ""
    send_facts(client, base, title="Theirs")
    page = send_facts(client, base, title=title, dates="yesterday").content.decode()
    assert 'value="Theirs"' in page


def test_settings_are_shown_and_cannot_be_changed(client: Any, root: Path) -> None:
    page = client.get("/settings").content.decode()
    assert "<code>desk.handle</code>" in page
    assert "<bdi>ana</bdi>" in page
    assert "<form" not in page
