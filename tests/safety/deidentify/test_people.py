"""Names of people in both languages, whatever their case and culture."""

from __future__ import annotations

import pytest

from tests.safety.deidentify.finding import covered

ENGLISH = [
    ("My name is Krisztián Szöllösy.", "Krisztián Szöllösy"),
    ("my name is john smith and i cough", "john smith"),
    ("hi doctor, dr smith said it is fine", "smith"),
    ("MY NAME IS JOHN SMITH AND IT HURTS A LOT", "JOHN SMITH"),
    ("Mrs. Barbara O'Neal-Yudina called.", "Barbara O'Neal-Yudina"),
    ("I saw Dr. Bell about it.", "Bell"),
    ("Mr Parkinson came in.", "Parkinson"),
    ("My daughter Freya wets the bed.", "Freya"),
    ("my sister priya has asthma", "priya"),
    ("A monk called Somchai keeps the dog.", "Somchai"),
    ("Thanks,\nTemitope", "Temitope"),
    ("Why is Katrine so tired?", "Katrine"),
    ("Shovda is very reliable.", "Shovda"),
    ("They had three: Gaetane, Hannah and Park.", "Park"),
    ("Nurse Tanisha rang.", "Tanisha"),
    ("Patient: Delgado, Marisol | MRN 7730128", "Marisol"),
    ("Hoang, Vinh Q. came back.", "Vinh Q"),
    ("Maria de la Cruz and Jan van der Berg", "van der Berg"),
    ("What's your last name? Magnusson", "Magnusson"),
    ("Ｍｙ ｎａｍｅ ｉｓ Ｋａｔｒｉｎｅ.", "Ｋａｔｒｉｎｅ"),
    ("I’m Jose\u0301 and I cough", "Jose\u0301"),
]
CHINESE = [
    ("我女兒林雅婷今年七歲", "林雅婷"),
    ("请问林医生，这个药可以停吗", "林"),
    ("我叫倪若瑄，十七歲", "倪若瑄"),
    ("我姓歐陽，五十五歲", "歐陽"),
    ("主治醫師蔡明宏說要開刀", "蔡明宏"),
    ("護理長吳淑芬跟我說可以洗澡", "吳淑芬"),
    ("我老公阿德打鼾", "阿德"),
    ("妹妹小涵國三", "小涵"),
    ("表哥信宏從越南回來", "信宏"),
    ("外婆李陳秀英跌倒", "李陳秀英"),
    ("請問要怎麼吃？\n許家瑋敬上", "許家瑋"),
    ("姓名：溫暖\n性別：女", "溫暖"),
    ("范姜文彬先生您好", "范姜文彬"),
    ("我是陳美玲，四十歲", "陳美玲"),
    ("我先生王志強打鼾", "王志強"),
    ("我男友Jason說沒事", "Jason"),
]
FORM_STAYS = [
    ("請問林醫師，可以停嗎", "請問[姓名]醫師，可以停嗎"),
    ("我是住台北的陳小姐", "我是住台北的[姓名]小姐"),
    ("I saw Dr. Kuefer today.", "I saw Dr. [name] today."),
]


@pytest.mark.parametrize(("text", "part"), ENGLISH + CHINESE)
def test_names_are_covered(text: str, part: str) -> None:
    assert covered(text, part)


@pytest.mark.parametrize(("text", "written"), FORM_STAYS)
def test_the_form_of_address_stays(text: str, written: str) -> None:
    from curbside.safety.deidentify import deidentify

    assert deidentify(text)[0] == written
