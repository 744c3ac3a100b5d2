"""What pages keep: files that wait to be confirmed, files that were made, and views of lists."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """What one person brought in one go. `mappings` is what columns mean, as YAML, once corrected."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    brought = models.DateTimeField()
    mappings = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=60, default="", blank=True)

    def contents(self) -> list[tuple[str, bytes]]:
        """Its files as names and bytes, in the order in which they were sent."""
        return [(one.name, bytes(one.content)) for one in self.files.order_by("pk")]


class UploadedFile(models.Model):
    """One of its files, as it came."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    content = models.BinaryField()


class SavedView(models.Model):
    """A list as somebody wants to find it again: its address without the plan that is looked at.

    `shared`: everybody sees it; `office`: those of that office do, each with what they may see.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    query = models.TextField()
    shared = models.BooleanField(default=False)
    office = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """One view a person, kind and name."""

        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "name"], name="view_of_person")
        ]


class MadeFile(models.Model):
    """The document that long work made last for a person, until the next one. `job` is its number."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True
    )
    job = models.BigIntegerField()
    name = models.CharField(max_length=300)
    content = models.BinaryField()
