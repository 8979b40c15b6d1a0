"""What readers see of whether an answer still holds."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from curbside.core import clock
from curbside.core.models import AuditLine
from curbside.library import reviewing
from curbside.library.models import Entry
from curbside.library.operations import withdraw
from tests.factories import make_entry

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
NEXT = dt.date(2028, 11, 24)


def page(client: Client, entry: Entry) -> str:
    return client.get(f"/en/q/{entry.public_id}/{entry.slug}/").content.decode()


def test_an_answer_that_still_holds_says_when_it_was_read_again(client: Client) -> None:
    entry = make_entry()
    assert "it still holds" not in page(client, entry)
    with clock.frozen(TODAY):
        reviewing.confirm_right(entry.public_id, "Dr Osei", NEXT)
    assert 'on <time datetime="2026-11-24">' in page(client, entry).split("entry-main")[0]
    line = AuditLine.objects.get(action="entry.confirmed")
    assert (line.actor, line.subject) == ("Dr Osei", f"entry:{entry.public_id}")


def test_an_outdated_answer_warns_its_readers(client: Client) -> None:
    entry = make_entry()
    reviewing.mark_outdated(entry.public_id, "Dr Osei")
    assert "This answer is out of date." in page(client, entry)
    reviewing.confirm_right(entry.public_id, "Dr Osei", clock.today() + dt.timedelta(1))
    assert "This answer is out of date." not in page(client, entry)


def test_a_superseded_answer_leads_to_the_newer_one_while_that_is_public(client: Client) -> None:
    old, new = make_entry("Old advice"), make_entry("New advice")
    reviewing.supersede(old.public_id, new.public_id, "Dr Osei")
    link = f'href="/en/q/{new.public_id}/{new.slug}/"'
    shown = page(client, old).split("entry-main")[0]
    assert link in shown
    withdraw(new.public_id, "editor", "no longer agreed to")
    shown = page(client, old).split("entry-main")[0]
    assert link not in shown
    assert "There is a newer answer." in shown
