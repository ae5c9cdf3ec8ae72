"""Every address by every method and role. An address that is not in the table fails here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.roles import ROLES, Action, Role

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ANYBODY = "anybody"
READ = {"GET": Action.READ, "HEAD": Action.READ}
ONLY_GET = {"GET": Action.READ}

# What each address needs, by method. Methods that are not named are refused.
TABLE: dict[str, dict[str, Action | str]] = {
    "log-in": {"GET": ANYBODY, "HEAD": ANYBODY, "POST": ANYBODY},
    "log-out": {"POST": Action.READ},
    "accounts": {"GET": Action.ACCOUNTS, "HEAD": Action.ACCOUNTS},
    "add-account": {"POST": Action.ACCOUNTS},
    "change-account": {"POST": Action.ACCOUNTS},
    "settings": {"GET": Action.SETTINGS, "HEAD": Action.SETTINGS},
    "publish": {"POST": Action.RELEASE},
    "site": {"GET": Action.RELEASE, "HEAD": Action.RELEASE},
    "speakers": {**READ},
    "change-speakers": {"POST": Action.EDIT},
    "merge-speakers": {"POST": Action.EDIT},
    "facts": {**READ},
    "change-facts": {"POST": Action.EDIT},
    "glossary": {**READ},
    "change-terms": {"POST": Action.EDIT},
    "replace": {**READ},
    "replace-chosen": {"POST": Action.EDIT},
    "listening": {**READ},
    "history": {**READ},
    "take-back": {"POST": Action.EDIT},
    "release": {"GET": Action.RELEASE, "HEAD": Action.RELEASE},
    "make-release": {"POST": Action.RELEASE},
    "withdraw": {"GET": Action.WITHDRAW, "HEAD": Action.WITHDRAW},
    "look-at-withdrawal": {"POST": Action.WITHDRAW},
    "make-withdrawal": {"POST": Action.WITHDRAW},
    "preview-start": {"GET": Action.RELEASE, "HEAD": Action.RELEASE},
    "preview": {"GET": Action.RELEASE, "HEAD": Action.RELEASE},
    "interviews": {**ONLY_GET},
    "search": {**ONLY_GET},
    "jobs": {**ONLY_GET},
    "cancel-job": {"POST": Action.IMPORT},
    "retry-job": {"POST": Action.IMPORT},
    "forget-job": {"POST": Action.IMPORT},
    "answer-job": {"GET": Action.IMPORT, "POST": Action.IMPORT},
    "upload": {"POST": Action.IMPORT},
    "paste": {"POST": Action.IMPORT},
    "translate": {"GET": Action.TRANSLATE},
    "start-translation": {"POST": Action.TRANSLATE},
    "suggest": {"POST": Action.TRANSLATE},
    "changes": {**ONLY_GET},
    "edits": {"POST": Action.EDIT},
    "typing": {"POST": Action.EDIT},
    "undo": {"POST": Action.EDIT},
    "passage": {**ONLY_GET},
    "problems": {**ONLY_GET},
    "settle": {"POST": Action.REVIEW},
    "comment": {"POST": Action.COMMENT},
    "resolve-comment": {"POST": Action.COMMENT},
    "review": {"POST": Action.REVIEW},
    "listened": {"POST": Action.LISTEN},
    "sound": {**READ},
    "peaks": {**READ},
    "spoken": {**ONLY_GET},
    "concordance": {**ONLY_GET},
    "grid": {**ONLY_GET},
}
VALUES = {"name": "bees/", "number": 1, "key": "talk", "segment": "s00000002"}


def addresses() -> Iterator[tuple[str, str]]:
    """The name and the address of everything that the desk answers."""
    from django.urls import reverse

    from dragoman.desk.urls import urlpatterns

    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        yield str(pattern.name), reverse(str(pattern.name), kwargs={name: VALUES[name] for name in wanted})


def find_expected(name: str, method: str, role: str) -> str:
    needed = TABLE[name].get(method)
    if needed is None:
        return "no such method"
    if needed == ANYBODY:
        return "allowed"
    if role == "nobody":
        return "log in"
    return "allowed" if needed in ROLES[Role(role)] else "forbidden"


def find_answer(browser: Any, address: str, method: str) -> str:
    response = browser.generic(method, address)
    if response.status_code == 302 and response["Location"].startswith("/log-in?"):
        return "log in"
    return {405: "no such method", 403: "forbidden"}.get(response.status_code, "allowed")


def test_the_table_names_every_address() -> None:
    assert {name for name, _ in addresses()} == set(TABLE)


@pytest.mark.parametrize("role", ["owner", "editor", "reviewer", "reader", "nobody"])
def test_each_role_may_do_what_the_table_says(
    role: str, log_in: Callable[[str], Any], make_interview: Callable[[str], Path]
) -> None:
    make_interview("talk")
    got, expected = {}, {}
    for name, address in addresses():
        for method in METHODS:
            if (name, method) == ("log-in", "POST"):
                continue  # A wrong password is answered with 403 too: test_accounts has it.
            browser = log_in(role)
            got[name, method] = find_answer(browser, address, method)
            expected[name, method] = find_expected(name, method, role)
    assert got == expected


def test_a_script_that_is_not_logged_in_is_told_so(log_in: Callable[[str], Any]) -> None:
    answer = log_in("nobody").get("/i/talk/changes", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"code": "log-in"})


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("reader", "read"),
        ("reviewer", "read listen comment review"),
        ("editor", "read listen comment review edit import translate"),
        ("owner", " ".join(Action)),
    ],
)
def test_what_the_roles_are_for(role: str, actions: str) -> None:
    assert ROLES[Role(role)] == set(actions.split())
