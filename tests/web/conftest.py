"""What tests of pages need: the style sheet and scripts collected, and caches of this test only."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.utils import translation

_generations = itertools.count(1_000_000, 1_000)


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Pages name static files by their hash, so they must have been collected."""
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def a_generation_of_its_own(request: pytest.FixtureRequest) -> None:
    """What is kept in the process is kept by generation; a rolled-back one must not come again."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        from curbside.core.models import Generation

        Generation.objects.filter(id=1).update(number=next(_generations))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request activates its language and leaves it so; every test begins in English."""
    with translation.override("en"):
        yield
