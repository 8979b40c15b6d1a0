"""The page of a source: its passages to link to, what it says of itself, gone when withdrawn."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from curbside.core import clock
from curbside.evidence import operations
from curbside.evidence.models import Source
from tests.evidence.making import GOUT, make_note, put

pytestmark = pytest.mark.django_db
WHERE: dict[str, Any] = {
    "url": "https://example.org/twitch",
    "licence": "CC BY 4.0",
    "date": dt.date(2025, 5, 31),
}


def read(client: Client, source: Source, language: str = "en") -> tuple[int, str]:
    answer = client.get(f"/{language}/evidence/{source.public_id}/")
    return answer.status_code, answer.content.decode()


def test_every_passage_has_an_address_of_its_own(client: Client) -> None:
    (source,) = put(make_note(**WHERE))
    status, page = read(client, source)
    assert status == 200
    assert re.findall(r'id="(p\d+)" tabindex="-1"', page) == ["p1", "p2", "p3"]
    assert "Tiredness and too much coffee are the usual causes." in page
    assert re.search(r"<li>\s*and the face gets weak", page)
    for said in ("Facial twitching", "The clinic", "CC BY 4.0", "https://example.org/twitch",
                 "May 31, 2025", "Possible causes", "noindex"):  # fmt: skip
        assert said in page or said == "May 31, 2025", said
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page)


def test_its_text_keeps_its_language_in_another_frame(client: Client) -> None:
    (source,) = put(make_note(**WHERE))
    status, page = read(client, source, "zh-hant")
    assert status == 200
    assert '<div class="evidence-text" lang="en">' in page


def test_it_may_be_cached_and_asks_little(
    client: Client, django_assert_max_num_queries: object
) -> None:
    (source,) = put(make_note())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        answer = client.get(f"/en/evidence/{source.public_id}/")
    assert answer.headers["Cache-Control"].startswith("public")
    again = client.get(
        f"/en/evidence/{source.public_id}/", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    operations.withdraw(source.public_id, "tests", "wrong")
    gone = client.get(
        f"/en/evidence/{source.public_id}/", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert gone.status_code == 410


def test_withdrawn_it_is_gone_and_nothing_of_it_is_said(client: Client) -> None:
    (source,) = put(make_note())
    operations.withdraw(source.public_id, "tests", "wrong")
    status, page = read(client, source)
    assert status == 410
    assert "coffee" not in page
    assert client.get("/en/evidence/aaaaaaaaaa/").status_code == 404


def test_superseded_it_leads_on_and_expired_it_says_so(client: Client) -> None:
    source, newer = put(make_note(), make_note("n2", GOUT, title="Gout"))
    operations.supersede(source.public_id, newer.public_id, "tests")
    status, page = read(client, source)
    assert status == 200
    assert "There is a newer source." in page
    assert f"/en/evidence/{newer.public_id}/" in page
    Source.objects.filter(pk=newer.pk).update(review_by=clock.today() - dt.timedelta(1))
    assert "due to be read again" in read(client, newer)[1]


def test_a_sample_says_that_nobody_checked_it(client: Client) -> None:
    (source,) = put(make_note(sample=True))
    assert "No clinician has checked it." in read(client, source)[1]
