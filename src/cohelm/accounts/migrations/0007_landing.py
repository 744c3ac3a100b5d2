# ruff: noqa: D101


from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_sign_ins"),
    ]

    operations = [
        migrations.AddField(
            model_name="access",
            name="lands",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
    ]
