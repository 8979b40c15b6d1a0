"""Who asked, in one line, and who answered what: tables, no database."""

from __future__ import annotations

import pytest
from django.utils import translation

from curbside.library.models import Entry, Reply
from curbside.web.asker import asker_line
from curbside.web.threads import threads


@pytest.mark.parametrize(
    ("form", "initial", "band", "sex", "english", "chinese"),
    [
        ("ms", "L", "20-29", "female", "Ms L., woman of 20–29", "L 小姐，20–29 歲女性"),
        ("ms", "林", "20-29", "female", "Ms 林, woman of 20–29", "林小姐，20–29 歲女性"),
        ("mr", "王", "60~69", "male", "Mr 王, man of 60–69", "王先生，60–69 歲男性"),
        ("mx", "R", "20-29", "", "Mx R., aged 20–29", "R ○○，20–29 歲"),
        ("", "", "20-29", "male", "Man of 20–29", "20–29 歲男性"),
        ("", "", "", "female", "Woman", "女性"),
        ("", "", "80+", "", "Aged 80+", "80+ 歲"),
        ("ms", "K", "", "", "Ms K.", "K 小姐"),
        ("", "K", "13-17", "male", "K., boy of 13–17", "K.，13–17 歲男生"),
        ("mr", "K", "13-17", "male", "Mr K., boy of 13–17", "K 先生，13–17 歲男生"),
        (
            "ms",
            "L",
            "5-12",
            "male",
            "Ms L., asking for a boy of 5–12",
            "L 小姐，代 5–12 歲男孩提問",
        ),
        (
            "ms",
            "吳",
            "0-4",
            "female",
            "Ms 吳, asking for a girl of 0–4",
            "吳小姐，代 0–4 歲女孩提問",
        ),
        (
            "ms",
            "C",
            "80-89",
            "male",
            "Ms C., asking for a man of 80–89",
            "C 小姐，代 80–89 歲男性提問",
        ),
        ("mr", "C", "", "female", "Mr C., asking for a woman", "C 先生，代女性提問"),
        ("", "", "", "", "", ""),
    ],
)
def test_asker_line(  # noqa: PLR0917 - a row of the table
    form: str, initial: str, band: str, sex: str, english: str, chinese: str
) -> None:
    entry = Entry(asker_form=form, asker_initial=initial, age_band=band, sex=sex)
    with translation.override("en"):
        assert asker_line(entry) == english
    with translation.override("zh-hant"):
        assert asker_line(entry) == chinese


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ("A", "A()"),
        ("A B", "A() B()"),
        ("A - A", "A(-A)"),
        ("A B - A", "A(-A) B()"),
        ("A - B", "A(-) B()"),
        ("A B -", "A() B(-)"),
        ("A A", "A(A)"),
        ("- A", "A(-)"),
        ("-", ""),
        ("", ""),
    ],
)
def test_threads(turns: str, expected: str) -> None:
    replies = [
        Reply(position=place, doctor_id=None if who == "-" else ord(who))
        for place, who in enumerate(turns.split())
    ]

    def name(reply: Reply) -> str:
        return chr(reply.doctor_id) if reply.doctor_id else "-"

    made = [
        f"{name(thread.reply)}({''.join(name(turn) for turn in thread.follow_ups)})"
        for thread in threads(replies)
    ]
    assert " ".join(made) == expected
