"""Lists that an office keeps together."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column more: the office that a view is for."""

    dependencies = [("web", "0003_made_files")]
    operations = [
        migrations.AddField(
            model_name="savedview",
            name="office",
            field=models.CharField(blank=True, default="", max_length=120),
        )
    ]
