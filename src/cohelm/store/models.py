"""The tables. They are written by `apply` alone and read by `load` and `history`; see decision 1."""

from __future__ import annotations

from django.db import models


class Item(models.Model):
    """An item as it is now. `fields` is the plain form as JSON text; `version` its last change."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60)
    slug = models.CharField(max_length=120)
    clearance = models.CharField(max_length=140, default="", blank=True)
    version = models.BigIntegerField()
    fields = models.TextField()

    class Meta:
        """One item a kind and slug."""

        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="item_key")]


class Link(models.Model):
    """A link as it is now. Days are numbers such as 20260131; 0 and 99991231 stand for none."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    relation = models.CharField(max_length=60)
    target = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    start = models.IntegerField(default=0)
    until = models.IntegerField(default=99991231)
    attributes = models.TextField(null=True)

    class Meta:
        """One link a source, relation, target and first day."""

        constraints = [
            models.UniqueConstraint(
                fields=["source", "relation", "target", "start"], name="link_key"
            )
        ]
        indexes = [models.Index(fields=["target"], name="link_target")]


class Observation(models.Model):
    """An observation as it is now; the key's fields are columns, the rest JSON text."""

    id = models.BigAutoField(primary_key=True)
    metric = models.CharField(max_length=120)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    time = models.CharField(max_length=40)
    source = models.CharField(max_length=300, default="", blank=True)
    reference = models.CharField(max_length=300, default="", blank=True)
    fields = models.TextField()

    class Meta:
        """One observation a metric, item, time, source and reference."""

        constraints = [
            models.UniqueConstraint(
                fields=["metric", "item", "time", "source", "reference"], name="observation_key"
            )
        ]
        indexes = [models.Index(fields=["item"], name="observation_item")]


class Batch(models.Model):
    """What was written in one go: who, when, why, through what. `id` is its first change."""

    id = models.BigIntegerField(primary_key=True)
    time = models.DateTimeField()
    actor = models.CharField(max_length=200)
    via = models.CharField(max_length=60)
    reason = models.TextField(default="", blank=True)
    scenario = models.CharField(max_length=120, default="", blank=True, db_index=True)
    undoes = models.BigIntegerField(null=True, db_index=True)
    erases = models.BooleanField(default=False)
    changes = models.IntegerField()


class Change(models.Model):
    """One change, for good. `payload` is null where it was erased; the chain holds all the same.

    A batch's changes have numbers in a row, from its own on, so that nothing more finds them.
    """

    seq = models.BigIntegerField(primary_key=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    subject = models.CharField(max_length=200, db_index=True)
    payload = models.BinaryField(null=True)
    digest = models.BinaryField()
    chain = models.BinaryField()


class Scenario(models.Model):
    """A branch: its changes lie in the log under its name, on top of the plan as it is today."""

    name = models.CharField(max_length=120, primary_key=True)
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200)
    began = models.BigIntegerField()
    state = models.CharField(max_length=20, default="open")
    clearance = models.CharField(max_length=140, default="", blank=True)


class Edition(models.Model):
    """What a list that was brought into the current plan had in it.

    `rows` is its keys and their rows, packed. `batch` is null where it changed nothing, `follows` the
    edition before it. `missing` are the items that it lacks and that nobody has told about; `absent`
    says what it means that the next one lacks an item, one of `editions.ABSENT`.
    """

    id = models.BigAutoField(primary_key=True)
    batch = models.BigIntegerField(null=True)
    time = models.DateTimeField()
    actor = models.CharField(max_length=200)
    file = models.CharField(max_length=300)
    kind = models.CharField(max_length=60)
    header = models.JSONField(default=list)
    rows = models.BinaryField()
    missing = models.JSONField(default=list)
    follows = models.BigIntegerField(null=True, db_index=True)
    absent = models.CharField(max_length=10, default="ask")


class Job(models.Model):
    """Long work: asked for by a page, done by the worker. `beat` is the worker's last sign of life.

    `seen`: its owner has looked at what came of it.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=200, db_index=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="queued", db_index=True)
    step = models.CharField(max_length=200, default="", blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    result = models.JSONField(default=dict)
    message = models.TextField(default="", blank=True)
    stop = models.BooleanField(default=False)
    asked = models.DateTimeField()
    began = models.DateTimeField(null=True)
    beat = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    seen = models.BooleanField(default=False)


class Release(models.Model):
    """That a lead of an office released an item that stands between the offices, as it was then.

    It holds for `version` alone: what is changed afterwards is released anew.
    """

    key = models.CharField(max_length=200, db_index=True)
    office = models.CharField(max_length=120)
    version = models.BigIntegerField()
    actor = models.CharField(max_length=200)
    time = models.DateTimeField()

    class Meta:
        """One release an item and office."""

        constraints = [models.UniqueConstraint(fields=["key", "office"], name="release_of_office")]


class Comment(models.Model):
    """What somebody said about an item, in plain text; seen by those who see the item."""

    key = models.CharField(max_length=200, db_index=True)
    actor = models.CharField(max_length=200, db_index=True)
    time = models.DateTimeField()
    text = models.TextField()
    mentions = models.JSONField(default=list)


class SealedPoints(models.Model):
    """What an office gave of its 100 points; nobody reads it until both offices' points are in."""

    office = models.CharField(max_length=120, primary_key=True)
    author = models.CharField(max_length=200)
    points = models.JSONField(default=dict)
    sealed = models.DateTimeField()
