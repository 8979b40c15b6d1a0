"""Which answers are shown as new, to readers of either language."""

from __future__ import annotations

import pytest

from curbside.library import queries
from curbside.library.operations import withdraw
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


def test_what_a_reader_reads_comes_first_and_the_rest_fills_up() -> None:
    chinese = make_entry(language="zh-hant")
    simplified = make_entry(language="zh-hans")
    english = [make_entry() for _ in range(3)]

    shown = queries.newest_to_read("zh-hant", 4)
    assert {shown[0].pk, shown[1].pk} == {chinese.pk, simplified.pk}
    assert {entry.language for entry in shown[2:]} == {"en"}
    assert len({entry.pk for entry in shown}) == 4

    assert {entry.pk for entry in queries.newest_to_read("en", 3)} == {e.pk for e in english}


def test_nothing_hidden_is_new() -> None:
    entry = make_entry(language="zh-hant")
    assert queries.newest_to_read("zh-hant", 4) == [entry]
    withdraw(entry.public_id, "tests", "asked for by the asker")
    assert queries.newest_to_read("zh-hant", 4) == []
