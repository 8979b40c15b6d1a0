"""No page is left out of what axe looks at. Needs no browser."""

from __future__ import annotations

from tests.browser.rows.table import NO_PAGE, PAGES
from tests.web.surfaces import url_names


def test_every_url_has_a_row_or_a_reason() -> None:
    assert url_names() == set(PAGES) | set(NO_PAGE)
    assert not set(PAGES) & set(NO_PAGE)
    assert all(NO_PAGE.values())
