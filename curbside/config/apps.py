"""Has the start-up checks registered."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "curbside.config"
    label = "config"

    def ready(self) -> None:
        from curbside.config import checks  # noqa: F401 - registers them
