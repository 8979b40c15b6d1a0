"""The Markdown of our own doctors: what becomes of it, what never does, and its plain words."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.core import markdown
from curbside.importers.formats import exported
from curbside.library import queries as library
from curbside.library.models import Entry, Reply
from curbside.web.text import MARKED_TAGS, one_line, render_marked
from tests.factories import make_entry
from tests.web.test_text import TYPED, Read, written

REPLY = """**It is harmless.** I would *not* worry.

## What to do
- rest
- less coffee, see https://www.nhs.uk/twitching.

> sleep well
"""
NASTY = st.sampled_from(
    ["**", "_", "[a](", "](javascript:alert(1))", "](data:text/html,x)", "<script>", "\n\n",
     "![x](http://a.b)", "<http://a.b/'onx=1>", "\n> ", "\n- ", "\n1. ", "\n# ", "\\", "`", "| a |",
     "<!--", "&lt;"]
)  # fmt: skip
MARKED = st.lists(st.one_of(NASTY, st.text(max_size=20)), max_size=25).map("".join)


def test_what_doctors_may_write() -> None:
    made = render_marked(REPLY)
    assert "<strong>It is harmless.</strong> I would <em>not</em> worry." in made
    assert "<h4>What to do</h4>" in made
    assert made.count("<li>") == 3
    assert 'href="https://www.nhs.uk/twitching"' in made
    assert 'rel="nofollow noopener external"' in made
    assert ">" not in Read(made).text


@settings(max_examples=300)
@given(st.one_of(MARKED, TYPED))
def test_nothing_executes(typed: str) -> None:
    read = Read(render_marked(typed))
    assert read.tags <= MARKED_TAGS
    for name, value in read.attributes:
        assert name in {"class", "href", "rel", "start"}
        if name == "href":
            assert value.startswith(("http://", "https://"))


@settings(max_examples=200)
@given(st.lists(st.text(alphabet="abc xyz,.;?", min_size=1, max_size=30), max_size=8))
def test_plain_paragraphs_keep_every_word(paragraphs: list[str]) -> None:
    typed = "\n\n".join(paragraphs)
    assert written(Read(render_marked(typed)).text) == written(typed)
    assert written(markdown.plain(typed)) == written(typed)


def test_plain_words_hold_no_marks() -> None:
    assert one_line(REPLY, marked=True) == (
        "It is harmless. I would not worry. What to do; rest; less coffee, see"
        " https://www.nhs.uk/twitching. sleep well"
    )
    assert one_line("**as typed**", marked=False) == "**as typed**"


def marked_entry() -> Entry:
    entry = make_entry()
    Reply.objects.filter(entry=entry).update(text=REPLY, marked=True)
    return library.visible().get(pk=entry.pk)


@pytest.mark.django_db
def test_the_page_shows_it_and_machines_get_words(client: Client) -> None:
    entry = marked_entry()
    page = client.get(f"/en/q/{entry.public_id}/{entry.slug}/").content.decode()
    assert "<strong>It is harmless.</strong>" in page
    told = page.split('type="application/ld+json">')[1].split("</script>")[0]
    assert "It is harmless. I would not worry." in json.dumps(json.loads(told))
    assert "**" not in page


@pytest.mark.django_db
def test_an_export_keeps_it() -> None:
    line = exported.line(marked_entry())
    assert line["replies"][0]["marked"] is True
    assert exported.line(make_entry())["replies"][0].get("marked") is None
