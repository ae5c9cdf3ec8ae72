"""The desk's settings, read only: the owner changes them in a file, not on a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.conventions.profiles import PROFILES
from dragoman.desk.configuration import options, read_settings
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.settings.keys import SETTINGS

__all__ = ["settings"]


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Every setting, its value, and where to change it; and how the bracket profile shows marks."""
    permit(request, Action.SETTINGS)
    now = read_settings()
    said = [{"setting": setting, "value": getattr(now, setting.field)} for setting in SETTINGS]
    profile = PROFILES.get(now.profile or "")
    context = {
        "said": said,
        "file": now.file or options().root,
        "is_there": now.file is not None,
        "name": now.profile,
        "profile": profile,
        "reads": tuple(profile.says.items()) if profile else (),
        "profiles": {name: one.title for name, one in PROFILES.items()},
    }
    return render(request, "desk/settings.html", context)
