"""Did you mean: only for words nobody uses, only to words several use."""

from __future__ import annotations

import pytest

from curbside.search import operations, spelling
from curbside.search.documents import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_vocabulary", (-1, {}))
    texts = ["palpitations at night", "palpitations after coffee", "a rare quince allergy"]
    documents = [Document(n, "en", 1, text, "") for n, text in enumerate(texts, 1)]
    operations.write(documents, operations.encode(documents))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("palpatations", "palpitations"),
        ("Palpitatons at nihgt", "palpitations at nihgt"),  # "night" is used only once
        ("palpitations", None),
        ("quince", None),
        ("心悸", None),
        ("", None),
    ],
)
def test_suggest(typed: str, meant: str | None) -> None:
    assert spelling.suggest(typed) == meant
