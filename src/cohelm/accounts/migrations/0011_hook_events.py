# ruff: noqa: D101
"""What a hook is called for, and how far the log was read for it."""

from django.db import migrations, models

import cohelm.accounts.models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_told_of_what")]

    operations = [
        migrations.AddField(
            "hook", "events", models.JSONField(default=cohelm.accounts.models.told_alone)
        ),
        migrations.CreateModel(
            name="Announced",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField()),
            ],
        ),
    ]
