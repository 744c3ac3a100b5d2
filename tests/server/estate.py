"""The estate of the load, and who comes to it."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from benchmarks import estate
from cohelm.accounts.models import Access
from cohelm.accounts.secrets import make_token


def make() -> dict[str, str]:
    """Fills the open database; the token and the session of a contributor."""
    estate.write()
    user = User.objects.create_user("loader")
    Access.objects.create(user=user, level=2, clearances="money people")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    token = make_token(user, name="load", scope="write", days=1, now=timezone.now())
    return {"token": token.text, "session": str(session.session_key)}
