"""Numbers by country: what ships is whole, and a wrong file is refused with a clear sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from curbside.core.errors import Misconfigured
from curbside.safety.services import KINDS, for_country, load
from curbside.safety.triage.advice import PLACES

ALL = sorted(load().countries)
LANGUAGES = ("en", "zh-hant")

OWN = """
[TW]
name_en = "Taiwan"
name_zh = "台灣"
checked = 2026-11-24
confirmed_by = "A clinical safety officer"
lines = [{ kind = "emergency", number = "119", link = "tel:119", en = "Ambulance", zh = "救護車" }]
"""


@pytest.mark.parametrize(
    ("country", "kind", "number", "link"),
    [
        ("TW", "emergency", "119", "tel:119"),
        ("TW", "police", "110", "tel:110"),
        ("TW", "crisis", "1925", "tel:1925"),
        ("TW", "poison", "02-2871-7121", "tel:+886228717121"),
        ("TW", "abuse", "113", "tel:113"),
        ("US", "emergency", "911", "tel:911"),
        ("US", "crisis", "988", "tel:988"),
        ("US", "poison", "1-800-222-1222", "tel:+18002221222"),
        ("US", "abuse", "1-800-799-7233", "tel:+18007997233"),
        ("GB", "emergency", "999", "tel:999"),
        ("GB", "crisis", "116 123", "tel:116123"),
        ("GB", "abuse", "0808 2000 247", "tel:+448082000247"),
        ("GB", "advice", "111", "tel:111"),
        ("EU", "emergency", "112", "tel:112"),
        ("EU", "crisis", "116 123", "tel:116123"),
        ("AT", "emergency", "112", "tel:112"),  # shares the lines of EU
        ("tw ", "emergency", "119", "tel:119"),
        ("EU", "poison", "112", "tel:112"),  # no such line: the emergency number
    ],
)
def test_the_first_line_of_a_kind(country: str, kind: str, number: str, link: str) -> None:
    line = getattr(for_country(country), kind)
    assert (line.number, line.link) == (number, link)


def test_taiwan_has_its_three_crisis_lines() -> None:
    assert [line.number for line in for_country("TW").of("crisis")] == ["1925", "1995", "1980"]


@pytest.mark.parametrize("code", ["ZZ", "", "nonsense"])
def test_an_unknown_country_gets_words_instead_of_a_number(code: str) -> None:
    services = for_country(code)
    assert services.country == "INTL"
    assert services.emergency.words("en") == "your local emergency number"
    assert services.emergency.words("zh-hant") == "當地的緊急電話"
    assert not any(line.number or line.link for line in services.lines)


@pytest.mark.parametrize("country", ALL)
def test_every_country_can_fill_every_placeholder(country: str) -> None:
    for language in LANGUAGES:
        words = for_country(country).placeholders(language)
        assert words.keys() == PLACES
        assert all(words.values())


@pytest.mark.parametrize("country", ALL)
def test_every_line_reads_in_both_languages(country: str) -> None:
    services = for_country(country)
    assert services.lines[0].kind == "emergency"
    for line in services.lines:
        assert line.kind in KINDS
        assert bool(line.note("en")) == bool(line.note("zh-hant"))
        assert line.name("en").isascii() or "é" in line.name("en")
        assert line.name("zh-hant")


@pytest.mark.parametrize("country", ALL)
def test_no_line_stands_twice(country: str) -> None:
    seen = [(line.kind, line.link) for line in for_country(country).lines if line.link]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("country", ALL)
def test_what_ships_claims_no_check_by_a_person(country: str) -> None:
    services = for_country(country)
    assert services.confirmed_by == ""
    assert services.needs_checking(services.checked)


@pytest.mark.parametrize(
    ("by", "today", "needed"),
    [
        ("", date(2026, 11, 24), True),
        ("Dr A", date(2026, 11, 24), False),
        ("Dr A", date(2027, 11, 24), False),
        ("Dr A", date(2027, 11, 25), True),
    ],
)
def test_confirmed_numbers_are_good_for_a_year(by: str, today: date, needed: bool) -> None:
    services = replace(for_country("TW"), checked=date(2026, 11, 24), confirmed_by=by)
    assert services.needs_checking(today) is needed


def test_the_operators_file_replaces_a_whole_country_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "services.toml"
    path.write_text(OWN, encoding="utf-8")
    own = for_country("TW", path)
    assert own.confirmed_by == "A clinical safety officer"
    assert [line.number for line in own.lines] == ["119"]
    assert own.crisis.number == "119", "what it leaves out falls back to the emergency number"
    assert for_country("GB", path) == for_country("GB")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[TW]", "[Taiwan]", "no two-letter code"),
        ('name_zh = "台灣"', "", "name_zh is missing"),
        ("checked = 2026-11-24", "", "checked must be a date"),
        ("checked = 2026-11-24", 'checked = "today"', "checked must be a date"),
        ("confirmed_by", "confirmed", "unknown field confirmed"),
        ('kind = "emergency"', 'kind = "ambulance"', "no kind 'ambulance'"),
        ('kind = "emergency"', 'kind = "police"', "no line of the kind emergency"),
        ('number = "119", ', "", "a number needs a link"),
        ('number = "119"', 'number = "one"', "'one' is no number"),
        ('number = "119"', 'number = "911"', "does not dial"),
        ('"tel:119"', '"http:119"', "is no tel: or sms: link"),
        (', zh = "救護車"', "", "zh is missing"),
        ("lines = [", "lines = [1,", "a line is no table"),
        ("lines = [", "lines = 3 #", "lines must be a list"),
        ("[TW]", "covers = 3\n[TW]", "covers"),
        ("[TW]", "[TW", "cannot be read"),
        ("lines = ", 'covers = ["Europe"]\nlines = ', "covers 'Europe'"),
        ("lines = ", "covers = [1]\nlines = ", "covers 1"),
        ('"tel:119"', '"tel:#119"', "is no tel: or sms: link"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in OWN
    path = tmp_path / "services.toml"
    path.write_text(OWN.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Misconfigured) as refused:
        load(path)
    assert said in str(refused.value)
    assert "services.toml" in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read as services"):
        load(tmp_path / "none.toml")
