# ruff: noqa: D101
"""The language that somebody chose for pages, mails and feeds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_stood_before")]

    operations = [
        migrations.AddField(
            model_name="access",
            name="language",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
    ]
