from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "curbside.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear from the library when an entry goes, whoever takes it out."""
        from curbside.library.operations import withdrawn
        from curbside.publishing.evidence import take_back

        withdrawn.connect(take_back, dispatch_uid="publishing.evidence")
