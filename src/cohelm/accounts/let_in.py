"""Letting somebody in again who lost the password, the second factor, or both."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from django.contrib.auth.models import User

from cohelm.accounts.secrets import invite_again
from cohelm.accounts.sign_ins import end_every
from cohelm.core.errors import UnknownName


def has_second_factor(user: User) -> bool:
    """Whether a code is asked for beside the password."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def take_second_factor_away(user: User) -> None:
    """From now on the password alone lets in; the recovery codes and all open sign-ins are void."""
    Authenticator.objects.filter(user=user).delete()
    end_every(user)


def let_in(name: str, *, now: datetime) -> str:
    """Takes the second factor of an account away and answers the secret of a link for a new password.

    Raises UnknownName.
    """
    user = User.objects.filter(username=name).first()
    if user is None:
        raise UnknownName.of("account", name, User.objects.values_list("username", flat=True))
    take_second_factor_away(user)
    return invite_again(user, now=now)
