"""Every test runs against a real PostgreSQL: the one in TEST_DATABASE_URL, or an embedded one.

The embedded server lives in a temporary folder and ends with the test run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
_folder = Path(tempfile.mkdtemp(prefix="curbside-test-"))


os.environ["DJANGO_SETTINGS_MODULE"] = "curbside.config.settings"
os.environ["CURBSIDE_DATA_DIR"] = str(_folder)
os.environ["CURBSIDE_ENCODER"] = "fake"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

import django  # noqa: E402 - the environment must be set first

from curbside.core import database, embedded  # noqa: E402

database.prepare()
django.setup()


# No test may depend on how busy the machine is.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


def pytest_unconfigure() -> None:
    """Stop the embedded server and leave no folder behind."""
    embedded.leave(_folder)
    shutil.rmtree(_folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, with a reason; under CI that is a failure instead."""
    missing = {
        "browser": "" if CHROMIUM.exists() else f"no Chromium at {CHROMIUM}",
        "real_data": "" if SHARED.exists() else f"no real corpora at {SHARED}",
    }
    for item in items:
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                if os.environ.get("CI") == "true":
                    raise pytest.UsageError(f"under CI nothing is skipped: {reason}")
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real corpora; use with the mark ``real_data``."""
    return SHARED
