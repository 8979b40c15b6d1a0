"""Public ids and slugs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from curbside.core import ids


def test_public_ids_are_safe_to_read_aloud_and_differ() -> None:
    made = {ids.public_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == ids.PUBLIC_ID_LENGTH for one in made)
    assert set("".join(made)) <= set(ids.ALPHABET)


def test_derived_ids_depend_on_every_part_and_on_where_it_ends() -> None:
    assert ids.derived_public_id("a", "b") == ids.derived_public_id("a", "b")
    assert ids.derived_public_id("a", "b") != ids.derived_public_id("a", "c")
    assert ids.derived_public_id("ab", "c") != ids.derived_public_id("a", "bc")


def test_slugs() -> None:
    assert ids.slugify("Upper lip twitching: is it the facial nerve?") == (
        "upper-lip-twitching-is-it-the-facial-nerve"
    )
    assert ids.slugify("嘴角一直抽動，怎麼辦？") == "嘴角一直抽動-怎麼辦"
    assert ids.slugify("?!…") == ""


@given(st.text())
def test_a_slug_is_short_and_its_own_slug(text: str) -> None:
    slug = ids.slugify(text)
    assert len(slug) <= 70
    assert ids.slugify(slug) == slug
