"""Words that tell a facet, in English and Chinese. Pure.

All there is for Chinese passages; for English ones the baseline that the classifier has to beat
(``evals/facets.py``). The facet whose words occur most often wins; between equals the one that
stands first here, because advice to get help must not be missed.
"""

from __future__ import annotations

import re

from curbside.core import languages
from curbside.evidence.facets import Facet


def _words(cues: str) -> str:
    """English cues as whole words; Chinese has no spaces, so there a cue may stand anywhere."""
    parts = cues.split("|")
    english = [part for part in parts if not languages.HAN.search(part)]
    chinese = [part for part in parts if languages.HAN.search(part)]
    return rf"\b(?:{'|'.join(english)})(?!\w)|{'|'.join(chinese)}"


_CUES = [
    (
        Facet.GET_HELP,
        r"emergency|urgent|straight away|right away|immediately|911|999|see (?:a|your) (?:doctor|gp)"
        r"|就醫|急診|盡快|儘快|立刻|馬上|119|看醫師|看醫生|門診評估|回診|送醫",
    ),
    (
        Facet.PREVENTION,
        r"prevent\w*|vaccin\w*|lower your risk|reduce (?:the|your) risk|avoid getting"
        r"|預防|疫苗|降低風險|避免感染",
    ),
    (
        Facet.OUTLOOK,
        r"outlook|prognosis|recover\w*|survival|life expectancy|long[- ]term|gets? better|complications?"
        r"|預後|恢復|痊癒|存活|併發症|後遺症|自行消失|多數會好",
    ),
    (
        Facet.CHECKS,
        r"diagnos\w*|tests?|exams?|examination|biopsy|x-?rays?|scans?|mri|ct|ultrasound|blood test"
        r"|檢查|診斷|抽血|影像|電腦斷層|核磁共振|磁振造影|超音波|切片|肌電圖|理學檢查|問診",
    ),
    (
        Facet.SELF_CARE,
        r"diet|eat\w*|exercise|rest|sleep|drink|at home|yourself|caffeine|stress|lifestyle|stop smoking"
        r"|休息|睡眠|睡足|飲食|運動|喝水|咖啡|熱敷|冰敷|放鬆|戒菸|少喝|多吃|自我照顧|作息|按摩",
    ),
    (
        Facet.TREATMENT,
        r"treat\w*|therap\w*|surgery|medicines?|drugs?|medications?|antibiotics?|injections?"
        r"|治療|藥物|用藥|手術|注射|類固醇|抗生素|復健|療程|肉毒",
    ),
    (
        Facet.SYMPTOMS,
        r"symptoms?|signs?|feel\w*|pain|fever|swelling|weakness|rash|症狀|徵兆|感覺|疼痛|發燒|腫|無力|麻木|不適",
    ),
    (
        Facet.CAUSES,
        r"caus\w*|due to|inherit\w*|genes?|mutations?|risk factors?|because of|results? from|triggers?"
        r"|原因|引起|造成|導致|誘發|成因|病因|遺傳|缺乏|刺激|壓迫",
    ),
    (
        Facet.WHAT,
        r"is an?|are an?|type of|condition|disorder|known as|called|是一種|是指|指的是|稱為|又稱|所謂",
    ),
]
_PATTERNS = [(facet, re.compile(_words(cues), re.IGNORECASE)) for facet, cues in _CUES]


def counts(text: str) -> dict[Facet, int]:
    """How many words tell each facet."""
    return {facet: len(pattern.findall(text)) for facet, pattern in _PATTERNS}


def facet(text: str) -> Facet:
    """The facet most words tell; what the thing is where none does."""
    found = counts(text)
    best = max(found, key=lambda one: found[one])
    return best if found[best] else Facet.WHAT
