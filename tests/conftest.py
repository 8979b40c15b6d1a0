"""Every test runs against a real PostgreSQL: the one in TEST_DATABASE_URL, or an embedded one.

The embedded server lives in a temporary folder and ends with the test run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from pytest_django.plugin import blocking_manager_key

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
_folder = Path(tempfile.mkdtemp(prefix="curbside-test-"))


os.environ["DJANGO_SETTINGS_MODULE"] = "curbside.config.settings"
os.environ["CURBSIDE_DATA_DIR"] = str(_folder)
os.environ["CURBSIDE_ENCODER"] = "fake"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

import django  # noqa: E402 - the environment must be set first
from django.db import connection  # noqa: E402

from curbside.core import database, embedded  # noqa: E402

url = database.prepare()
django.setup()
if not os.environ.get("TEST_DATABASE_URL"):  # it ends with the run and need not wait for disks
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync = off")
        server.execute("SELECT pg_reload_conf()")


# No test may depend on how busy the machine is.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Give each process of a parallel run a server of its own: with this inherited, Django would
    read its settings before the lines above set them anew.
    """
    del os.environ["DJANGO_SETTINGS_MODULE"]


def _empties_tables(item: pytest.Item) -> bool:
    """Whether the test commits, and so empties every table when it ends."""
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that emptied the tables, put back what migrations had put there.

    Django does so only before the next test that asks for it, and relies on such tests running
    last; with two processes taking a file at a time they do not.
    """
    yield
    if nextitem and _empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            with connection.cursor() as cursor:  # Django does not know that table as its own
                cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]


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
        asked = item.get_closest_marker("django_db")
        if _empties_tables(item) and asked and not asked.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid} needs serialized_rollback=True")
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                if os.environ.get("CI") == "true":
                    raise pytest.UsageError(f"under CI nothing is skipped: {reason}")
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real corpora; use with the mark ``real_data``."""
    return SHARED
