"""The desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["Desk"]


class Desk(AppConfig):
    """The only application of a desk."""

    name = "dragoman.desk"
    label = "desk"
    verbose_name = "Dragoman's desk"
