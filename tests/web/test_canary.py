"""Invariant 1: what is not public is on no public surface. A canary is planted, and looked for.

The canary's word stands in everything an entry and its doctor say. Every address of every
surface is crawled for it (``surfaces``, held complete by a test), also in caches that were
filled while it was still public. A control entry proves that the crawl would have found it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from curbside.core import generation
from curbside.library import operations
from curbside.library.models import Entry
from curbside.search import operations as index
from curbside.search import spelling
from curbside.search.models import IndexRow, IndexTerm, IndexVector
from tests.web.surfaces import SURFACES, World, addresses, make_world

pytestmark = pytest.mark.django_db
CANARY = "zyzzyvatrosk"


def _hold(entry: Entry) -> None:
    """Held entries are not in the index."""
    Entry.objects.filter(pk=entry.pk).update(state=Entry.State.HELD)
    index.remove([entry.pk])
    generation.bump()


def _hold_but_forget_the_index(entry: Entry) -> None:
    """A defect elsewhere must not open the door: the index still finds it, the library does not
    show it. (Single words are suggested from the index alone, so the word itself is taken out.)
    """
    Entry.objects.filter(pk=entry.pk).update(state=Entry.State.HELD)
    IndexTerm.objects.filter(surface=CANARY).delete()
    generation.bump()


def _withdraw(entry: Entry) -> None:
    operations.withdraw(entry.public_id, "tests", "asked for")


def _withdraw_and_import_again(entry: Entry) -> None:
    """Its source still has it; a withdrawn entry stays withdrawn."""
    _withdraw(entry)
    make_world(CANARY)
    assert Entry.objects.get(pk=entry.pk).state == Entry.State.WITHDRAWN


@pytest.mark.parametrize("warm", [False, True], ids=["cold", "caches filled before"])
@pytest.mark.parametrize(
    "hide", [_hold, _hold_but_forget_the_index, _withdraw, _withdraw_and_import_again]
)
def test_what_is_not_public_is_nowhere(
    client: Client, hide: Callable[[Entry], None], warm: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = make_world()
    echoes = {
        address: _count(client, address)
        for world in (control, _shadow(control))
        for name, _, address in addresses(world)
        if name == "search"
    }
    canary = make_world(CANARY)
    if warm:  # as in a process that started while it was public
        monkeypatch.setattr(spelling, "_vocabulary", (-1, {}))
        assert sum(_count(client, address) for _, _, address in addresses(canary))
    hide(canary.entry)
    for name, _, address in [*addresses(canary), *addresses(control)]:
        allowed = echoes[address] if name == "search" else 0
        assert _count(client, address) <= allowed, f"{name}: {address}"
    _look_at_what_an_address_says(client, canary)


def _shadow(control: World) -> World:
    """The canary's searches, before there is a canary: a search page repeats what was typed."""
    return World(control.entry, control.department, control.topic, control.doctor, CANARY)


def _count(client: Client, address: str) -> int:
    """How often the canary stands in what a surface answers, apart from the address asked for."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    location = answer.headers.get("Location", "")
    return (body.decode() + location).lower().count(CANARY)


def _look_at_what_an_address_says(client: Client, canary: World) -> None:
    """Its own addresses say "gone" or "not found" and no more; its doctor has no page."""
    statuses = {name: client.get(address).status_code for name, _, address in addresses(canary)}
    state = Entry.objects.get(pk=canary.entry.pk).state
    expected = 410 if state == Entry.State.WITHDRAWN else 404
    assert statuses["question"] == statuses["question-short"] == expected
    assert statuses["doctor"] == 404


def test_the_control_is_everywhere_it_should_be(client: Client) -> None:
    """The crawl finds what is public, so it would have found the canary."""
    control = make_world()
    make_world("plumdoodle")  # so that the question page has a similar one to show
    found: dict[str, bool] = {}
    for name, surface, address in addresses(control):
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode() + answer.headers.get("Location", "")
        seen = control.word in text if surface.shows == "word" else _links_to(control, text)
        found[name] = found.get(name, False) or seen
    assert found == {name: surface.shows != "nothing" for name, surface in SURFACES.items()}


def _links_to(world: World, text: str) -> bool:
    return quote(world.entry.slug) in text


def test_similar_questions_and_structured_data_show_the_control(client: Client) -> None:
    """The two surfaces that are parts of a page."""
    control, other = make_world(), make_world("plumdoodle")
    from curbside.web.views.question import render_question

    page = render_question(other.entry.pk, "en")
    similar = page.split('data-part="similar"')[1]
    assert control.word in similar
    structured = render_question(control.entry.pk, "en").split("application/ld+json")[1]
    assert control.word in structured.split("</script>")[0]


def test_nothing_of_a_withdrawn_entry_is_left_in_the_index() -> None:
    canary = make_world(CANARY)
    _withdraw(canary.entry)
    assert list(_rows_about(canary.entry.pk)) == []


def _rows_about(number: int) -> Iterator[object]:
    yield from IndexRow.objects.filter(document=number)
    yield from IndexVector.objects.filter(document=number)
