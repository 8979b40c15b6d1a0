"""Which replies are Markdown: those written since the service began to read them so, which is when
the library's column for it was made. What was sent before is what was typed.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.recorder import MigrationRecorder

BEGAN = ("library", "0003_marked_replies")


def tell_apart(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Mark what was written before as plain, each text by when it was written."""
    ran = MigrationRecorder(editor.connection).migration_qs
    began = ran.filter(app=BEGAN[0], name=BEGAN[1]).values_list("applied", flat=True).first()
    if began is None:
        return
    reply_model = apps.get_model("consult", "Reply")
    for reply in reply_model.objects.filter(at__lt=began).iterator():
        written = reply.at
        for revision in reply.revisions.order_by("number"):
            if written < began:
                revision.marked = False
                revision.save(update_fields=["marked"])
            written = revision.at
        if written < began:
            reply.marked = False
            reply.save(update_fields=["marked"])


class Migration(migrations.Migration):
    dependencies = [
        ("consult", "0004_limits_per_person"),
        BEGAN,
    ]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="marked",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="marked",
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
