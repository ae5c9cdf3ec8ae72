"""Log in and out, and manage the accounts of a desk that has them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dragoman.desk import accounts
from dragoman.desk.attempts import attempts
from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.models import Account
from dragoman.desk.people import permit
from dragoman.desk.roles import Action, Role
from dragoman.errors import DragomanError, SettingsError

__all__ = ["account_list", "add_account", "change_account", "log_in", "log_out"]

_WRONG = "The handle or the password is wrong."


@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The login page: the only page that needs no permission."""
    if not options().accounts:
        return redirect("interviews")
    after = _find_next(request)
    if request.method != "POST":
        return render(request, "desk/log_in.html", {"next": after, "handle": ""})
    # PostgreSQL refuses queries with a null character, which no handle has.
    handle, password = request.POST.get("handle", "").replace("\0", "").strip(), request.POST.get("password", "")
    names = [f"handle {handle.casefold()[:200]}"]
    if not options().https:
        # Behind a proxy, the only known address is the proxy's.
        names.append(f"address {request.META.get('REMOTE_ADDR', '')}")
    wait = attempts().find_wait(names)
    if wait:
        said = {"message": f"Too many attempts. Try again in {wait} s.", "next": after, "handle": handle}
        response = render(request, "desk/log_in.html", said, status=429)
        response["Retry-After"] = str(wait)
        return response
    user = authenticate(request, username=handle, password=password)
    if user is None:
        attempts().fail(names)
        return render(request, "desk/log_in.html", {"message": _WRONG, "next": after, "handle": handle}, status=403)
    attempts().forget(names[0])
    login(request, user)
    return redirect(after)


def _find_next(request: HttpRequest) -> str:
    """The page to show after the login, if it is in this desk; otherwise the list."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session of this browser."""
    permit(request, Action.READ)
    logout(request)
    return redirect("log-in" if options().accounts else "interviews")


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """The accounts and their roles."""
    permit(request, Action.ACCOUNTS)
    _refuse_without_accounts()
    return render(request, "desk/accounts.html", {"every": accounts.list_accounts(), "roles": list(Role)})


@require_POST
def add_account(request: HttpRequest) -> HttpResponse:
    """Add an account."""
    permit(request, Action.ACCOUNTS)
    _refuse_without_accounts()
    said = request.POST
    try:
        made = accounts.add_account(said.get("handle", ""), said.get("role", ""), said.get("password", ""))
    except SettingsError as error:
        context = {
            "every": accounts.list_accounts(),
            "roles": list(Role),
            "said": {"handle": said.get("handle", ""), "role": said.get("role", "")},
            "fault": {error.name: tell(error)},
        }
        return render(request, "desk/accounts.html", context, status=422)
    messages.success(request, f"{made.handle} can log in now, as {made.role}.")
    return redirect("accounts")


@require_POST
def change_account(request: HttpRequest, number: int) -> HttpResponse:
    """Change the role or password of an account, or disable or enable it."""
    permit(request, Action.ACCOUNTS)
    _refuse_without_accounts()
    account = get_object_or_404(Account.objects.select_related("user"), pk=number)
    said = request.POST
    try:
        match said.get("do"):
            case "role":
                accounts.set_role(account, said.get("role", ""))
            case "disable" | "enable" as do:
                accounts.set_active(account, do == "enable")
            case "password":
                accounts.set_password(account, said.get("password", ""))
            case _:
                raise SettingsError("do", None, "is not a known action", "load the page again")
    except DragomanError as error:
        messages.error(request, tell(error))
    else:
        messages.success(request, f"{account.handle} is changed.")
    return redirect("accounts")


def _refuse_without_accounts() -> None:
    if not options().accounts:
        raise Http404("this desk has no accounts: start it with dragoman serve --accounts")
