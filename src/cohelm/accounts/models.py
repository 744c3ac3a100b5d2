"""The tables: access, tokens for programs, invitations, answers to repeat. Secrets are kept as hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cohelm.store.access import Level

LEVELS = [(level.value, level.name.replace("_", " ").capitalize()) for level in Level]


class Access(models.Model):
    """What a user may do. A user without a row here may do nothing.

    `office` is the id of the office that the user belongs to or leads; `clearances` are further ones
    than the level brings, separated by spaces; `person` is the key of the user in the plan, `lands` the
    page that the user chose to land on, `language` the code of the language that they chose, if any.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access")
    level = models.PositiveSmallIntegerField(choices=LEVELS, default=Level.READER.value)
    office = models.CharField(max_length=120, default="", blank=True)
    clearances = models.CharField(max_length=300, default="", blank=True)
    person = models.CharField(max_length=200, default="", blank=True)
    lands = models.CharField(max_length=60, default="", blank=True)
    language = models.CharField(max_length=20, default="", blank=True)


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


class Enquiry(models.Model):
    """A short form that somebody sent by a link: up to three fields of items, answered once.

    `questions` are [item, field] pairs, `answers` the plain values in their order, null where one was
    left out. `direct`: answers are written as they come, else once the sender has accepted them.
    `batch` is what was written, `closed` when it was revoked, put aside or written.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enquiries")
    to = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    questions = models.JSONField()
    direct = models.BooleanField(default=False)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, default="", blank=True)
    answers = models.JSONField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    batch = models.BigIntegerField(null=True)
    closed = models.DateTimeField(null=True)


class OwnSkills(models.Model):
    """What somebody who chose to says of their own skills: levels by the key of the skill.

    It is there by their own choice alone, read by nobody else, and goes with the choice. It is in no
    log, no plan and no backup. `is_counted`: they let it count where five and more are counted.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    levels = models.JSONField(default=dict)
    is_counted = models.BooleanField(default=False)
    said = models.DateTimeField()


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


class KeptAnswer(models.Model):
    """The answer to a write that a program may send again; `status` 0 where it has none yet.

    `digest` is of what was asked, by which a key that is used for something else is found out.
    """

    owner = models.CharField(max_length=150)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    kept = models.DateTimeField()

    class Meta:
        """One answer an account and key."""

        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="answer_of_key")]


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


class Told(models.Model):
    """A notice to an account: of a decision, which is acknowledged by one click, of a concern that it
    was given, or of a comment that mentions it, which are mailed once.

    `decision` and `to` are keys: what it is about, and whom of the plan it was sent to; `what` is
    decision, given or mention. `digest` is of
    the secret in the mail, empty until one was sent; it acknowledges this notice and does nothing else.
    `sender` is who told: the acknowledgement is written by what that account may write.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="told")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True
    )
    decision = models.CharField(max_length=200)
    what = models.CharField(max_length=10, default="decision")
    to = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, default="", blank=True, db_index=True)
    made = models.DateTimeField()
    mailed = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)


def told_alone() -> list[str]:
    """What a hook was called for when there was one event."""
    return ["decision.told"]


class Hook(models.Model):
    """An address that is told of notices. `nonce`: its secret is derived from it, and kept nowhere.

    `events` are the names of those that it is called for; see `hooks.EVENTS`.
    `former` is the nonce before the last change of secrets, which signs besides until `former_until`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="hooks")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=500)
    nonce = models.CharField(max_length=64)
    former = models.CharField(max_length=64, default="", blank=True)
    former_until = models.DateTimeField(null=True)
    made = models.DateTimeField()
    stopped = models.DateTimeField(null=True)
    events = models.JSONField(default=told_alone)


class Announced(models.Model):
    """How far the log was read for hooks: one row, the number of the last change."""

    seq = models.BigIntegerField()


class StoodBefore(models.Model):
    """Which concerns stood for an audience when the nightly run last looked; both as hashes.

    A hash tells whether a concern is new, and nothing of an item that was erased since.
    """

    audience = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    standing = models.JSONField(default=list)


class Delivery(models.Model):
    """A message to a hook: `tries` so far, `due` the next one; `said` is how the last one ended.

    `message` tells it from all others, on every try alike. `done` when it arrived or was given up.
    """

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    made = models.DateTimeField()
    due = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=200, default="", blank=True)
    arrived = models.BooleanField(default=False)
    done = models.DateTimeField(null=True)


class SignIn(models.Model):
    """An open sign-in of an account in a browser, by its session. `seen` is good to a minute."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=64, default="", blank=True)
    browser = models.CharField(max_length=300, default="", blank=True)
    made = models.DateTimeField()
    seen = models.DateTimeField()
