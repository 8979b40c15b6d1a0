from django.apps import AppConfig


class ExplainConfig(AppConfig):
    name = "curbside.explain"
    label = "explain"
    default_auto_field = "django.db.models.BigAutoField"
