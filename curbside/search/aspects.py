"""What a question asks about its subject: its causes, symptoms, treatment … Pure.

Two questions about one disease that ask different things are not the same question, though nearly
all their words agree. The cues are stems as ``analyser`` gives them, in both languages (Chinese as
bigrams, Simplified). Deliberately coarse: it reads words, not grammar.
"""

from __future__ import annotations

from collections.abc import Iterable

from curbside.search.analyser import analyse

CUES = (
    "cause causes causing why reason 原因 引起 为什 成因",
    "symptom symptoms signs 症状 征兆 表现",
    "treat treatment treatments cure cured therapy remedy 治疗 治愈 根治 疗法",
    "diagnose diagnosis diagnosed test tests detect 诊断 检查 检验",
    "prevent prevention avoid 预防 避免",
    "outlook prognosis survival expectancy 预后 存活 寿命",
    "inherit inherited hereditary genetic genes 遗传 基因",
    "complications complication 并发",
    "many affected prevalence common 多少 生率 几率",
    "research trials 研究 试验",
    "risk risks 风险 危险",
    "side effects adverse 副作用 作用",
    "dose dosage often 剂量 用量",
    "diet eat food nutrition 饮食 吃什 食物",
)
UNKNOWN = 0.5
_BIT = {term: 1 << position for position, words in enumerate(CUES) for term in analyse(words)} | {
    "caus": 1,
    "whi": 1,
}


def aspects(terms: Iterable[str]) -> int:
    """The aspects asked about, as a bit mask; 0 where no cue is found."""
    mask = 0
    for term in terms:
        mask |= _BIT.get(term, 0)
    return mask


def agreement(one: int, other: int) -> float:
    """How far two masks agree, in [0, 1]: shared over all. Where one says nothing, neither for nor
    against: people ask about causes without the word.
    """
    if not one or not other:
        return UNKNOWN
    return (one & other).bit_count() / (one | other).bit_count()
