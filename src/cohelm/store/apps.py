"""The Django app that keeps the facts."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables for items, links, observations and changes."""

    name = "cohelm.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
