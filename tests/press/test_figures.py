from __future__ import annotations

import msgspec

from dragoman.folder.review import Finding
from dragoman.folder.review_log import Settlement
from dragoman.press.figures import explain_figures, find_checkers, find_figures, list_figures, render_figures
from dragoman.problems import Place, Problem
from dragoman.render.page.player import find_player
from dragoman.transcript.document import Person, Recording, Tombstone, Transcript
from dragoman.transcript.edition import Figure, edition_hash, withhold
from dragoman.transcript.sides import Side
from editions import SOUND, released, with_sound
from interviews import arabic_english, passage, spanish_english


def figures(source: str, target: str, language: str = "ar") -> tuple[Figure, ...]:
    document = Transcript(
        recording=Recording(languages=(language,)),
        segments=(passage(1, None, 0, 9, source, target),),
        target_language="en",
    )
    return find_figures(document, {}).get("s00000001", ())


def test_a_quantity_stands_in_both_languages_with_its_value_and_in_latin_letters() -> None:
    assert figures("طلبت ٤٣٬٠٠٠ بلاطة", "they ordered 43,000 tiles") == (
        Figure(original="٤٣٬٠٠٠", romanized="43,000", value="43000", translation="43,000"),
    )


def test_number_words_are_romanized_too() -> None:
    [figure] = figures("خمسة وعشرون رجلا", "twenty-five men")
    assert (figure.romanized, figure.value, figure.translation) == ("khamsah wa-ʻishrūn", "25", "twenty-five")


def test_what_is_lost_has_no_translation_and_what_is_new_no_original() -> None:
    lost, new = figures("عام ١٩٨٧", "so 1978 then")
    assert (lost.value, lost.translation, lost.how) == ("1987", None, "said")
    assert (new.original, new.translation, new.how) == (None, "1978", "ours")


def test_supplied_ours_and_said_are_told_apart() -> None:
    found = figures("Vinieron 300.", "Some 300 came (from 12 villages) [= 3 busloads].[tr: In 1979.]", "es")
    assert [(figure.translation, figure.how) for figure in found] == [
        ("300", "said"), ("12", "supplied"), ("3", "ours"), ("1979", "ours"),
    ]  # fmt: skip


def test_a_year_and_the_date_that_it_is_part_of_are_one_row() -> None:
    [figure] = figures("في رمضان سنة ١٤٠٧", "in Ramadan of the year 1407")[:1]
    assert figure.translation is not None


def test_one_and_both_are_worth_no_row() -> None:
    assert figures("uno de ellos", "one of them", "es") == ()


def test_a_pronoun_of_two_is_never_shown_as_lost() -> None:
    assert figures("Los dos se fueron", "Both of them went", "es") == ()
    assert figures("Los dos se fueron", "They went", "es") == ()
    assert figures("Vinieron dos", "Both came", "es")[0].translation == "Both"
    assert figures("Vendí uno", "I sold it", "es") == ()


def test_a_number_that_is_lost_is_shown_as_lost() -> None:
    assert [(one.original, one.translation) for one in figures("Vinieron 12", "They came", "es")] == [("12", None)]


def test_an_amount_and_its_cents_are_one_row() -> None:
    [figure] = figures("Cuesta dos euros con 50", "It costs €2.50", "es")
    assert (figure.original, figure.value, figure.translation) == ("dos euros con 50", "2.5 euro", "€2.50")


def test_what_was_struck_out_or_is_for_the_desk_is_left_out() -> None:
    document = spanish_english()
    text = msgspec.json.encode(released(document).figures).decode()
    assert "producer" not in text
    assert figures("~~300~~ 200", "200", "es")[0].original == "200"


def test_checked_by_those_who_listened_or_settled_it_as_they_chose() -> None:
    settled = Settlement(how="accepted", by=Person(handle="eva"), time="2026-05-01T00:00:00Z")
    finding = Finding("1", Problem("number-changed", "error", "…", Place(segment="s00000001")), settled)
    other = Finding("2", Problem("loop", "error", "…", Place(segment="s00000001")), settled)
    assert find_checkers((finding, other), {"eva": "Eva L."}) == {"s00000001": ("Eva L.",)}
    assert find_checkers((finding,), {"eva": ""}) == {"s00000001": ("reviewer",)}
    heard = msgspec.structs.replace(passage(1, None, 0, 9, "Son 300.", "It is 300."), heard_by=("Mar",))
    found = find_figures(Transcript(segments=(heard,), target_language="en"), {"s00000001": ("Eva L.", "Mar")})
    assert found["s00000001"][0].checked_by == ("Mar", "Eva L.")


def test_a_row_plays_from_two_seconds_before_its_passage() -> None:
    edition = released(with_sound(arabic_english()))
    player = find_player(edition.transcript, SOUND)
    rows = list_figures(edition, player)
    assert next(row.play for row in rows if row.passage == "s00000004") == f"{SOUND}#t=19.9"
    assert rows[0].play == f"{SOUND}#t=0"
    assert [row.value for row in rows if row.passage == "s00000004"] == ["43\u202f000"]


def test_the_figures_of_a_passage_go_with_it() -> None:
    edition = released(spanish_english())
    after = withhold(edition, ["figures:s00000001"], Tombstone(date="2026-05-02"))
    assert "s00000001" not in after.figures
    assert edition_hash(after) == edition_hash(edition)


def test_the_table_says_it_all_and_leaves_empty_columns_out() -> None:
    table = render_figures(list_figures(released(with_sound(arabic_english())), None))
    assert '<bdi lang="ar">٤٣٬٠٠٠</bdi></td><td><bdi dir="ltr">43,000</bdi></td>' in str(table)
    assert "Checked by" not in str(table)
    assert "Listen" not in str(table)
    assert render_figures(()) is None


def test_a_page_without_a_translation_says_nothing_of_one() -> None:
    original = only("source")
    table = str(render_figures(list_figures(released(original), None), ("source",)))
    assert '<bdi lang="ar">٤٣٬٠٠٠</bdi>' in table
    assert "Translation" not in table
    assert "Whose" not in table
    assert explain_figures(("source",)) == "Every number, date and sum, as it was said."


def test_without_the_original_nobody_knows_whose_a_figure_is() -> None:
    table = str(render_figures(list_figures(released(only("target")), None), ("target",)))
    assert '<bdi lang="en">43,000</bdi>' in table
    assert "Original" not in table
    assert "ours" not in table
    assert explain_figures(("target",)).startswith("Every number, date and sum, as it was translated. Supplied:")


def test_without_the_original_a_supplied_figure_is_known_as_such() -> None:
    document = Transcript(segments=(passage(1, None, 0, 9, "", "(Forty) men, 20 dogs."),), target_language="en")
    table = str(render_figures(list_figures(released(document), None), ("target",)))
    assert "<td>supplied</td>" in table
    assert "<td>–</td>" in table


def only(side: Side) -> Transcript:
    """The interview with the texts of one side."""
    other = {"source": "target", "target": "source"}[side]
    document = with_sound(arabic_english())
    return msgspec.structs.replace(
        document, segments=tuple(msgspec.structs.replace(one, **{other: None}) for one in document.segments)
    )
