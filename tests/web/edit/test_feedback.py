"""What readers say of an answer, and what editors do about it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from curbside.core import clock
from curbside.library.operations import withdraw
from curbside.publishing import feedback
from curbside.publishing.models import Helped, Report
from tests.factories import make_entry
from tests.web.signing import signed_in

pytestmark = pytest.mark.django_db
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


def test_the_page_offers_both_without_a_cookie() -> None:
    entry = make_entry()
    response = Client().get(f"/en/q/{entry.public_id}/{entry.slug}/")
    shown = response.content.decode()
    assert f'action="/en/q/{entry.public_id}/-/helped/"' in shown
    assert f'href="/en/q/{entry.public_id}/-/report/"' in shown
    assert not response.cookies


def test_a_reader_counts_once_a_day() -> None:
    entry, today = make_entry(), clock.now()
    path = f"/en/q/{entry.public_id}/-/helped/"
    for _ in range(3):
        assert "good to know" in Client().post(path).content.decode()
    assert Client().get(path).status_code == 200
    assert "good to know" not in Client().post(path, headers=ELSEWHERE).content.decode()
    with clock.frozen(today + dt.timedelta(days=1)):
        Client().post(path)
    assert feedback.count_helped(entry) == 2
    assert Client().post(path, REMOTE_ADDR="198.51.100.9").status_code == 200
    assert feedback.count_helped(entry) == 3
    assert "198.51.100.9" not in str(list(Helped.objects.values()))


def test_a_report_goes_to_the_editors_once() -> None:
    entry, editor = make_entry(), signed_in("editor")
    path = f"/en/q/{entry.public_id}/-/report/"
    for _ in range(2):
        assert (
            "An editor reads it."
            in Client().post(path, {"text": "<b>Old</b> advice"}).content.decode()
        )
    report = Report.objects.get()
    shown = editor.get("/en/edit/reports/").content.decode()
    assert "&lt;b&gt;Old&lt;/b&gt; advice" in shown
    act = f"/en/edit/reports/{report.public_id}/"
    editor.post(act, {"outcome": "take"})
    assert ">yours<" in editor.get("/en/edit/reports/").content.decode()
    assert editor.post(act, {"outcome": "nonsense"}).status_code == 400
    editor.post(act, {"outcome": "fixed"})
    assert editor.post(act, {"outcome": "fixed"}).status_code == 409
    report.refresh_from_db()
    assert (report.outcome, report.closed_at is not None) == ("fixed", True)
    assert "No reports." in editor.get("/en/edit/reports/").content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_bad_report_keeps_what_was_typed(text: str) -> None:
    entry = make_entry()
    response = Client().post(f"/en/q/{entry.public_id}/-/report/", {"text": text})
    assert response.status_code == 422
    assert not text.strip() or text in response.content.decode()
    assert not Report.objects.exists()


def test_too_many_reports_from_one_network_wait_until_tomorrow() -> None:
    entry = make_entry()
    path = f"/en/q/{entry.public_id}/-/report/"
    codes = [Client().post(path, {"text": f"wrong {n}"}).status_code for n in range(11)]
    assert codes == [200] * 10 + [422]


def test_only_editors_see_reports() -> None:
    entry = make_entry()
    Client().post(f"/en/q/{entry.public_id}/-/report/", {"text": "wrong"})
    act = f"/en/edit/reports/{Report.objects.get().public_id}/"
    for role in ("doctor", "administrator", "lead"):
        client = signed_in(role)
        assert client.get("/en/edit/reports/").status_code == 404
        assert client.post(act, {"outcome": "fixed"}).status_code == 404
    assert Client().get("/en/edit/reports/").status_code == 302
    unknown = "/en/edit/reports/2222222222/"
    assert signed_in("editor").post(unknown, {"outcome": "fixed"}).status_code == 404


def test_what_is_gone_takes_no_feedback() -> None:
    entry = make_entry()
    withdraw(entry.public_id, "editor", "asked")
    for what in ("helped", "report"):
        assert Client().post(f"/en/q/{entry.public_id}/-/{what}/", {"text": "x"}).status_code == 410
        assert Client().post(f"/en/q/2222222222/-/{what}/", {"text": "x"}).status_code == 404
