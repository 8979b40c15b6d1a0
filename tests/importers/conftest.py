"""What every test of an import needs: a small catalogue, and no memory of another test's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from curbside.search import linking, vocabulary
from tests.factories import make_department, make_topic


@pytest.fixture(autouse=True)
def _own_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_data_dir", tmp_path / "data")


@pytest.fixture
def catalogue(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two departments and three topics."""
    monkeypatch.setattr(vocabulary, "_kept", None)
    monkeypatch.setattr(linking, "_kept", None)
    neurology, skin = make_department("neurology"), make_department("dermatology")
    make_topic("facial-twitching", neurology, "Facial twitching")
    make_topic("migraine", neurology, "Migraine", name_zh="偏頭痛", synonyms_en=["headache"])
    make_topic("eczema", skin, "Eczema", name_zh="濕疹", synonyms_en=["itchy rash"])
