"""Calendar dates and ages over 89; what only says how long ago is neither."""

from __future__ import annotations

from datetime import date

import pytest

from curbside.safety.deidentify.written_dates import day_of, year_of
from tests.safety.deidentify.finding import found

DATES = [
    ("surgery on 3 May 2013.", "3 May 2013"),
    ("Seen May 2nd: stable.", "May 2nd"),
    ("born 11/22/2000 in a barn", "11/22/2000"),
    ("When: 2000-04-16 11:34:35", "2000-04-16 11:34:35"),
    ("decannulated 19/04.", "19/04"),
    ("back before 7.12.", "7.12"),
    ("since December 2013 I cough", "December 2013"),
    ("Boxing Day was bad", "Boxing Day"),
    ("I fell on Tuesday", "Tuesday"),
    ("23 de septiembre", "23 de septiembre"),
    ("我民國113年5月3日開刀", "民國113年5月3日"),
    ("我2023/11/27在台中開刀", "2023/11/27"),
    ("從3月12日開始發燒", "3月12日"),
    ("五月十八日開的刀", "五月十八日"),
    ("12/15要比賽，怎麼辦", "12/15"),
    ("出生83/09/05，有過敏", "83/09/05"),
    ("上週三開始痛", "上週三"),
    ("手术是2022年6月3日做的", "2022年6月3日"),
]
RELATIVE = [
    "It began two weeks ago, yesterday it was worse.",
    "For three months, twice a day, at night.",
    "I may be pregnant and march on.",
    "我兩週前開始痛，昨天更痛，一天三次。",
    "痛了三個月，晚上比較嚴重。",
    "The pain is 9/10, on for 24/7.",
]
OLD = [
    ("Mr Featherstone is 93 and lives alone", "93"),
    ("My nan turned 91 at the weekend", "91"),
    ("a 101-year-old woman", "101-year-old"),
    ("I am ninety-one and well", "ninety-one"),
    ("阿嬤九十三歲，跌倒", "九十三歲"),
    ("外婆91歲跌倒", "91歲"),
    ("外公一百零一歲了", "一百零一歲"),
]
YOUNG = [
    "My father is 89 years old.",
    "This 74 year old female has pain.",
    "我七十九歲，身體還不錯。",
    "My pulse is 95 and my sugar is 110.",
]


@pytest.mark.parametrize(("text", "part"), DATES)
def test_dates_are_found(text: str, part: str) -> None:
    assert found(text).get(part) == "DATE_TIME"


@pytest.mark.parametrize("text", RELATIVE)
def test_distances_and_durations_are_no_dates(text: str) -> None:
    assert "DATE_TIME" not in found(text).values()


@pytest.mark.parametrize(("text", "part"), OLD)
def test_ages_over_89_are_found(text: str, part: str) -> None:
    assert found(text).get(part) == "AGE"


@pytest.mark.parametrize("text", YOUNG)
def test_younger_ages_and_other_numbers_stay(text: str) -> None:
    assert "AGE" not in found(text).values()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013/5/3", date(2013, 5, 3)),
        ("May 3rd, 2013", date(2013, 5, 3)),
        ("3 May 2013", date(2013, 5, 3)),
        ("22/11/2000", date(2000, 11, 22)),
        ("民國113年5月3日", date(2024, 5, 3)),
        ("May 3", None),
        ("31/31/2000", None),
    ],
)
def test_a_written_date_names_a_day(written: str, day: date | None) -> None:
    assert day_of(written) == day


def test_years_of_both_eras() -> None:
    assert (year_of("in 1977"), year_of("民國66年"), year_of("May 3")) == (1977, 1977, None)
