"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from dragoman.desk.views import grid, lists, passages, sound

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", lists.interview_list, name="interviews"),
    path("jobs", lists.jobs, name="jobs"),
    path("jobs/<int:number>/cancel", lists.cancel_job, name="cancel-job"),
    path("jobs/<int:number>/retry", lists.retry_job, name="retry-job"),
    path("upload", lists.upload, name="upload"),
    path("i/<path:key>/changes", grid.changes, name="changes"),
    path("i/<path:key>/edits", grid.edits, name="edits"),
    path("i/<path:key>/typing", grid.typing, name="typing"),
    path("i/<path:key>/undo", grid.undo, name="undo"),
    path("i/<path:key>/passages/<str:segment>", passages.passage, name="passage"),
    path("i/<path:key>/problems", passages.problems, name="problems"),
    path("i/<path:key>/settle", passages.settle, name="settle"),
    path("i/<path:key>/listened", passages.listened, name="listened"),
    path("i/<path:key>/sound", sound.sound, name="sound"),
    path("i/<path:key>/peaks", sound.peaks, name="peaks"),
    path("i/<path:key>/", grid.grid, name="grid"),
]
