"""Errors become pages: the right status, help, no cookie, and nothing said in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from psycopg_pool import PoolTimeout

from curbside.core import errors
from curbside.library import operations
from curbside.web import failures
from curbside.web.middleware import ClearErrors
from tests.web.surfaces import make_world

pytestmark = pytest.mark.django_db
SECRET = "my-secret-rash"  # noqa: S105 - what somebody searched for, no password


@pytest.mark.parametrize(
    ("problem", "status", "retry"),
    [
        (errors.BadInput(SECRET), 400, False),
        (errors.NotFound(SECRET), 404, False),
        (errors.Gone(SECRET), 410, False),
        (errors.Conflict(SECRET), 409, False),
        (errors.Unavailable(SECRET), 503, True),
        (errors.Misconfigured(SECRET), 500, False),
        (Http404(SECRET), 404, False),
        (PermissionDenied(SECRET), 404, False),
        (BadRequest(SECRET), 400, False),
        (OperationalError(SECRET), 503, True),
        (PoolTimeout(SECRET), 503, True),
        (ValueError(SECRET), 500, False),
    ],
)
def test_one_mapping(
    rf: RequestFactory,
    caplog: pytest.LogCaptureFixture,
    problem: Exception,
    status: int,
    retry: bool,
) -> None:
    page = ClearErrors(lambda request: None).process_exception(rf.get("/en/x/"), problem)  # type: ignore[arg-type,return-value]
    assert page is not None
    assert page.status_code == status
    assert ("Retry-After" in page.headers) is retry
    assert page.headers["Cache-Control"] == "private, no-store"
    assert SECRET not in caplog.text
    if not isinstance(problem, errors.CurbsideError):
        assert SECRET not in page.content.decode()
    assert "<h1" in page.content.decode()


def test_every_error_of_the_tree_has_a_page(rf: RequestFactory) -> None:
    for kind in errors.CurbsideError.__subclasses__():
        page = failures.page(rf.get("/zh-hant/x/"), kind("what"))
        assert page.status_code == kind.http_status


def test_an_unforeseen_error_is_reported_without_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _break(monkeypatch, RuntimeError(SECRET))
    with caplog.at_level(logging.INFO):
        answer = client.get(f"/en/about/?q={SECRET}")
    assert answer.status_code == 500
    assert "RuntimeError at /en/about/" in caplog.text
    assert "words.py" in caplog.text
    assert SECRET not in caplog.text + answer.content.decode()


def _break(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise problem

    monkeypatch.setattr("curbside.web.head.for_page", fail)


def test_a_database_that_is_away_can_be_tried_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, OperationalError("server closed the connection"))
    answer = client.get("/en/about/")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_error_pages_need_no_database(
    rf: RequestFactory, django_assert_num_queries: Callable[..., object]
) -> None:
    for error in (errors.NotFound("x"), errors.Gone("x"), errors.Unavailable("x")):
        with django_assert_num_queries(0):  # type: ignore[attr-defined]
            failures.page(rf.get("/en/x/"), error)


def test_when_even_the_page_fails_there_is_one(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> str:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(failures, "render_to_string", fail)
    page = failures.page(rf.get("/en/x/"), errors.NotFound("There is <no> such page."))
    assert page.status_code == 404
    assert "There is &lt;no&gt; such page." in page.content.decode()


def test_a_withdrawn_entry_is_gone_and_an_unknown_one_not_found(client: Client) -> None:
    world = make_world()
    operations.withdraw(world.entry.public_id, "tests", "asked for")
    for address in (f"/en/q/{world.entry.public_id}/", f"/en/q/{world.entry.public_id}/x/"):
        assert client.get(address).status_code == 410
    assert client.get("/en/q/2222222222/x/").status_code == 404


def test_wrong_slugs_and_the_short_address_lead_to_the_one_address(client: Client) -> None:
    world = make_world()
    right = f"/en/q/{world.entry.public_id}/{world.entry.slug}/"
    for wrong in ("", "x/", f"{world.entry.slug}-2/", "%E4%B8%AD%E6%96%87/"):
        answer = client.get(f"/en/q/{world.entry.public_id}/{wrong}")
        assert (answer.status_code, answer.headers["Location"]) == (301, right)


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(client: Client) -> None:
    answer = client.get("/en/about")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/about/")


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/en/about/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_health(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Content-Type"].startswith("text/plain")

    class Away:
        def cursor(self) -> object:
            raise OperationalError(SECRET)

    from curbside.web.views import service

    monkeypatch.setattr(service, "connection", Away())
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert SECRET not in answer.content.decode()
