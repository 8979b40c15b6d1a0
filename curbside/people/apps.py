from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "curbside.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curbside.people import checks, watch  # noqa: F401 - registers what they hold
