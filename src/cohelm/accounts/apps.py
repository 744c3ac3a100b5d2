"""The Django app that keeps people's access."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tables for access, tokens and invitations."""

    name = "cohelm.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
