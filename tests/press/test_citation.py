from __future__ import annotations

import json
from urllib.parse import parse_qs

import msgspec
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation as CitedWork
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from dragoman.press.citation import Citation, as_bibtex, as_coins, as_csl, as_ris, as_text
from editions import DESK, interview
from interviews import arabic_english, hostile, spanish_english

BEES = interview(spanish_english())
CITATION = BEES.cite(BEES.latest, DESK)
ADDRESS = "https://example.org/interviews/bees/e1/"
AWKWARD = Citation(key="k-e1", title=r"100% of {us} & them_#1 ~^ \x $", number=1, interviewees=("Ruiz, Ana", "A and B"))


def test_a_sentence() -> None:
    assert as_text(CITATION) == (
        "Elena Ruiz, interviewed by Pablo Soto. “My grandmother and the bees” [La abuela y las abejas]. "
        "Radio Sierra, “Tardes del campo”, 2021-06-03. Translated by mar. The Example Desk, edition 1, 2026-05-01. "
        f"{ADDRESS}"
    )


def test_bibtex_is_read_by_others() -> None:
    library = parse_string(as_bibtex(CITATION))
    [entry] = library.entries
    assert library.failed_blocks == []
    assert (entry.key, entry["url"], entry["edition"], entry["year"]) == ("bees-e1", ADDRESS, "1", "2026")
    assert entry["author"] == "{Elena Ruiz}"


def test_bibtex_takes_every_character() -> None:
    library = parse_string(as_bibtex(AWKWARD))
    assert library.failed_blocks == []
    assert library.entries[0]["title"] == (
        r"100\% of \{us\} \& them\_\#1 \textasciitilde{}\textasciicircum{} \textbackslash{}x \$"
    )
    assert library.entries[0]["author"] == "Ruiz, Ana and {A and B}"


def test_ris_is_read_by_others() -> None:
    [entry] = rispy.loads(as_ris(CITATION))
    assert entry["title"] == "My grandmother and the bees"
    assert entry["authors"] == ["Elena Ruiz"]
    assert entry["urls"] == [ADDRESS]


def test_bibtex_names_the_interviewer_and_the_dates_of_the_interview() -> None:
    [entry] = parse_string(as_bibtex(CITATION)).entries
    assert (entry["interviewer"], entry["origdate"]) == ("{Pablo Soto}", "2021-06-03")
    assert entry["note"] == "Interviewed by Pablo Soto; aired 2021-06-03"


def test_ris_names_the_interviewer_and_the_dates_of_the_interview() -> None:
    [entry] = rispy.loads(as_ris(CITATION))
    assert entry["secondary_authors"] == ["Pablo Soto"]
    assert "N1  - Interviewed by Pablo Soto; aired 2021-06-03\r\n" in as_ris(CITATION)


def test_every_known_date_is_named_with_its_kind() -> None:
    citation = Citation(key="k-e1", title="Bees", number=1, dates={"aired": "2021-06-03", "recorded": "2021-05"})
    assert "  note = {Recorded 2021-05; aired 2021-06-03},\n" in as_bibtex(citation)


def test_csl_has_names_and_dates_in_parts() -> None:
    [entry] = json.loads(as_csl(CITATION))
    assert entry["type"] == "interview"
    assert entry["issued"] == {"date-parts": [[2026, 5, 1]]}
    assert entry["interviewer"] == [{"literal": "Pablo Soto"}]
    [awkward] = json.loads(as_csl(AWKWARD))
    assert awkward["author"][0] == {"family": "Ruiz", "given": "Ana"}


def test_csl_is_set_by_a_style_of_others() -> None:
    entries = json.loads(as_csl(CITATION))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(entries), formatter.plain)
    bibliography.register(CitedWork([CitationItem(entries[0]["id"])]))
    assert [str(line) for line in bibliography.bibliography()] == [
        "Elena Ruiz (2026) “My grandmother and the bees”, Radio Sierra, “Tardes del campo”. 1st ed. "
        f"Translated by mar. The Example Desk. Available at: {ADDRESS}."
    ]


def test_coins_names_the_edition() -> None:
    said = parse_qs(as_coins(CITATION))
    assert said["rft.identifier"] == said["rft_id"] == [ADDRESS]
    assert said["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert said["rft.type"] == ["interview"]


def test_without_a_site_there_is_no_address() -> None:
    citation = BEES.cite(BEES.latest, msgspec.structs.replace(DESK, address=None))
    assert "http" not in as_text(citation) + as_bibtex(citation) + as_ris(citation) + as_coins(citation)


def test_a_date_that_is_no_day_stays_as_it_is() -> None:
    citation = msgspec.structs.replace(CITATION, original_date="2020-1X")
    assert json.loads(as_csl(citation))[0]["original-date"] == {"raw": "2020-1X"}


def test_what_nobody_knows_is_left_out() -> None:
    bare = interview(msgspec.structs.replace(arabic_english(), speakers=()))
    citation = bare.cite(bare.latest, msgspec.structs.replace(DESK, name=None, address=None))
    assert as_text(citation).endswith("2024-03-21. Translated by mar. Edition 1, 2026-05-01.")


@pytest.mark.parametrize("payload", ["}, @evil{x,\n}", "x\r\nER  - \r\nTY  - BOOK", '"],"x":["', "\\", "%"])
def test_no_text_breaks_out_of_its_field(payload: str) -> None:
    made = interview(hostile(payload))
    citation = made.cite(made.latest, DESK)
    assert len(parse_string(as_bibtex(citation)).entries) == 1
    assert len(rispy.loads(as_ris(citation))) == 1
    assert len(json.loads(as_csl(citation))) == 1
