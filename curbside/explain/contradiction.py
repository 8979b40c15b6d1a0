"""Where two sentences cannot both be followed or believed. Pure, by words, for two languages.

Three kinds: the same thing is advised and advised against; something is said of the same subject
and denied of it; one calls grave what the other calls harmless. Errs towards calling a contradiction:
a dropped sentence costs little, a reader told two things much. Deliberately knows no medicine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from curbside.explain.lexicon import term_set
from curbside.explain.quick import Quick

_AGAINST = Quick(
    r"\b(?:avoid\w*|stop\w*|quit|limit(?:ed|ing)?|reduc(?:e|ing)|cut(?:ting)? (?:down|back|out)|less|don'?t|do not|never|should not|shouldn'?t|must not|"
    r"not (?:recommended|advisable|advised|take|use|eat|drink)|no need|not need(?:ed)?|refrain|stay away|harmful|unsafe|instead of|rather than|worsen|makes? [^.]{0,20}worse)\b"
    r"|避免|不要|勿|戒|減少|不需",
    re.I,
)
_FOR = Quick(
    r"\b(?:take|taking|drink|eat|use|using|try|used|increase|more|plenty|should|recommend(?:ed|s)?|advis(?:e|ed|able)|safe|get|apply|do|can help|helps?|may help|start|continue|need|nurse|feed|keep)\b"
    r"|建議|多|應|可以",
    re.I,
)
# Things advised for and against; each is one object whatever word names it.
_OBJECTS: list[tuple[str, Quick]] = [
    (name, Quick(pattern, re.I))
    for name, pattern in [
        ("breastfeeding", r"\bbreast-?feed\w*|\bnurs(?:e|ing)\b(?! home)|哺乳"),
        ("exercise", r"\bexercis\w*|\bphysical activity|\bactive\b|\bsports?\b|運動"),
        ("rest in bed", r"\bbed ?rest|\bstay in bed|臥床"),
        ("coffee", r"\bcaffein\w*|\bcoffee|咖啡"),
        ("alcohol", r"\balcohol\w*|\bbeer|\bwine|酒"),
        ("milk", r"\bmilk\b|\bdairy|牛奶"),
        ("spice", r"\bspic(?:y|es)\b|辛辣"),
        ("fat", r"\bfatty|\bfried|\bhigh-fat|油膩"),
        ("citrus", r"\bcitrus|\bacidic (?:foods?|fruits?)|\borange juice"),
        ("antibiotics", r"\bantibiotic\w*|抗生素"),
        ("surgery", r"\bsurg\w+|\boperation|手術"),
        ("pacemaker", r"\bpacemaker"),
        ("ablation", r"\bablation"),
        ("steroids", r"\b(?:cortico)?steroid\w*|類固醇"),
        ("antidepressants", r"\bantidepress\w*|\bssris?\b"),
        ("painkillers", r"\bnsaids?\b|\bibuprofen|\baspirin|\bnaproxen|止痛"),
        ("acetaminophen", r"\bacetaminophen|\bparacetamol|普拿疼"),
        ("heat", r"\bwarm|\bheat(?:ing)?\b|熱敷"),
        ("cold", r"\bice\b|\bcold pack|\bcold compress|冰敷"),
        ("massage", r"\bmassag\w+|按摩"),
        ("splint", r"\bsplint\w*|\bbrace"),
        ("douching", r"\bdouch\w+"),
        ("sex", r"\b(?:have|having|had) sex|\bintercourse|性行為"),
        ("driving", r"\bdriv(?:e|ing)\b"),
        ("travel", r"\btravel\w*|\bfly(?:ing)?\b"),
        ("oil", r"\boil(?:ing)?\b"),
        ("rubbing", r"\brub(?:bing)?\b|揉"),
        ("ct", r"\bct scans?|電腦斷層"),
        ("mri", r"\bmris?\b|磁振造影"),
        ("homeopathy", r"\bhomeopath\w*"),
        ("herbs", r"\bherb(?:s|al)\b|中藥|草藥"),
        ("vegetarian diet", r"\bvegan|\bvegetarian|素食"),
        ("smoking", r"\bsmok\w+|\btobacco|菸"),
        ("vaccine", r"\bvaccin\w*|疫苗"),
    ]
]  # fmt: skip
# What cannot be done together though no one word names both: (what, one, the other).
_CLASHES: list[tuple[str, Quick, Quick]] = [
    (name, Quick(one, re.I), Quick(other, re.I))
    for name, one, other in [
        (
            "to drink more",
            r"\b(?:drink|plenty of|lots? of|more|increas\w+)\b[^.]{0,25}\b(?:water|fluids?|liquids?)\b|多喝水|補充水分",
            r"\bwater pills?|\bdiuretics?\b|\b(?:limit|restrict|reduc)\w* (?:your |the )?(?:amount of )?(?:water|fluids?|liquids?)\b|限制水分|利尿",
        ),
        (
            "to take more of a medicine",
            r"\b(?:another|one more|extra|additional|second)\b[^.]{0,12}\b(?:dose|tablet|pill|capsule|mg)\b|\btake another\b|\bincrease the dose|再(?:吃|服)一(?:顆|粒|錠|次)|增加劑量",
            r"\bmore (?:often )?than (?:your |the |was )?(?:prescribed|recommended)|\bmisus\w+|\btaking (?:it )?more often|超過(?:處方|建議)",
        ),
        (
            "that something helps",
            r"\b(?:should|advis\w+|recommend\w*|treat\w*|remov\w+|reduces?|best option|bed rest)\b|建議|應該|治療",
            r"\bnothing (?:you can do|can be done|will (?:make|help|cure|stop))\b|沒有(?:任何)?辦法|無法可(?:想|施)",
        ),
    ]
]
_ANY_CLASH = Quick("|".join(side.pattern.pattern for _, *sides in _CLASHES for side in sides), re.I)
_ANY_OBJECT = Quick("|".join(pattern.pattern.pattern for _, pattern in _OBJECTS), re.I)
_GRAVE = Quick(
    r"\b(?:life-?threatening|fatal|deadly|dangerous|very serious|death|incurable|no cure|cannot be cured|always (?:leads|causes))\b|致命|危險",
    re.I,
)
_CALM = Quick(
    r"\b(?:not (?:life-?threatening|dangerous|serious|harmful)|harmless|benign|nothing to worry|do not worry|don'?t worry|self-? ?limit\w*|normal|curable|can be cured|reversible)\b|良性|無害|不用擔心",
    re.I,
)
_NEGATION = Quick(
    r"\b(?:not|no|never|unlikely|cannot|can'?t|doesn'?t|don'?t|isn'?t|won'?t|without)\b|不|沒|無",
    re.I,
)
_CLAUSES = re.compile(
    r"[,;:，；、]|\b(?:and|but|or|instead of|rather than|while|if|unless)\b", re.I
)
SAME = 0.6  # of the shorter one's terms, for two sentences to say the same thing but for a "not"
LEAST_TERMS = 3


@dataclass(frozen=True)
class Claims:
    """What a sentence advises and advises against, and what it says."""

    pro: frozenset[str]
    contra: frozenset[str]
    grave: bool
    calm: bool
    negated: bool
    terms: frozenset[str]
    sides: frozenset[tuple[str, int]] = frozenset()  # of _CLASHES: which, and on which side


@lru_cache(maxsize=4096)
def claims(text: str) -> Claims:
    """What ``text`` claims."""
    pro: set[str] = set()
    contra: set[str] = set()
    against = False
    for clause in _CLAUSES.split(text) if _ANY_OBJECT.search(text) else ():
        objects = {name for name, pattern in _OBJECTS if pattern.search(clause)}
        here = _AGAINST.search(clause) is not None
        against = here or (against and not _FOR.search(clause))  # "avoid tea, coffee and wine"
        if against:
            contra |= objects
        elif _FOR.search(clause) or not here:
            pro |= objects if _FOR.search(clause) else set()
    calm = _CALM.search(text) is not None
    return Claims(
        pro=frozenset(pro - contra),
        contra=frozenset(contra - pro),
        grave=_GRAVE.search(text) is not None and not calm,
        calm=calm,
        negated=_NEGATION.search(text) is not None,
        terms=term_set(text),
        sides=_sides(text),
    )


def _sides(text: str) -> frozenset[tuple[str, int]]:
    if not _ANY_CLASH.search(text):
        return frozenset()
    return frozenset(
        (name, n) for name, *sides in _CLASHES for n, side in enumerate(sides) if side.search(text)
    )


def reason(one: str, other: str) -> str:
    """Why the two cannot stand together; "" where they can."""
    left, right = claims(one), claims(other)
    clash = (left.pro & right.contra) | (left.contra & right.pro)
    if clash:
        return f"one advises and one advises against: {', '.join(sorted(clash))}"
    if turned := sorted(name for name, n in left.sides if (name, 1 - n) in right.sides):
        return f"one advises, and one speaks against: {', '.join(turned)}"
    if (left.grave and right.calm) or (left.calm and right.grave):
        return "one calls grave what the other calls harmless"
    shared = left.terms & right.terms
    least = min(len(left.terms), len(right.terms))
    if left.negated != right.negated and least >= LEAST_TERMS and len(shared) >= SAME * least:
        return "one denies what the other says"
    return ""
