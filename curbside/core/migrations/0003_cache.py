"""The table of Django's cache, in which limits on signing in count. Lost in a crash, by design."""

from django.db import migrations

TABLE = """
CREATE UNLOGGED TABLE core_cache (
  cache_key varchar(255) NOT NULL PRIMARY KEY,
  value text NOT NULL,
  expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_chain")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE core_cache")]
