"""Whether the owner of long work has looked at what came of it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column more."""

    dependencies = [("store", "0006_absence")]
    operations = [
        migrations.AddField(
            model_name="job", name="seen", field=models.BooleanField(default=False)
        ),
    ]
