"""The more-info part of a page: what it shows, to whom, and that nothing else is ever shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curbside.evidence import operations as evidence
from curbside.explain import drafting, reviewing
from curbside.explain.drafting import Made
from curbside.explain.model import Composition
from curbside.library.models import Entry
from curbside.library.operations import withdraw
from curbside.web.views.question import render_question
from tests.explain import room
from tests.factories import make_department, make_entry, make_topic
from tests.web.surfaces import World, addresses, make_world

pytestmark = pytest.mark.django_db
CANARY = "zyzzyvatrosk"


def address(entry: Entry, language: str = "en") -> str:
    return f"/{language}/q/{entry.public_id}/{entry.slug}/"


def page(entry: Entry, language: str = "en") -> str:
    return Client().get(address(entry, language)).content.decode()


def part(html: str) -> str:
    """The more-info part; "" where there is none."""
    found = re.search(r'<section class="more-info".*?</section>', html, re.DOTALL)
    return found.group() if found else ""


def test_every_sentence_has_a_number_that_opens_its_passage() -> None:
    source, entry = room.make_evidence(), make_entry()
    room.make_published(entry, source=source)
    shown = part(page(entry))
    for text, position in ((room.CAUSES, 2), (room.HELP, 3)):
        href = f"/en/evidence/{source.public_id}/#p{position}"
        assert f'{text}<sup class="cite">&#8288;<a href="{href}"' in shown
        opened = Client().get(href.split("#", maxsplit=1)[0]).content.decode()
        passage = re.search(rf'id="p{position}".*?</div>', opened, re.DOTALL)
        assert passage is not None
        assert text in passage.group()
    assert f'{room.REST}<sup class="cite">&#8288;<a href="#reply-0"' in shown
    assert 'id="reply-0"' in page(entry)
    assert "Test Health Library" in shown
    assert 'aria-label="Source 1: Facial twitching, Test Health Library"' in shown


def test_it_says_who_reviewed_it_when_and_how_it_was_made() -> None:
    entry = make_entry()
    version = room.make_published(entry)
    shown = part(page(entry))
    assert version.reviewed_on is not None
    assert "Reviewed by Dr Amara Osei" in shown
    assert f'<time datetime="{version.reviewed_on.isoformat()}">' in shown
    assert "How this was made: from sentences of these sources" in shown
    assert re.search(r"Reading level: school grade \d+\.", shown)
    assert "Nobody has reviewed this." not in shown


def test_search_engines_are_told_of_the_review_only_where_it_was_signed() -> None:
    entry, plain = make_entry(), make_entry()
    room.make_published(entry)

    def data(html: str) -> dict[str, Any]:
        text = (
            html.split("application/ld+json")[1].split(">", 1)[1].split("</script>", maxsplit=1)[0]
        )
        found: dict[str, Any] = json.loads(text)["@graph"][0]
        return found

    told = data(page(entry))
    assert told["lastReviewed"]
    assert told["reviewedBy"]["name"] == "Dr Amara Osei"
    assert [one["name"] for one in told["citation"]] == ["Facial twitching"]
    assert "lastReviewed" not in data(page(plain))


def test_headings_follow_one_another_and_lists_are_lists() -> None:
    source, entry = room.make_evidence(), make_entry()
    first, *rest = room.composition(source).sections
    row = room.passage(source, 2)
    said = ("Causes include:", "Stress.", "Tiredness.")
    items = tuple(room.cite(row, text) for text in said)
    listed = type(first)("causes", items, True)
    made = Made(Composition("en", (first, listed, *rest), "extractive"))
    shelf = drafting.shelf_of_entry(entry)
    drafting.keep(shelf, made)
    doctor = room.make_doctor()
    draft = shelf.versions.get()
    signed = room.sign(draft, doctor)
    reviewing.publish(shelf.public_id, doctor, signed.edit)
    html = page(entry)
    shown = part(html)
    assert re.search(r"<p>Causes include:<sup.*?</p><ul>\s*<li>Stress\.<sup", shown, re.DOTALL)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_one_more_query() -> None:
    topic = make_topic()
    entry, *_ = [make_entry(f"Twitching {n}", topics=[topic]) for n in range(6)]
    with CaptureQueriesContext(connection) as before:
        render_question(entry.pk, "en")
    room.make_published(entry)
    with CaptureQueriesContext(connection) as after:
        assert part(render_question(entry.pk, "en"))
    assert len(after) <= 8  # nine with the one that asks for the version
    assert len(after) == len(before) + 1


def test_the_topics_explainer_stands_in_and_says_so() -> None:
    topic, doctor = make_topic(), room.make_doctor()
    entry = make_entry(topics=[topic])
    draft = room.make_draft(topic=topic)
    signed = room.sign(draft, doctor)
    reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    shown = part(page(entry))
    assert "not on this question alone" in shown
    assert f'<a href="/en/topics/{topic.slug}/">' in shown
    on_topic = part(Client().get(f"/en/topics/{topic.slug}/").content.decode())
    assert room.CAUSES in on_topic
    assert "not on this question alone" not in on_topic


def test_a_chinese_frame_marks_english_sentences() -> None:
    source, entry = room.make_evidence(), make_entry()
    room.make_published(entry, source=source)
    shown = part(page(entry, "zh-hant"))
    text = re.escape(room.CAUSES)
    assert re.search(rf'<p lang="en">{text}<sup', shown)
    href = f"/zh-hant/evidence/{source.public_id}/"
    assert f'<a href="{href}" lang="en">Facial twitching</a>' in shown


def test_a_chinese_answer_without_chinese_evidence_says_so() -> None:
    topic, doctor = make_topic(), room.make_doctor()
    draft = room.make_draft(topic=topic)
    signed = room.sign(draft, doctor)
    reviewing.publish(draft.explainer.public_id, doctor, signed.edit)
    words = {"language": "zh-hant", "topics": [topic]}
    entry = make_entry("臉一直跳", "怎麼辦？", ["多休息。"], **words)  # type: ignore[arg-type]
    drafting.keep(drafting.shelf_of_entry(entry), Made(Composition("zh-hant", (), "extractive")))
    html = page(entry)
    assert part(html) == ""
    assert "There is nothing in Chinese yet" in html
    assert room.CAUSES not in html
    other = Client().get(f"/zh-hant/topics/{topic.slug}/").content.decode()
    assert room.CAUSES not in other
    assert "more-info-none" in other


def test_unsigned_ones_say_so_where_they_are_switched_on(settings: Any) -> None:
    entry = make_entry()
    room.make_draft(entry)
    assert part(page(entry)) == ""
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"curbside_unsigned_explainers": True}
    )
    shown = part(render_question(entry.pk, "en"))
    assert "Nobody has reviewed this." in shown
    assert "Reviewed by" not in shown
    assert "lastReviewed" not in render_question(entry.pk, "en")


def test_a_page_that_was_kept_is_made_anew_when_anything_public_changes() -> None:
    source, entry, doctor = room.make_evidence(), make_entry(), room.make_doctor()
    client = Client()

    def tag() -> str:
        return str(client.get(address(entry)).headers["ETag"])

    seen = [tag()]
    signed = room.make_signed(entry, doctor, source=source)
    assert tag() == seen[-1], "what is not public changes no page"
    public = reviewing.publish(signed.explainer.public_id, doctor, signed.edit)
    seen.append(tag())
    public = reviewing.confirm(public.explainer.public_id, doctor, public.edit)
    seen.append(tag())
    evidence.withdraw(source.public_id, "tests", "wrong")
    seen.append(tag())
    reviewing.retire(public.explainer.public_id, doctor, "published", public.edit)
    seen.append(tag())
    assert len(set(seen)) == len(seen)


def _draft(world: World) -> None:
    room.make_draft(world.entry, canary())


def _signed(world: World) -> None:
    room.make_signed(world.entry, source=canary())


def _retired(world: World) -> None:
    doctor = room.make_doctor(name="Dr Retiring")
    version = room.make_published(world.entry, doctor, source=canary())
    reviewing.retire(version.explainer.public_id, doctor, "published", version.edit)


def _source_withdrawn(world: World) -> None:
    source = canary()
    room.make_published(world.entry, source=source)
    evidence.withdraw(source.public_id, "tests", "wrong")


def _entry_withdrawn(world: World) -> None:
    hidden = make_entry("Another question", topics=[world.topic])
    room.make_published(hidden, source=canary())
    withdraw(hidden.public_id, "tests", "asked")


def _topic_draft(world: World) -> None:
    room.make_draft(topic=world.topic, source=canary())


def _other_department(world: World) -> None:
    topic = make_topic("unrelated", make_department("cardiology"))
    draft = room.make_draft(topic=topic, source=canary())
    room.sign(draft, room.make_doctor(departments=frozenset({topic.department_id})))


def canary() -> Any:
    """Evidence with a word of its own in every passage."""
    return room.make_evidence(
        sections=(
            (f"{room.TWITCH} It is called {CANARY} too.", "what"),
            (f"{room.CAUSES[:-1]} or {CANARY}.", "causes"),
            (f"{room.HELP[:-1]} or {CANARY} comes.", "get-help"),
        ),
        title="A note",
    )


@pytest.fixture(autouse=True)
def marked_composition(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the tests of the canary every explainer says its word."""
    if "hide" in request.fixturenames:
        plain = room.composition

        def composition(source: Any, **fields: Any) -> Composition:
            made = plain(source, **fields)
            first, *rest = made.sections
            said = room.cite(room.passage(source, 2), f"{room.CAUSES[:-1]} or {CANARY}.")
            return Composition(made.language, (type(first)("causes", (said,)), *rest), made.made_by)

        monkeypatch.setattr(room, "composition", composition)


HIDDEN = [_draft, _signed, _retired, _source_withdrawn, _entry_withdrawn, _topic_draft,
          _other_department]  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN)
def test_what_is_not_published_is_nowhere(client: Client, hide: Callable[[World], None]) -> None:
    world = make_world()
    hide(world)
    for name, _, where in addresses(world):
        answer = client.get(where)
        body = b"".join(answer) if answer.streaming else answer.content
        assert CANARY not in body.decode(), f"{name}: {where}"


@pytest.mark.parametrize("hide", [None])
def test_the_canary_would_have_been_seen(client: Client, hide: None) -> None:
    world = make_world()
    room.make_published(world.entry, source=canary())
    assert CANARY in client.get(address(world.entry)).content.decode()
    assert CANARY in client.get(address(world.entry, "zh-hant")).content.decode()
