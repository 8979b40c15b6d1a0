"""The production settings with nothing around the view: the strictest yardstick."""

from curbside.config.settings import *  # noqa: F403 - the same settings is the point

MIDDLEWARE = []
ROOT_URLCONF = "evals.bare.urls"
WSGI_APPLICATION = "evals.bare.wsgi.application"
TEMPLATES[0]["OPTIONS"]["context_processors"] = []  # noqa: F405
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # noqa: F405 - nothing it could do without
