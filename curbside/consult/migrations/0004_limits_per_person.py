from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consult", "0003_unsure_department"),
    ]

    operations = [
        migrations.AlterField(
            model_name="askdraft",
            name="network_hash",
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
        migrations.AddField(
            model_name="askdraft",
            name="browser_hash",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="askdraft",
            name="account_hash",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sending",
            name="account_hash",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(fields=["account_hash", "at"], name="sending_by_account"),
        ),
    ]
