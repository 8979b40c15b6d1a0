"""A small library to ask."""

from __future__ import annotations

import pytest

from curbside.search import linking, vocabulary
from tests.factories import make_department, make_entry, make_topic


@pytest.fixture
def small_library(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two departments, two topics, three visible entries."""
    monkeypatch.setattr(vocabulary, "_kept", None)
    monkeypatch.setattr(linking, "_kept", None)
    neurology, skin = make_department("neurology"), make_department("dermatology")
    make_topic("facial-twitching", neurology, "Facial twitching")
    make_topic("eczema", skin, "Eczema", name_zh="濕疹", synonyms_en=["itchy rash"])
    make_entry("Upper lip twitching for two days", ref="lip", department=neurology)
    make_entry(
        "Eyelid twitches after coffee", "My eyelid twitches.", ref="eyelid", department=neurology
    )
    make_entry("Itchy rash on both elbows", "What is this itchy rash?", ref="rash", department=skin)
