"""What must stay: eponyms, medicines, diseases, body parts, ordinary words that look like names."""

from __future__ import annotations

import pytest

from tests.safety.deidentify.finding import found

KEEP = [
    "My father has Parkinson's disease and my aunt Alzheimer's.",
    "I had Bell's palsy and a Baker's cyst.",
    "Babinski negative, Gleason 7, Apgar scores 9 and 10.",
    "Could it be Guillain-Barré or Ehlers-Danlos syndrome?",
    "She was told it is Graves' disease, not Hashimoto's.",
    "I take Lexapro 10 mg, Tylenol and metformin.",
    "Recently I started Ecosprin 150 and Thyronorm 100 mcg.",
    "MRI and CT showed L4-L5 stenosis; HbA1c and FiO2 were fine.",
    "My chest, knee, Achilles tendon and Eustachian tube hurt.",
    "Will rose hips or white willow bark help in any case?",
    "I may mark the day when the pain began.",
    "高血壓、黃疸、白血病、葉酸、溫度、時間、方便、江湖。",
    "帕金森氏症和阿茲海默症可以治療嗎？",
    "我的肌肉張力很高，連續三天沒有大便。",
    "早產兒現在五個月，手常常握拳。",
    "醫生說要再檢查，護理師說不用。",
    "请问这种情况需要做什么检查？",
]


@pytest.mark.parametrize("text", KEEP)
def test_nothing_is_found(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize("text", ["I saw Dr Graves.", "Ms Bell came.", "請問黃醫師", "高先生"])
def test_a_form_of_address_makes_a_person_of_it(text: str) -> None:
    assert "PERSON" in found(text).values()
