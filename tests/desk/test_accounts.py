from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.desk.accounts import add_account, set_active, set_password, set_role
from dragoman.desk.attempts import Attempts, attempts
from dragoman.desk.models import Account
from dragoman.errors import SettingsError
from dragoman.folder.typing_journal import TypingJournal

PASSWORD = "seven small stones"


@pytest.fixture
def desk(client: Any, start: Callable[..., None]) -> Iterator[Any]:
    """A browser at a desk of which ana is the owner."""
    start(accounts=True)
    add_account("ana", "owner", PASSWORD)
    attempts.cache_clear()
    yield client
    attempts.cache_clear()


def log_in(desk: Any, handle: str = "ana", password: str = PASSWORD, after: str = "") -> Any:
    return desk.post("/log-in", {"handle": handle, "password": password, "next": after})


def test_passwords_are_kept_by_argon2(desk: Any) -> None:
    assert Account.objects.get().user.password.startswith("argon2$argon2id$")


def test_who_is_not_logged_in_is_asked_to_and_goes_on(desk: Any) -> None:
    assert desk.get("/?q=bees")["Location"] == "/log-in?next=%2F%3Fq%3Dbees"
    assert log_in(desk, after="/?q=bees")["Location"] == "/?q=bees"
    assert "<bdi>ana</bdi>" in desk.get("/").content.decode()


@pytest.mark.parametrize(
    "after", ["https://away.example/", "//away.example/", "/\\away.example", "\\\\away.example", "javascript:alert(1)"]
)
def test_logging_in_leads_to_no_other_site(desk: Any, after: str) -> None:
    assert log_in(desk, after=after)["Location"] == "/"


def test_an_unknown_handle_and_a_wrong_password_are_answered_alike(desk: Any) -> None:
    wrong, unknown = log_in(desk, password="x"), log_in(desk, handle="bob")
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert "The handle or the password is wrong." in wrong.content.decode()
    assert "The handle or the password is wrong." in unknown.content.decode()


