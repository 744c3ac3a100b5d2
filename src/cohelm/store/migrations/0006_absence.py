from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', "0005_sealed_points"),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='absent',
            field=models.CharField(default="ask", max_length=10),
        ),
    ]
