# ruff: noqa: D101
"""Which concerns stood at the last nightly run, for each audience that wants to hear of new ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_hook_events")]

    operations = [
        migrations.CreateModel(
            name="StoodBefore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField()),
                ("standing", models.JSONField(default=list)),
            ],
        ),
    ]
