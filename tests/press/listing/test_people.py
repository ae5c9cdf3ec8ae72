from __future__ import annotations

from dragoman.press.listing.people import find_people
from dragoman.press.site_model import Entry, Voice


def entry(slug: str, *voices: Voice, source: str = "ar", target: str = "en") -> Entry:
    return Entry(slug=slug, title=slug, hashes=(slug,), source_language=source, target_language=target, voices=voices)


def voice(name: str | None, native: str | None = None, **said: object) -> Voice:
    return Voice(id="S1", name=name, name_native=native, **said)  # type: ignore[arg-type]


def together(*entries: Entry) -> list[list[str]]:
    """The slugs of each person's interviews."""
    return [[one.slug for one in person.entries] for person in find_people(entries)]


def test_nobody_without_a_name_is_a_person() -> None:
    assert find_people([entry("a", voice(None), Voice(id="S2", label="A neighbour", aliases=("Ana",)))]) == ()


def test_interviews_that_give_the_same_name_are_of_one_person() -> None:
    assert together(entry("b", voice("Ana Ruíz")), entry("a", voice("ana  ruiz"))) == [["b", "a"]]
    assert together(entry("b", voice("Ana Ruiz")), entry("a", voice("Eva Ruiz"))) == [["b"], ["a"]]


def test_a_name_in_the_other_script_joins_two_renderings() -> None:
    one, other = voice("Sami al-Halwani", "سامي الحلواني"), voice("Sámi Halwany", "سامي الحَلواني")
    [person] = find_people([entry("b", one), entry("a", other)])
    assert person.spellings == ("Sami al-Halwani", "سامي الحلواني", "Sámi Halwany", "سامي الحَلواني")


def test_a_programs_label_is_no_spelling() -> None:
    [person] = find_people([entry("a", voice("Carmen Ruiz", label="Speaker 2", aliases=("Carmen", "Speaker 3")))])
    assert person.spellings == ("Carmen Ruiz", "Carmen")


def test_an_authority_record_joins_whatever_the_names_are() -> None:
    record = "https://www.wikidata.org/entity/Q1"
    assert together(entry("b", voice("A", authority=record)), entry("a", voice("B", authority=record))) == [["b", "a"]]


def test_one_name_with_two_records_is_two_people() -> None:
    first, second = (voice("Ana", authority=f"https://viaf.org/viaf/{n}") for n in (1, 2))
    assert sorted(together(entry("b", first), entry("a", second))) == [["a"], ["b"]]


def test_who_of_two_namesakes_is_meant_is_not_guessed() -> None:
    first, second = (voice("Ana", authority=f"https://viaf.org/viaf/{n}") for n in (1, 2))
    found = together(entry("d", voice("Ana")), entry("c", voice("Ana")), entry("b", first), entry("a", second))
    assert sorted(found) == [["a"], ["b"], ["d", "c"]]


def test_a_record_that_one_interview_gives_is_of_all_who_have_the_name() -> None:
    assert together(entry("b", voice("Ana")), entry("a", voice("Ana", authority="https://viaf.org/viaf/1"))) == [
        ["b", "a"]
    ]


def test_an_address_is_made_of_the_oldest_name_and_stays() -> None:
    record = "https://viaf.org/viaf/1"
    before = find_people([entry("a", voice("Ana Ruiz", authority=record))])
    after = find_people(
        [entry("b", voice("Anna Ruiz", authority=record)), entry("a", voice("Ana Ruiz", authority=record))]
    )
    assert [person.address for person in before] == [person.address for person in after] == ["ana-ruiz"]
    assert after[0].name == "Anna Ruiz"


def test_two_people_never_share_an_address() -> None:
    first, second = (voice("Ana", authority=f"https://viaf.org/viaf/{n}") for n in (1, 2))
    people = find_people([entry("b", first), entry("a", second)])
    assert [len({person.address for person in people}), {person.address for person in people} & {"ana"}] == [2, {"ana"}]


def test_a_name_in_any_script_has_an_address() -> None:
    people = find_people([entry("a", voice("مینا"), voice("Анна"), voice("王"), voice("!"))])
    assert all(person.address.isascii() and person.address for person in people)


def test_people_are_sorted_by_the_name_for_sorting() -> None:
    found = find_people([entry("a", voice("Ana Zorn"), voice("Zoe Abel", sort_name="Abel, Zoe"), voice("Eva"))])
    assert [person.name for person in found] == ["Zoe Abel", "Ana Zorn", "Eva"]
