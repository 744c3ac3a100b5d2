"""Django's settings, all from the environment (COHELM_*)."""

from __future__ import annotations

import os

from cohelm.server.database_url import database_settings

DATABASES = {"default": database_settings(os.environ.get("COHELM_DATABASE_URL", "cohelm.db"))}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "cohelm.store.apps.StoreConfig",
]
SECRET_KEY = os.environ.get("COHELM_SECRET_KEY", "not-set")
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
