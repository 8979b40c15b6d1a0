"""Everyday words that have a topic's name inside them and mean something else.

"慢性病" (a chronic illness) holds "性病" (a sexually transmitted one), and who "fell pregnant" did
not fall. Where one of these stands in a text, the names inside it do not count. Single words here
are a topic's own, or share a stem with one, and say nothing by themselves: "age" is on every
letter and "ageing" is a topic, "4" is the end of "All-on-4", and "got" is a liver test. They were
found by listing what the tuning halves of the corpora match most often. Data only.
"""

from __future__ import annotations

ENGLISH = (
    "fell pregnant", "fall pregnant", "falling pregnant", "fell asleep", "fall asleep",
    "falls asleep", "falling asleep", "hair fall", "hair falls", "hair falling", "falling out",
    "fell out", "fall off", "cold sweat", "cold sweats", "cold hands", "cold feet", "feel cold",
    "feeling cold", "period of time", "long period", "short period", "trial period",
    "incubation period", "waiting period", "family history", "heart broken", "broken heart",
    "pain killer", "pain killers", "growth hormone", "hot flash", "hot flashes", "hot flush",
    "light headed", "lost weight", "worry too much", "weight lifting", "eye opener", "big fear",
    "nervous system", "under stress", "stress load", "cold chills", "mid section", "cross section",
    "spots and rashes", "rash and spots", "mother in law", "wean off", "weaning myself off",
    "burning pain", "burning sensation", "burning feeling", "burning discomfort",
    "burning uncomfortable", "burning stomach", "burning chest", "burning throat",
    "prolonged period", "extended period", "pain over", "best fit", "came out of nowhere",
    "on a scale", "turned into", "second opinion", "doctor opinion",
    # By themselves.
    "4", "got", "age", "well", "over", "take", "work", "eat", "mother", "catch", "caught", "plan",
    "plate", "run", "score", "bend", "pill", "protein", "image", "scale", "concept",
    "nurse", "wax", "cup", "erupt", "growth", "worry", "ten", "focus", "fit", "come out", "wake up",
    "contract", "al", "motivation",
)  # fmt: skip
CHINESE = (
    "慢性病", "急性病", "性病變", "惡性病", "良性病", "遺傳性病", "傳染性病", "病毒性病",
    "代謝性病", "出血性病", "功能性病", "器質性病", "先天性病", "原發性病", "感染性病", "退行性病",
    "消耗性病", "消化性病", "心因性病", "免疫性病", "血管性病", "精神性病", "佔位性病",
    "擔心會", "擔心是", "很擔心", "非常擔心", "好擔心", "有點擔心", "請勿擔心", "不用擔心",
    "有點緊張", "緊張的時候", "需要檢查", "檢查結果是", "去檢查", "長期以來", "不舒服的話",
    # By themselves.
    "檢查", "確診", "檢驗", "肝的", "擔心", "緊張", "家庭", "保健", "藥物",
    "可以吃嗎", "會不會感染",
)  # fmt: skip
