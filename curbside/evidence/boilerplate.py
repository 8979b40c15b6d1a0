"""Sentences of a source that help nobody who reads them here, each with the reason. Pure.

What stands on a page for its own sake (navigation, telephone numbers, other organisations,
references, appeals to call today) is left out of every passage; what is true but hard to read
(the names of genes) is ranked down. Advice on when to see a doctor is neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VERSION = 1  # part of an imported record's fingerprint: raise it when other sentences are left out
LONGEST = 120  # words; a longer "sentence" is a table or a list that lost its form
TECHNICAL, TECHNICAL_FROM = 0.6, 3  # the weight of a passage with so many technical words


@dataclass(frozen=True)
class Rule:
    """A reason, and the pattern of sentences it is the reason for. Only a sentence with one of the
    ``hints`` in it is looked at: an import reads a quarter of a million sentences.
    """

    reason: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(reason: str, hints: str, *patterns: str) -> Rule:
    return Rule(reason, tuple(hints.split()), re.compile("|".join(patterns), re.IGNORECASE))


_RULES = [
    _rule(
        "sends the reader elsewhere",
        "site page sheet booklet brochure publication .gov .org .com .net glossary dictionary http www "
        "click more further additional online 更多 網 連結 网",
        r"\b(?:visit|go to|refer to|check out|consult|search|browse|see|at|on|from|using?)\b[^.?!]{0,80}"
        r"\b(?:web ?sites?|web ?pages?|home ?pages?|fact ?sheets?|booklets?|brochures?|publications?)\b",
        r"\b\w+\.(?:gov|org|com|net)\b|\bglossary\b|\bmedical dictionary\b|\bhttps?:|\bwww\.|\bclick\b",
        r"\b(?:read|learn|find out) more\b|\bonline resources?\b|\bmore information (?:is|about|on)\b",
        r"\bfor (?:more|additional|further|detailed)[^.?!]{0,20} (?:information|details)\b",
        r"更多(?:資訊|資料|信息)|官網|官方網站|請(?:上|至|點)[^。]{0,12}(?:網|連結)|參考網址",
    ),
    _rule(
        "asks to call or to buy",
        "call today 800 8 - subscribe sign order appointment 預約 洽 掛號 優惠",
        r"\bcall (?:us|now|today|toll)|\btoll[- ]free\b|\bsubscribe\b|\border (?:now|online|yours?|copies|a copy)",
        r"\b(?:call|contact|see|ask|visit) your (?:health ?care )?(?:provider|doctor|physician|pharmacist)s?"
        r" (?:today|now to)\b|\b(?:schedule|book|make) (?:an|your) appointment (?:today|now|online)\b",
        r"\b8(?:00|33|44|55|66|77|88)[-). ]+\d{3}[-. ]?\d{4}\b|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b",
        r"立即預約|歡迎(?:致電|來電|洽詢)|洽詢專線|掛號專線|限時優惠",
    ),
    _rule(
        "lists organisations or resources",
        "organi resource agenc materials registry support advoca",
        r"\b(?:these|following|other|some|many|several|support) (?:support )?(?:organi[sz]ations?|resources?|"
        r"agencies|materials)\b|\badvocacy (?:groups?|organi[sz]ations?)|\bGenetic Testing Registry\b",
        r"\bsupport groups? (?:can|may|for)\b",
    ),
    _rule(
        "is about research, not about care",
        "trial nih ninds niddk nhlbi nci cdc niams institute research scientist",
        r"\bclinical ?trials?\.gov\b|\bongoing research\b|\b(?:researchers|scientists) (?:are|continue to|at)\b",
        r"\b(?:NIH|NINDS|NIDDK|NHLBI|NCI|CDC|NIAMS|National Institutes? (?:of|on))\b[^.?!]{0,80}"
        r"\b(?:supports?|conducts?|funds?|sponsors?|research|studies|investigators?)\b",
    ),
    _rule(
        "speaks as an office to whoever wrote to it",
        "gard we specialist professional question contact",
        r"\bGARD\b|\binformation specialist|\bgenetics professional|\byour question\b|\bcontact us\b",
        r"\bwe (?:are not aware|are unaware|were unable|recommend|suggest|encourage|hope|have identified|strongly)\b",
    ),
    _rule(
        "is a part of a page, not of a text",
        "key summary top home menu next prev print share overview page content reference source related video slide "
        "image picture diagram photo review updated modified copyright © rights cookie 網站 版權 首頁 頁首 點閱",
        r"^(?:key points|summary|back to top|home|menu|next|previous|print|share|top|overview|contents|references?"
        r"|sources?|related (?:topics|links|information))\W*$|\bon this page\b|\bcookies? (?:policy|settings)\b",
        r"\bthis (?:video|slideshow|web ?page|page|image|picture|diagram|photo)\b|\(watch the video",
        r"\blast (?:reviewed|updated|modified)\b|\bcopyright\b|©|\ball rights reserved",
        r"本網站|版權所有|回(?:首頁|頁首)|點閱(?:數|次數)",
    ),
    _rule(
        "is a reference",
        "al. pmid doi [ ; pp. p. accessed",
        r"\bet al\b|\bPMID\b|\bdoi\b ?:|^\[?\d{1,3}\]\s|\b(?:19|20)\d\d;\s?\d+|\bpp?\. ?\d+[-–]\d+"
        r"|\baccessed:? (?:on )?\w+ \d",
    ),
    _rule(
        "is code",
        "{ ( = < ;",
        r"\bfunction\s*\w*\(\w*\)\s*\{|\bvar \w+ ?=|=>|\{[^}]*:[^}]*;[^}]*\}|</?[a-z]\w*(?: [^>]*=[^>]*)?>"
        r"|\bdocument\.\w+\(|\bwindow\.\w+",
    ),
    _rule(
        "is a table that lost its form",
        "% ontology table approximate frequenc fraction orphanet sign",
        r"(?:\b\d{1,3} ?%.*){4}|\bHuman Phenotype Ontology\b|\bthe table (?:below|above)\b|\bOrphanet\b",
        r"\bApproximate number of patients\b|\bfrequency of a sign or symptom\b|\bfrequency may also be listed\b",
        r"\bfrequenc\w+ (?:of|are|is) (?:\d|based)|\bof the fraction is how many\b|\bno information on frequency\b",
        r"\bthe sign or symptom may be rare or common\b",
    ),
]
_ATTRIBUTION = re.compile(
    r"^(?:NIH|CDC|FDA|NCI|Agency|Centers?|National|Department|U\.?S\.?|Food and Drug|Office|Federal"
    r"|Environmental|Occupational|Substance)\b[^.?!]{0,120}$"
)
_CLOSED = re.compile(r"[.!?。！？…:：][\"'”’)\]」』）]*$")
_TECHNICAL = re.compile(
    r"\b(?:genes?|mutations?|alleles?|autosomal|chromosomes?|proteins?|enzymes?|[Xx]-linked|receptors?|"
    r"codes? for|isoforms?|pathogenesis|etiology|phosphorylation|haplo\w+)\b"
)


def reason(sentence: str, item: bool = False) -> str:
    """Why this sentence is in no passage; "" for one that may be. Items need no full stop."""
    if len(sentence) < 20 and sum(char.isalnum() for char in sentence) < 3:
        return "says nothing"
    low = sentence.casefold()
    for rule in _RULES:
        for hint in rule.hints:  # a loop: a generator would take twice as long
            if hint in low:
                if rule.pattern.search(sentence):
                    return rule.reason
                break
    if not item and _ATTRIBUTION.match(sentence):
        return "only names who wrote it"
    if sentence.count(" ") >= LONGEST:
        return "is a table that lost its form"
    if not item and not _CLOSED.search(sentence):
        return "is no whole sentence"
    return ""


def weight(text: str) -> float:
    """How far down a passage is ranked: 1 for plain words, less for many technical ones."""
    return TECHNICAL if len(_TECHNICAL.findall(text)) >= TECHNICAL_FROM else 1.0
