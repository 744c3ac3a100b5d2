"""Files that somebody brought and that wait: what they would change is shown before anything is."""

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
