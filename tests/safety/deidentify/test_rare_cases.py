"""Warnings of combinations that may single someone out."""

from __future__ import annotations

import pytest

from curbside.safety.deidentify import warnings

CASES = [
    (["My nan is 93."], {"old-age"}),
    (["I live in Oakhampton Green."], {"small-place"}),
    (["I come from a tiny village."], {"small-place"}),
    (["I have Huntington's disease and live in Hebden Bridge."],
     {"small-place", "rare-disease-with-place"}),
    (["I have myasthenia gravis.", "I work for Norsk Deepwater Ltd."],
     {"rare-disease-with-employer"}),
    (["我有小腦萎縮症，住國姓鄉"], {"small-place", "rare-disease-with-place"}),
    (["住國姓，走路會喘"], {"small-place"}),
    (["我們部落沒有醫師"], {"small-place"}),
    (["我在部落格看到的"], set()),
    (["患者亨丁頓舞蹈症，任職台積電"], {"rare-disease-with-employer"}),
    (["外公一百零一歲了"], {"old-age"}),
    (["She is a nonagenarian."], {"old-age"}),
    (["I have Huntington's disease."], set()),
    (["I am 42 and live in Texas."], set()),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "codes"), CASES)
def test_codes(texts: list[str], codes: set[str]) -> None:
    assert {warning.code for warning in warnings(*texts)} == codes


def test_a_warning_says_where() -> None:
    (warning,) = warnings("Hello.", "My nan is 93.")
    assert (warning.text, "My nan is 93."[slice(*warning.span)]) == (1, "93")
