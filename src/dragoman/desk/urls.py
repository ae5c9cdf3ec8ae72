"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from dragoman.desk.views import grid, lists

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", lists.interview_list, name="interviews"),
    path("i/<path:key>/changes", grid.changes, name="changes"),
    path("i/<path:key>/edits", grid.edits, name="edits"),
    path("i/<path:key>/typing", grid.typing, name="typing"),
    path("i/<path:key>/undo", grid.undo, name="undo"),
    path("i/<path:key>/", grid.grid, name="grid"),
]
