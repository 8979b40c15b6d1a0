from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_routing_model"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexrow",
            name="opening",
            field=models.TextField(blank=True, default=""),
        ),
    ]
