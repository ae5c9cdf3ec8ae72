"""Accounts: who may log in. Passwords are hashed with Argon2."""

from __future__ import annotations

import re
import unicodedata

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dragoman.desk.models import Account
from dragoman.desk.roles import Role
from dragoman.errors import SettingsError
from dragoman.settings.keys import HANDLE

__all__ = ["add_account", "list_accounts", "set_active", "set_password", "set_role"]

_LONGEST = 1000


def list_accounts() -> tuple[Account, ...]:
    """Every account, sorted by handle."""
    return tuple(Account.objects.select_related("user").order_by("handle"))


def add_account(handle: str, role: str, password: str) -> Account:
    """Create an account.

    :raises SettingsError: if the handle is not valid or is taken, the role is unknown, or the password is too weak
    """
    handle = unicodedata.normalize("NFC", handle.strip())
    if re.fullmatch(HANDLE, handle) is None or not handle.isprintable():
        raise SettingsError("handle", handle, "is not a valid handle", "use one word without / \\ @ or :, such as ana")
    kept = _find_role(role)
    _refuse_weak(password, handle)
    with transaction.atomic():
        if any(one.handle.casefold() == handle.casefold() for one in list_accounts()):
            raise SettingsError("handle", handle, "has an account already", "choose another handle")
        user = User.objects.create_user(username=handle, password=password)
        return Account.objects.create(user=user, handle=handle, role=kept)


def set_role(account: Account, role: str) -> None:
    """Change the role of an account.

    :raises SettingsError: if the role is unknown, or no owner would be left
    """
    wanted = _find_role(role)
    with transaction.atomic():
        if wanted is not Role.OWNER:
            _refuse_last_owner(account)
        Account.objects.filter(pk=account.pk).update(role=wanted)


def set_active(account: Account, active: bool) -> None:
    """Enable or disable an account. Disabling it logs it out at once.

    :raises SettingsError: if no owner would be left
    """
    with transaction.atomic():
        if not active:
            _refuse_last_owner(account)
        User.objects.filter(pk=account.user.pk).update(is_active=active)


def set_password(account: Account, password: str) -> None:
    """Change the password of an account. It is logged out in every browser.

    :raises SettingsError: if the password is too weak
    """
    _refuse_weak(password, account.handle)
    account.user.set_password(password)
    account.user.save(update_fields=["password"])


def _find_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise SettingsError("role", role, "is not a role", f"use one of {', '.join(Role)}") from error


def _refuse_weak(password: str, handle: str) -> None:
    fault = "is the handle" if password.casefold() == handle.casefold() else None
    fault = "is too long" if len(password) > _LONGEST else fault
    try:
        validate_password(password[:_LONGEST])
    except ValidationError as error:
        fault = " ".join(error.messages)
    if fault:
        raise SettingsError("password", None, f"cannot be used ({fault.rstrip('.')})", "choose a longer one")


def _refuse_last_owner(account: Account) -> None:
    others = Account.objects.filter(role=Role.OWNER, user__is_active=True).exclude(pk=account.pk)
    if account.role == Role.OWNER and not others.exists():
        raise SettingsError("owner", account.handle, "is the only one", "make somebody else an owner first")
