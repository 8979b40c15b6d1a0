"""Django's admin as an app, with a site of our own; nothing registers itself there."""

from django.contrib.admin.apps import SimpleAdminConfig


class AdminConfig(SimpleAdminConfig):
    default_site = "curbside.web.admin_site.RepairSite"
