"""The tables: what a user may do, tokens for programs, invitations. Secrets are kept as hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cohelm.store.access import Level

LEVELS = [(level.value, level.name.replace("_", " ").capitalize()) for level in Level]


class Access(models.Model):
    """What a user may do. A user without a row here may do nothing.

    `office` is the id of the office that the user belongs to or leads; `clearances` are further ones
    than the level brings, separated by spaces; `person` is the key of the user in the plan.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access")
    level = models.PositiveSmallIntegerField(choices=LEVELS, default=Level.READER.value)
    office = models.CharField(max_length=120, default="", blank=True)
    clearances = models.CharField(max_length=300, default="", blank=True)
    person = models.CharField(max_length=200, default="", blank=True)


class Token(models.Model):
    """A key for a program that acts for a user; shown once when it is made. Scope: read or write."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10)
    made = models.DateTimeField()
    expires = models.DateTimeField()


class Invitation(models.Model):
    """A link that works once and for a time: whoever opens it names an account and a password.

    With `user` it is for an account that is there already and needs a new password.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    office = models.CharField(max_length=120, default="", blank=True)
    clearances = models.CharField(max_length=300, default="", blank=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class KeptMapping(models.Model):
    """What the columns of a table mean, as somebody confirmed it, for the next edition of the table."""

    fingerprint = models.CharField(max_length=16)
    table = models.CharField(max_length=300)
    text = models.TextField()
    kept = models.DateTimeField()

    class Meta:
        """One mapping a header and table."""

        constraints = [
            models.UniqueConstraint(fields=["fingerprint", "table"], name="mapping_of_table")
        ]


class Feed(models.Model):
    """A secret address at which a calendar program reads what an account may see; kept as a hash.

    `what` names what is in it. `is_named`: names and amounts stand in its titles. `read` is when it
    was last read.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    is_named = models.BooleanField(default=False)
    made = models.DateTimeField()
    read = models.DateTimeField(null=True)
