from django.apps import AppConfig


class ConsultConfig(AppConfig):
    name = "curbside.consult"
    label = "consult"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curbside.consult import watch  # noqa: F401 - registers what it holds
