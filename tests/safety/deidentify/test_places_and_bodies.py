"""Addresses, towns, hospitals, schools and employers, in both languages."""

from __future__ import annotations

import pytest

from tests.safety.deidentify.finding import covered, found

COVERED = [
    ("He lives at 14 Tannery Row, Oakhampton Green, DT9 8QX.", "14 Tannery Row, Oakhampton Green"),
    ("Address:\n28245 Puruntie 82 Apt. 595\n LAPPEENRANTA\n Finland 53650", "Puruntie 82 Apt. 595"),
    ("Meet me at P.O. Box 149, Tallinn", "P.O. Box 149"),
    ("The bus stops at Villacher Strasse 89.", "Villacher Strasse 89"),
    ("Unit 8505 Box 9220\nDPO AE 90744", "Unit 8505 Box 9220\nDPO AE 90744"),
    ("We moved here from Tjæreborg", "Tjæreborg"),
    ("I live in tupelo now", "tupelo"),
    ("My dentist is in Los Angeles.", "Los Angeles"),
    ("The pharmacy in Duluth, 55802.", "55802"),
    ("I was at Queen Adelaide Hospital.", "Queen Adelaide Hospital"),
    ("a student at Westbrook Academy", "Westbrook Academy"),
    ("I work for Ellis-Ingram", "Ellis-Ingram"),
    ("Norsk Deepwater Ltd sent me home", "Norsk Deepwater Ltd"),
    ("我住新北市永和區中正路602號之1", "永和區中正路602號之1"),
    ("住南投縣國姓鄉長流村大旗路35之6號", "國姓鄉長流村大旗路35之6號"),
    ("我住板橋，每天通勤", "板橋"),
    ("家住埔里鎮，很遠", "埔里鎮"),
    ("我在郑州，冬天很冷", "郑州"),
    ("在花蓮慈濟醫院住院", "慈濟醫院"),
    ("我在台大看診", "台大"),
    ("附近的康福小兒科診所說是腸病毒", "康福小兒科診所"),
    ("我讀國立中興大學二年級", "中興大學"),
    ("我在聯發科上班", "聯發科"),
    ("公司是大明股份有限公司", "大明股份有限公司"),
]
STAY = [
    "I live in California.",
    "我住台北市，是台灣人。",
    "我住花蓮縣。",
    "I went to the hospital and the clinic.",
    "我去附近的大醫院看家醫科。",
    "保險公司和健保都不給付，社區、地區醫院也一樣。",
]


@pytest.mark.parametrize(("text", "part"), COVERED)
def test_it_is_covered(text: str, part: str) -> None:
    assert covered(text, part)


@pytest.mark.parametrize("text", STAY)
def test_counties_states_and_generic_bodies_stay(text: str) -> None:
    assert found(text) == {}
