"""Causes of misses that texts written without sight of the rules brought to light, one row each."""

from __future__ import annotations

import re

import pytest

from curbside.safety.deidentify import find
from curbside.safety.deidentify.identifiers.han import either, words_han

COVERED = [
    ("我在禾光產檢，醫師說胎兒很好", "禾光"),
    ("洗腎的老李可以吃楊桃嗎？", "李"),
    ("曉雯妳好：妳的報告正常", "曉雯"),
    ("我是思妤的媽媽，她三歲", "思妤"),
    ("上個月二十一號照了電腦斷層", "二十一號"),
    ("孩子在苏州市姑苏区上托班", "苏州市姑苏区"),
    ("在竹北市的東元醫院生產", "東元醫院"),
    ("女兒念大同國小三年級", "大同國小"),
    ("Ivy今年三十歲", "Ivy"),
    ("電話0927-883-014（蕭），想約手術", "蕭"),
    ("My daughter May had a fever last night.", "May"),
    ("My son Christian is nineteen and refuses insulin.", "Christian"),
    ("Faith and I have been trying for a baby.", "Faith"),
    ("Resident Edith Crane, 101, has not passed urine.", "101"),
    ("He was a welder for Harland & Wolff until his back went.", "Harland & Wolff"),
    ("I work night shifts at Amazon and sleep badly.", "Amazon"),
    ("since i left walmart my back is better", "walmart"),
    ("Beneficiary: SMITH, JOHN Q; admitted with heart failure", "SMITH, JOHN Q"),
    ("DOB 1/1/70, amylase in the drain 8000", "1/1/70"),
    ("My eyes are yellow since the 2nd of this month.", "2nd of this month"),
    ("acct #778 201 93, seen today", "778 201 93"),
    ("my daughter rose brought a plant home", "rose"),
    ("my husband bill snores like a train", "bill"),
    ("told sharon at reception it hurts", "sharon"),
    ("me and josh split up, now it burns", "josh"),
    ("Faith does not crawl, unlike her twin.", "Faith"),
    ("My colleague Mark Will runs the memory clinic.", "Mark Will"),
    ("Rose, the bump on your finger is harmless.", "Rose"),
    ("Take Oluwaseun to the hospital tonight.", "Oluwaseun"),
    ("Pinky is my sister-in-law and has PCOS.", "Pinky"),
    ("It itches. Best, Dawn", "Dawn"),
    ("am fatou from serrekunda and it burns", "fatou"),
    ("Please attend KKH now.", "KKH"),
    ("I'm a mine worker for BHP and I cough.", "BHP"),
    ("He studies at IIT Madras.", "IIT Madras"),
    ("I was bitten outside Paddy's Market.", "Paddy's Market"),
    ("She lives at 240 E 86th St #12F, New York, NY 10028 alone.", "240 E 86th St #12F"),
    ("Send it to #14, 2nd Main, Jayanagar 4th Block, Bangalore - 560011.", "2nd Main, Jayanagar"),
    ("Driver of BD51 SMR, airbag deployed.", "BD51 SMR"),
    ("Scooter is TN 09 BQ 4417, I ride daily.", "TN 09 BQ 4417"),
    ("My ute's rego is 482-XKT.", "482-XKT"),
    ("I am the carer of Mr Lau, 94 this year.", "94"),
    ("a 96-year-old man with hyponatraemia", "96-year-old"),
    ("Seen 14/ix/2021 in clinic.", "14/ix/2021"),
    ("My insta is sunny.side.kat if you want photos.", "sunny.side.kat"),
    ("她叫葉以恩，有唐氏症。", "葉以恩"),
    ("醫師，惠說她吃了安眠藥", "惠"),
    ("高興您好，您的名字取得好。", "高興"),
    ("找個案管理師雅雯，她會安排", "雅雯"),
    ("雅婷跟怡君都有過敏", "怡君"),
    ("欣怡說她頭痛", "欣怡"),
    ("小慧懷孕三個月", "小慧"),
    ("個管師小魚說不用告訴公司", "小魚"),
    ("我家妞妞兩歲，一直吐", "妞妞"),
    ("阮氏玉蘭，36歲，懷孕", "阮氏玉蘭"),
    ("案母張氏陪同", "張"),
    ("戶名江美月，請確認", "江美月"),
    ("請走宜蘭縣羅東鎮公正路88之1號，停車場在後面", "公正路88之1號"),
    ("平常在永和洗腎中心洗腎", "永和洗腎中心"),
    ("在逢甲夜市擺攤站太久", "逢甲夜市"),
    ("住在榮家五樓養護區", "榮家五樓養護區"),
    ("女兒讀光仁，最近一直咳", "光仁"),
    ("電話零九一二三四五六七八", "零九一二三四五六七八"),
    ("外婆92，失智", "92"),
]
STAY = [
    "我對乳膠過敏，護理站說要換手套",
    "賀爾蒙報告正常，葛里森分數四加三",
    "Dear Doctor, I may have a cold and will see how it goes.",
    "Koplik spots were seen, the Schirmer test was normal.",
    "The U.S. is where I live.",
    "She has a cold and You had one too.",
    "The out-of-hours line told me to wait.",
    "No Libman-Sacks vegetations, QTc 442 by Bazett.",
    "It's summer here and the rash is back.",
    "We live in Texas.",
    "我女兒安安靜靜的，平安符也求了",
    "我是輪班工程師，史蒂諾斯吃了沒效",
]


@pytest.mark.parametrize(("text", "part"), COVERED, ids=[part for _, part in COVERED])
def test_it_is_covered(text: str, part: str) -> None:
    start = text.index(part)
    covered = {place for span in find(text) for place in range(span.start, span.end)}
    assert set(range(start, start + len(part))) <= covered


@pytest.mark.parametrize("text", STAY)
def test_it_stays(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("name", ["zh_kin", "zh_staff", "zh_bodies", "zh_keep"])
def test_alternatives_take_the_longest_word(name: str) -> None:
    pattern = re.compile(either(name))
    for word in words_han(name):
        match = pattern.match(word + "。")
        assert match is not None
        assert match.group() == word
