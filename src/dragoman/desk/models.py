"""The database models: accounts, jobs, and an index of the folders that can be rebuilt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from dragoman.desk.roles import Role

__all__ = ["Account", "IndexedInterview", "IndexedPassage", "Job"]


class Account(models.Model):
    """A person who may log in, their signature, and their role."""

    user: models.OneToOneField[Any, Any] = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    handle: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    role: models.CharField[str, str] = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in Role]
    )

    def __str__(self) -> str:
        """The text in lists."""
        return f"{self.handle} ({self.role})"


class Job(models.Model):
    """A background job: its workflow, interview, progress and result."""

    class State(models.TextChoices):
        """The state of a job."""

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
    """The questions to answer before it continues, and what was found so far."""
    is_to_stop: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    by: models.CharField[str, str] = models.CharField(max_length=64)
    created: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    started: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    beat: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    """When the running process last reported."""

    class Meta:
        """Newest first."""

        ordering = ("-created",)

    def __str__(self) -> str:
        """The text in lists."""
        return f"{self.kind} {self.interview} ({self.state})"


class IndexedInterview(models.Model):
    """An interview in the index. It can be rebuilt from the folder."""

    key: models.CharField[str, str] = models.CharField(max_length=1000, unique=True)
    title: models.TextField[str, str] = models.TextField(blank=True)
    stamp: models.CharField[str, str] = models.CharField(max_length=200)
    """The state of the folder: if it is the same, nothing is read."""

    def __str__(self) -> str:
        """The text in lists."""
        return self.key


class IndexedPassage(models.Model):
    """A passage in the index: its texts as shown, and a hash to detect changes.

    Later changes have larger numbers (:mod:`dragoman.desk.index`). The folded words of both texts are in a full-text
    table, under the same number.
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
        """The text in lists."""
        return f"{self.interview} {self.segment}"
