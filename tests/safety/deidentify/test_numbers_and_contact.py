"""Email, web, telephones, and numbers that stand for a person, in both languages."""

from __future__ import annotations

import pytest

from curbside.safety.deidentify.identifiers import checksums
from tests.safety.deidentify.finding import found

FOUND = [
    ("write to anna.bell+x@mail.example.org please", "anna.bell+x@mail.example.org", "EMAIL_ADDRESS"),
    ("請寄到chen_88@example.tw，謝謝", "chen_88@example.tw", "EMAIL_ADDRESS"),
    ("mail josé@exämple.org now", "josé@exämple.org", "EMAIL_ADDRESS"),
    ("john at example dot com", "john at example dot com", "EMAIL_ADDRESS"),
    ("see https://a.example.org/x?y=1.", "https://a.example.org/x?y=1", "DOMAIN_NAME"),
    ("在www.clinic.example.tw/a說", "www.clinic.example.tw/a", "DOMAIN_NAME"),
    ("from 203.0.113.9 today", "203.0.113.9", "IP_ADDRESS"),
    ("來源2001:db8:7003:1a2c::4f異常", "2001:db8:7003:1a2c::4f", "IP_ADDRESS"),
    ("my handle is @night_owl7 there", "@night_owl7", "USERNAME"),
    ("my username is PennyPugs", "PennyPugs", "USERNAME"),
    ("我的LINE ID：mimi_0411", "mimi_0411", "USERNAME"),
    ("call me on (312) 555-0164", "(312) 555-0164", "PHONE_NUMBER"),
    ("ring 07700 900 045 after six", "07700 900 045", "PHONE_NUMBER"),
    ("Desk: +1-903-140-4508x769", "+1-903-140-4508x769", "PHONE_NUMBER"),
    ("手機0937-482-615，謝謝", "0937-482-615", "PHONE_NUMBER"),
    ("打０９３７－４８２－６１５給我", "０９３７－４８２－６１５", "PHONE_NUMBER"),
    ("電話03-8561825轉2214", "03-8561825轉2214", "PHONE_NUMBER"),
    ("card 4024 0071 3358 9266 was charged", "4024 0071 3358 9266", "CREDIT_CARD"),
    ("IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32", "IBAN_CODE"),
    ("my SSN is 527-48-1163", "527-48-1163", "US_SSN"),
    ("身分證A123456789", "A123456789", "NATIONAL_ID"),
    ("居留證A800000014", "A800000014", "NATIONAL_ID"),
    ("身份证11010519491231002X", "11010519491231002X", "NATIONAL_ID"),
    ("健保卡號000041827365", "000041827365", "HEALTH_CARD"),
    ("NHS no. 943 476 5919", "943 476 5919", "HEALTH_CARD"),
    ("MRN 7730128, seen today", "7730128", "MEDICAL_RECORD"),
    ("病歷號碼：E203-7719", "E203-7719", "MEDICAL_RECORD"),
    ("passport C03418872", "C03418872", "PASSPORT"),
    ("driver's license number is 6940579", "6940579", "US_DRIVER_LICENSE"),
    ("車號KLD-7825擦撞", "KLD-7825", "LICENSE_PLATE"),
    ("his van (P814 GLD) is old", "P814 GLD", "LICENSE_PLATE"),
    ("VIN 1HGBH41JXMN109186", "1HGBH41JXMN109186", "DEVICE_ID"),
    ("pump serial no. LK7730-0092-A", "LK7730-0092-A", "DEVICE_ID"),
    ("my zip code is 35350", "35350", "ZIP_CODE"),
    ("policy TWX-660-31-7724 covers it", "TWX-660-31-7724", "ACCOUNT"),
]  # fmt: skip
NONE = [
    "My platelets are 250000 and my BP is 120/80.",
    "Take 500 mg twice, 0-0-1, for 10-14 days.",
    "WBC 11.5, Hb 9.8, INR 2.5-3.5, L4-L5, C5/6.",
    "血壓一百三十八，白血球一萬二，吃五毫克。",
    "I have had it for 2-3 weeks, 5-6 times a day.",
    "I walked 10 000 steps.",
]


@pytest.mark.parametrize(("text", "part", "kind"), FOUND)
def test_it_is_found_whole_and_by_its_type(text: str, part: str, kind: str) -> None:
    assert found(text).get(part) == kind


@pytest.mark.parametrize("text", NONE)
def test_measures_and_doses_are_none(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checksums.luhn, "4024007133589266", "4024007133589267"),
        (checksums.iban, "GB82WEST12345698765432", "GB82WEST12345698765433"),
        (checksums.taiwan_id, "A123456789", "A123456788"),
        (checksums.taiwan_id, "A800000014", "A800000015"),
        (checksums.china_id, "11010519491231002X", "110105194912310021"),
        (checksums.nhs, "9434765919", "9434765918"),
    ],
)
def test_check_digits(check, right: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    assert check(right)
    assert not check(wrong)


def test_a_wrong_check_digit_is_found_but_less_surely() -> None:
    from curbside.safety.deidentify import find

    right, wrong = find("我的A123456789")[0], find("我的A123456788")[0]
    assert right.type == wrong.type == "NATIONAL_ID"
    assert wrong.confidence < right.confidence
