"""The audit trail becomes a chain of digests that only grows. See docs/adr/0008-audit-chain.md."""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION core_audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND OLD.position IS NULL AND NEW.position IS NOT NULL
     AND (OLD.id, OLD.at, OLD.actor, OLD.action, OLD.subject, OLD.detail)
         IS NOT DISTINCT FROM (NEW.id, NEW.at, NEW.actor, NEW.action, NEW.subject, NEW.detail)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER core_audit_guard BEFORE UPDATE OR DELETE ON core_auditline
  FOR EACH ROW EXECUTE FUNCTION core_audit_guard();
"""
NO_GUARD = "DROP TRIGGER core_audit_guard ON core_auditline; DROP FUNCTION core_audit_guard();"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="auditline",
            name="position",
            field=models.BigIntegerField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="auditline",
            name="previous",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditline",
            name="digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="auditline",
            index=models.Index(
                condition=models.Q(("position__isnull", True)),
                fields=["id"],
                name="audit_not_sealed",
            ),
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="audit_head_is_one_row"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
