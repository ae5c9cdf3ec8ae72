"""Who may do what in a desk. This table is the only definition; the tests read it too."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ROLES", "Action", "Role"]


class Action(StrEnum):
    """An action that needs permission."""

    READ = "read"
    LISTEN = "listen"
    COMMENT = "comment"
    EDIT = "edit"
    REVIEW = "review"
    IMPORT = "import"
    TRANSLATE = "translate"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"


class Role(StrEnum):
    """The role of an account."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    READER = "reader"


_READER = frozenset({Action.READ})
_REVIEWER = _READER | {Action.LISTEN, Action.COMMENT, Action.REVIEW}
_EDITOR = _REVIEWER | {Action.EDIT, Action.IMPORT, Action.TRANSLATE}

ROLES: dict[Role, frozenset[Action]] = {
    Role.READER: _READER,
    Role.REVIEWER: _REVIEWER,
    Role.EDITOR: _EDITOR,
    Role.OWNER: frozenset(Action),
}
