"""What the database holds: accounts, jobs, and an index of the folders that can be built again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from dragoman.desk.roles import Role

__all__ = ["Account", "IndexedInterview", "IndexedPassage", "Job"]


class Account(models.Model):
    """Somebody who may log in, how their edits are signed, and what they are for."""

    user: models.OneToOneField[Any, Any] = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    handle: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    role: models.CharField[str, str] = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in Role]
    )

    def __str__(self) -> str:
        """As lists show it."""
        return f"{self.handle} ({self.role})"


class Job(models.Model):
    """Work in the background: which workflow, on which interview, how far it is, what became of it."""

    class State(models.TextChoices):
        """How far a job is."""

        WAITING = "waiting"
        ASKING = "asking"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind: models.CharField[str, str] = models.CharField(max_length=32)
    interview: models.CharField[str, str] = models.CharField(max_length=1000, blank=True)
    arguments: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state: models.CharField[str, str] = models.CharField(
        max_length=16, choices=State, default=State.WAITING, db_index=True
    )
    stage: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    done: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    total: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    message: models.TextField[str, str] = models.TextField(blank=True)
    asked: models.JSONField[Any, Any] = models.JSONField(null=True)
    """What has to be answered before it goes on, and what was found out so far."""
    is_to_stop: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    by: models.CharField[str, str] = models.CharField(max_length=64)
    created: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    started: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    beat: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    """When the process that does it last said that it is at work."""

    class Meta:
        """The newest first."""

        ordering = ("-created",)

    def __str__(self) -> str:
        """As lists show it."""
        return f"{self.kind} {self.interview} ({self.state})"


class IndexedInterview(models.Model):
    """An interview as the index has it. It can be built again from the folder at any time."""

    key: models.CharField[str, str] = models.CharField(max_length=1000, unique=True)
    title: models.TextField[str, str] = models.TextField(blank=True)
    stamp: models.CharField[str, str] = models.CharField(max_length=200)
    """What the folder looked like: where it looks the same, nothing is read."""

    def __str__(self) -> str:
        """As lists show it."""
        return self.key


class IndexedPassage(models.Model):
    """A passage as the index has it: its texts as they are shown, and a hash to see whether they have changed.

    Its number is larger the later it was changed (:mod:`dragoman.desk.index`). The folded words of both texts are in a
    full-text table beside this one, under the same number.
    """

    interview: models.ForeignKey[Any, Any] = models.ForeignKey(IndexedInterview, on_delete=models.CASCADE)
    segment: models.CharField[str, str] = models.CharField(max_length=16)
    start: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    speaker: models.TextField[str, str] = models.TextField(blank=True)
    source: models.TextField[str, str] = models.TextField(blank=True)
    target: models.TextField[str, str] = models.TextField(blank=True)
    source_language: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    target_language: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    digest: models.CharField[str, str] = models.CharField(max_length=32)

    def __str__(self) -> str:
        """As lists show it."""
        return f"{self.interview} {self.segment}"
