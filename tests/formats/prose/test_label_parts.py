from __future__ import annotations

import pytest

from dragoman.formats.prose.label_parts import Label, is_role, may_be_same, read_label, sounds_alike


def test_name_title_and_role_are_told_apart() -> None:
    assert read_label("Dr. Ali Karimi, historian") == Label(
        typed="Dr. Ali Karimi, historian",
        words=("ali", "karimi"),
        name="Ali Karimi",
        title="Dr.",
        role="historian",
    )


def test_a_role_may_stand_first() -> None:
    found = read_label("The host (Ana Ruiz)")
    assert (found.name, found.role) == ("Ana Ruiz", "The host")


def test_other_scripts_have_titles_too() -> None:
    assert read_label("دکتر علی کریمی").name == "علی کریمی"
    assert read_label("الدكتور أحمد منصور").title == "الدكتور"


@pytest.mark.parametrize(
    "label", ["Q", "The host", "MODERATOR", "Speaker 2", "مجری", "المذيع", "Unidentified reporter"]
)
def test_roles_are_known(label: str) -> None:
    assert is_role(label)


@pytest.mark.parametrize("label", ["Ana Ruiz", "DB", "MS. JEAN-PIERRE", "Umm Hassan"])
def test_names_are_no_roles(label: str) -> None:
    assert not is_role(label)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("DB", "Devin Becker"),
        ("K.M.", "Kasey Silem Mohammad"),
        ("Becker", "Devin Becker"),
        ("P. Soler", "Pere Soler"),
        ("MS. JEAN-PIERRE", "KARINE JEAN-PIERRE"),
        ("Host", "The host (Ana Ruiz)"),
        ("The presenter", "Sameera Al-Khatib, presenter"),
        ("کریمی", "دکتر علی کریمی"),
        ("منصور", "الدكتور أحمد منصور"),
    ],
)
def test_a_short_form_is_known(short: str, full: str) -> None:
    assert may_be_same(read_label(short), read_label(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mr. Khan", "Mrs. Khan"), ("PRESIDENT BIDEN", "PRESIDENT YOON"), ("DC", "Devin Becker"), ("Host", "Ana Ruiz")],
)
def test_others_are_others(one: str, other: str) -> None:
    assert not may_be_same(read_label(one), read_label(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammad Karimi", "Muhammed Kareemi"),
        ("Khomeini", "Khumayni"),
        ("Umm Hassan", "Oum Hasan"),
        ("Sadeq Ghotbzadeh", "Sadegh Qotbzadeh"),
        ("Yusuf", "Yousef"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sounds_alike(read_label(one), read_label(other))


@pytest.mark.parametrize(("one", "other"), [("Ali", "Ala"), ("Ana", "Ona Ruiz"), ("Name1", "Name11"), ("Q", "A")])
def test_too_little_sounds_like_nothing(one: str, other: str) -> None:
    assert not sounds_alike(read_label(one), read_label(other))


@pytest.mark.parametrize(
    ("typed", "name", "role"),
    [
        ("Director General, Doña Maria Elena Quiroga", "Maria Elena Quiroga", "Director General"),
        ("Minister of Transport, General Ali Hamad", "Ali Hamad", "Minister of Transport"),
        ("Maire de la ville, M. Jean Duval", "Jean Duval", "Maire de la ville"),
        ("رئیس اتحادیه نانوایان، آقای حسن رضایی", "حسن رضایی", "رئیس اتحادیه نانوایان"),
        ("Michel Aoun, member of parliament", "Michel Aoun", "member of parliament"),
        ("General Aoun, President of the Republic", "Aoun", "President of the Republic"),
        ("Nurse Umm Khaled", "Umm Khaled", "Nurse"),
        ("TOMAS SMITH (TS)", "TOMAS SMITH", None),
    ],
)
def test_a_role_stands_before_or_behind_the_name(typed: str, name: str, role: str | None) -> None:
    label = read_label(typed)
    assert (label.name, label.role) == (name, role)


@pytest.mark.parametrize("short", ["Sayyed Rida", "Rida", "The Secretary General", "Mr. Rida", "HR"])
def test_one_person_has_several_labels(short: str) -> None:
    assert may_be_same(read_label(short), read_label("Secretary General, Hassan Rida"))


def test_brackets_that_hold_nothing_are_no_name() -> None:
    assert read_label("The valley (\x1f)").typed


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("М.И.", "Муж М.И."),
        ("Лившиц", "Дедушка Лившиц"),
        ("Mrs. Klein", "Daughter of Mrs. Klein"),
        ("Koch", "Tochter Koch"),
        ("احمدی", "همسر احمدی"),
    ],
)
def test_a_relative_is_not_the_person_whose_name_stands_there(short: str, full: str) -> None:
    assert not may_be_same(read_label(short), read_label(full))


def test_a_relation_alone_is_a_form_of_the_same_relation_with_a_name() -> None:
    assert may_be_same(read_label("Мать"), read_label("Мать Ивановой"))
