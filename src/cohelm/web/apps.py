"""The Django app of the pages."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, and files that were brought and wait to be looked at."""

    name = "cohelm.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
