"""Who is logged in: two queries, which every request of a desk with accounts makes.

They are written out. Django's models build the same ones anew each time, and that took longer than the rest of a
request which keeps what somebody types. Nothing is remembered between two requests: whoever may no longer log in is
refused at the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

__all__ = ["SessionStore", "find_login"]

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_LOGIN = (
    "SELECT desk_account.handle, desk_account.role, auth_user.password"
    " FROM auth_user JOIN desk_account ON desk_account.user_id = auth_user.id"
    " WHERE auth_user.id = %s AND auth_user.is_active"
)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, read by a query that is not built anew."""

    def load(self) -> dict[str, Any]:
        """What is kept of a session; nothing where it has ended, or never began."""
        row = _ask(_SESSION, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
        if row is None:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(row[0])
        return kept


def find_login(session: SessionBase) -> tuple[str, str] | None:
    """Handle and role of the account that is logged in; ``None`` where none is, or where it may not be any more.

    A session ends with the password that began it, as in :func:`django.contrib.auth.get_user`.
    """
    user, proof = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    if user is None or proof is None or (row := _ask(_LOGIN, [int(user)])) is None:
        return None
    handle, role, password = row
    return (handle, role) if constant_time_compare(proof, User(password=password).get_session_auth_hash()) else None


def _ask(query: str, values: Sequence[Any]) -> Any:
    """The first row."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()