@pytest.mark.parametrize("handle", ["ana", "nobody-of-us"])
def test_attempts_are_slowed_for_known_and_unknown_handles(
    desk: Any, handle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_one_moment = Attempts(lambda: 0.0)
    monkeypatch.setattr("dragoman.desk.views.accounts.attempts", lambda: at_one_moment)
    assert [log_in(desk, handle, "wrong").status_code for _ in range(7)] == [403] * 5 + [429] * 2
    assert log_in(desk, handle).status_code == 429


def test_the_wait_doubles_and_ends() -> None:
    now = [0.0]
    slowed = Attempts(lambda: now[0])
    for _ in range(8):
        slowed.fail(["handle ana", "address 10.0.0.1"])
    assert slowed.find_wait(["handle ana"]) == 8
    assert slowed.find_wait(["handle bob", "address 10.0.0.1"]) == 0
    now[0] = 8.0
    assert slowed.find_wait(["handle ana"]) == 0


def test_wrong_attempts_are_forgotten_after_an_hour() -> None:
    now = [0.0]
    slowed = Attempts(lambda: now[0])
    for _ in range(8):
        slowed.fail(["handle ana"])
    now[0] = 4000.0
    slowed.fail(["handle ana"])
    assert slowed.find_wait(["handle ana"]) == 0


def test_logging_out_ends_the_session(desk: Any) -> None:
    log_in(desk)
    assert desk.post("/log-out").status_code == 302
    assert desk.get("/").status_code == 302


def test_whoever_is_disabled_is_logged_out_at_once(desk: Any) -> None:
    bob = add_account("bob", "editor", PASSWORD)
    log_in(desk, "bob")
    set_active(bob, False)
    assert desk.get("/")["Location"].startswith("/log-in")
    assert log_in(desk, "bob").status_code == 403


def test_another_role_counts_at_once(desk: Any) -> None:
    bob = add_account("bob", "owner", PASSWORD)
    log_in(desk, "bob")
    set_role(bob, "reader")
    assert desk.get("/accounts").status_code == 403


def test_a_session_ends_when_its_time_is_over(desk: Any) -> None:
    log_in(desk)
    Session.objects.update(expire_date=datetime(2000, 1, 1, tzinfo=UTC))
    assert desk.get("/").status_code == 302


def test_asking_for_changes_asks_the_database_only_who_is_logged_in(
    desk: Any, make_interview: Callable[[str], Path]
) -> None:
    make_interview("talk")
    log_in(desk)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get("/i/talk/changes").status_code == 200
    assert [query["sql"].split(" FROM ")[1].split()[0] for query in queries] == ["django_session", "auth_user"]


def test_another_password_logs_every_browser_out(desk: Any) -> None:
    log_in(desk)
    set_password(Account.objects.select_related("user").get(), "eleven small stones")
    assert desk.get("/").status_code == 302


def test_the_last_owner_stays(desk: Any) -> None:
    [ana] = Account.objects.select_related("user")
    with pytest.raises(SettingsError, match="is the only one"):
        set_role(ana, "reader")
    with pytest.raises(SettingsError, match="is the only one"):
        set_active(ana, False)


@pytest.mark.parametrize("password", ["2short", "password1234", "1234567890", "x" * 1001])
def test_a_weak_password_is_refused_and_never_repeated(desk: Any, password: str) -> None:
    with pytest.raises(SettingsError) as refused:
        add_account("bob", "editor", password)
    assert password not in str(refused.value)


@pytest.mark.parametrize("handle", ["", "two words", "a/b", "a@b", "x" * 65, "a\u202eb", "ANA"])
def test_what_is_no_handle_or_taken_is_refused(desk: Any, handle: str) -> None:
    with pytest.raises(SettingsError, match="handle"):
        add_account(handle, "editor", PASSWORD)


def test_an_owner_adds_and_changes_accounts_on_the_page(desk: Any) -> None:
    log_in(desk)
    desk.post("/accounts/add", {"handle": "bob", "role": "reader", "password": PASSWORD})
    bob = Account.objects.get(handle="bob")
    desk.post(f"/accounts/{bob.pk}", {"do": "role", "role": "reviewer"})
    desk.post(f"/accounts/{bob.pk}", {"do": "disable"})
    bob.refresh_from_db()
    assert (bob.role, bob.user.is_active) == ("reviewer", False)


def test_what_was_wrong_is_said_at_its_field(desk: Any) -> None:
    log_in(desk)
    answer = desk.post("/accounts/add", {"handle": "bob", "role": "reader", "password": "short"})
    assert answer.status_code == 422
    assert 'value="bob"' in answer.content.decode()
    assert 'aria-describedby="fault-password"' in answer.content.decode()


def test_a_desk_without_accounts_has_no_page_of_them(client: Any, root: Path) -> None:
    assert client.get("/accounts").status_code == 404
    assert client.get("/log-in").status_code == 302


def test_a_session_that_ends_while_somebody_types_keeps_nothing_until_they_are_back(
    desk: Any, make_interview: Callable[[str], Path]
) -> None:
    talk = make_interview("talk")
    log_in(desk)
    desk.get("/i/talk/")
    entry = {"client": "w1", "segment": "s00000002", "side": "target", "before": "", "text": "How did it"}

    def send() -> int:
        body = {"epoch": 0, "typed": [entry]}
        answer = desk.post(
            "/i/talk/typing", body, content_type="application/json", headers={"accept": "application/json"}
        )
        status: int = answer.status_code
        return status

    assert send() == 200
    Session.objects.all().delete()
    entry["text"] = "How did it all begin?"
    assert send() == 401
    assert [one.text for one in TypingJournal(talk).find_open()] == ["How did it"]
    log_in(desk)
    assert send() == 200
    assert [one.text for one in TypingJournal(talk).find_open()] == ["How did it all begin?"]
