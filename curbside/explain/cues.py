"""Words that tell what a sentence is for, and whether it may stand in an explanation at all. Pure.

Facets by cue words, for passages whose source says only "information"; signs of rarity and of
gravity; and refusals, each with its reason: code, instructions to a program, talk of the page or
of an office, first person, what hangs on a sentence that is not there.
"""

from __future__ import annotations

import re

from curbside.evidence.facets import Facet
from curbside.explain.quick import Quick

_FACETS: list[tuple[Facet, Quick]] = [
    (facet, Quick(pattern, re.I))
    for facet, pattern in [
        (Facet.GET_HELP,
         r"\b(?:call|see|contact|visit|tell|talk to|talk with|ask|check with|go to)\b[^.]{0,40}\b(?:doctor|provider|911|dentist|emergency|clinic|nurse|midwife|specialist|consultant|pharmacist)"
         r"|\bget (?:medical|emergency|immediate|help)|\bseek (?:medical|immediate|emergency|help)|medical (?:attention|help|emergency)|\bright away\b"
         r"|\bimmediately\b[^.]{0,30}\bif\b|\b(?:emergency room|911)\b|就醫|急診|看醫師|看醫生|立刻"),
        (Facet.CHECKS,
         r"\b(?:diagnos\w+|(?:physical|pelvic|eye|neurologic\w*|dental) exam\w*|blood tests?|urine tests?|x-rays?|ultrasound|imaging|biops(?:y|ies)|mri\b|ct scan"
         r"|medical history|examin\w+|screening tests?|lab(?:oratory)? tests?|endoscopy)\b|診斷|檢查|抽血|超音波|切片"),
        (Facet.CAUSES,
         r"\b(?:caus(?:e|es|ed|ing)|due to|results? from|risk factors?|triggers?|triggered by|more likely to (?:get|have|develop)|at (?:higher |greater )?risk|lead(?:s)? to"
         r"|brought on by|comes? from|linked to|associated with|inherit\w*|runs? in families|occurs? when|happens? when)\b|原因|引起|造成|導致|誘因"),
        (Facet.SELF_CARE,
         r"^(?:-\s*)?(?:avoid|drink|eat|try|rest|get (?:enough|plenty|more|regular)|use|take|keep|wash|do not|don'?t|limit|stop|quit|exercise|wear|apply|practice|lose"
         r"|maintain|brush|floss|raise|learn|reduce|cut|go to bed|sleep|choose|make sure|manage|stay|relax|put|gargle|clean|change)\b"
         r"|\byou (?:can|should|may want to) (?:also |usually |often |sometimes |even )?(?:try|use|take|help|do|drink|eat|avoid|prevent|reduce|lower|relieve|ease|manage|make|apply|change|keep|choose|stop|treat|improve|control|limit|rinse|wash|wear|protect|practice|learn)\b|\b(?:lifestyle|at home|home remed\w+|self-?care|healthy (?:diet|eating|habits)|(?:may|can) help)\b|可以自行|飲食|作息|避免|多喝|休息|運動"),
        (Facet.TREATMENT,
         r"\b(?:treat(?:s|ed|ment|ments|ing)?|medicines?|medications?|surgery|therap(?:y|ies)|antibiotics?|prescri\w+|cure[sd]?|drugs?|injections?)\b|治療|藥物|手術"),
        (Facet.PREVENTION, r"\bprevent\w*\b|預防"),
        (Facet.SYMPTOMS, r"\b(?:symptoms?|signs?|feel(?:s|ing)?|may (?:notice|have|include))\b|症狀|徵兆"),
        (Facet.OUTLOOK, r"\b(?:outlook|prognosis|recover\w*|complications?|go(?:es)? away|most people|usually (?:harmless|mild|gets? better))\b|預後|痊癒"),
    ]
]  # fmt: skip

RARE = Quick(
    r"\b(?:rare(?:ly)?|uncommon|mutations?|genes?|chromosom\w+|inherited|hereditary|congenital|autosomal|1 in [\d,]{4,}|one in [\d,]{4,}"
    r"|affects (?:about|approximately|fewer)|syndromes?)\b|罕見|遺傳|基因",
    re.I,
)
RARE_PUBLISHER = Quick(r"genetic|rare disease|罕見", re.I)
GRAVE = Quick(
    r"\b(?:cancers?|cancerous|tumou?rs?|malignan\w+|deadly|fatal|death|die[sd]?|dying|life-?threatening|leukemia|lymphoma|melanoma|metasta\w+|amput\w+|coma"
    r"|brain damage|paralysis|sepsis|stroke|heart attack|heart failure|kidney failure|organ failure|permanent\w*|suicid\w+|ending (?:their|your) li\w+|hiv|aids|multiple sclerosis|als)\b"
    r"|癌|惡性|腫瘤|死亡|致命|中風|敗血",
    re.I,
)
COMMON = Quick(
    r"\b(?:most common|very common|common causes?|commonly|usually|often|most people|most often|many people|in most cases|main cause|everyone)\b|最常見|常見|通常|多半",
    re.I,
)
# What most people have had, and what few ever have: of causes named without a word on how common
# they are, the one goes before the other. Own list.
EVERYDAY = Quick(
    r"\b(?:stress|anxi\w+|tired(?:ness)?|fatigue|(?:lack of|too little|not enough|poor) sleep|caffeine|coffee|alcohol|smoking|colds?|flu|viral|virus(?:es)?|allerg\w+"
    r"|dehydrat\w+|side effects?|overuse|strain(?:ed|s)?|posture|diet|dry (?:skin|eyes?)|irritation|heartburn|constipation)\b|壓力|疲[勞倦]|熬夜|睡眠不足|咖啡|感冒|過敏|脫水|副作用|姿勢",
    re.I,
)
UNCOMMON = Quick(
    r"\b(?:hemifacial spasms?|dystonias?|blepharospasm|tourette\w*|parkinson\w*|myasthenia|motor neurone?|guillain|neuralgia|lupus|sarcoidosis|vasculitis|aneurysms?"
    r"|encephalitis|meningitis|huntington\w*|wilson disease|myotonia|addison\w*|cushing\w*|pheochromocytoma)\b|半面痙攣|面肌痙攣|肌張力不全|重症肌無力|多發性硬化|動脈瘤|腦炎|腦膜炎",
    re.I,
)
EMPTY = Quick(
    r"\b(?:depends? (?:on|upon)|(?:can|may) vary|varies|(?:several|many|many different|different) (?:possible )?(?:causes|types|kinds|ways|things|reasons|treatments)\W*$"
    r"|is (?:different|unique)|not all|no one knows|at one time or another|(?:nearly )?everyone has had|colloquial|a (?:true )?medical term|(?:some of the )?most common reasons|is unknown|is not (?:fully )?(?:known|understood))\b|因人而異",
    re.I,
)
CALM = Quick(
    r"\bnot (?:be )?(?:cancer\w*|serious|dangerous|harmful)|\bnon-?cancerous|\bbenign|\bharmless|\brarely|\bunlikely|良性",
    re.I,
)
TECHNICAL = Quick(
    r"\b(?:gene|genes|mutations?|alleles?|autosomal|chromosomes?|receptors?|enzyme deficien\w+|pathogen\w+|etiolog\w+|idiopathic|sequela\w*|isoforms?|plasma|serum"
    r"|prophyla\w+|contraindicat\w+|comorbid\w*|pathophysiolog\w+|metabolites?)\b",
    re.I,
)
_REFUSALS = [
    (reason, Quick(pattern, re.I))
    for reason, pattern in [
        ("holds code or a link", r"[<>{}*|]|https?:|www\.|javascript|\bscript\b|\S@\S|\.(?:com|gov|org)\b"),
        ("speaks to a program",
         r"\b(?:ignore|disregard|forget)\b[^.]{0,40}\b(?:instructions?|prompts?|above|previous)|system prompt|\byou are (?:an? )?(?:ai|assistant|language model|chatbot)"
         r"|\bas an ai\b|\b(?:assistant|system|user) ?:|忽略(?:之前|以上|先前)|指令"),
        ("speaks of the page or an office",
         r"\b(?:this (?:article|page|section|summary|fact ?sheet|booklet|publication|chapter|guide|video|information)|click|website|web site|web page|call us|toll-free|clinical trials?"
         r"|for more information|learn more|read more|see (?:the )?(?:figure|table|section|also|below|above)|health topics?|newsletter|medlineplus|"
         r"NIH|NINDS|NIDDK|NHLBI|NCI\b|CDC|FDA|GARD|National Institutes?|institute|foundation|association recommends|copyright|provider today|available from|appointment today)\b|點擊|網站|本文"),
        ("is about research", r"\b(?:research(?:ers)?|scientists?|studies|study|investigators?|experimental|trials?|scholars)\b|研究"),
        ("speaks in the first person", r"\b(?:I|I'm|my|me|we|we're|our|us)\b|我們|我的"),
        ("is a list that lost its form", r"[.:;] - |^- | - .* - "),
        ("is a question", r"[?？]\s*$"),
    ]
]  # fmt: skip
_FIRST_PERSON_CASE = Quick(r"\bUS\b")
_HANGING = Quick(
    r"^(?:it|its|they|their|them|this|these|those|that|he|she|his|her|such|both|either|neither|another|others?|the (?:former|latter|other|second|third|first|same|rest"
    r"|condition|disease|disorder|syndrome|symptoms?|infection|goal|following|procedure|test|surgery|medicine|drug|type|types|spasm|cause|result|problem)"
    r"|some of (?:these|those|them)|most of (?:these|those|them)|all of these|one of (?:these|those)|many of these|here|there,|then|after that|in (?:this|these|that|those|such) (?:case|cases|situations?|instances?)"
    r"|if (?:so|not|it|they|this|these|that)|when (?:it|they|this|these)|for (?:this|these|that|those)|because (?:it|they|of (?:this|these))|because of this|to do this|unlike|instead|similar|once|even so|only|less|more|at this point"
    r"|in (?:addition|contrast|turn)|as (?:the|it|they|such|mentioned|noted)|depending on|by doing|doing (?:so|this)|like|with (?:this|these)|during (?:this|these|the)|until then|sometimes (?:it|they|these|this)|also)\b"
    r"|^(?:[\w-]+ ){1,3}(?:these|those|this)\b|\b(?:any|one|each|all|some|most|both) (?:one )?of (?:them|these|those)\b|^(?:它|他|她|這|那|此|其)",
    re.I,
)


_CUES = dict(_FACETS)
_ACTIVE = Quick(
    r"\b(?:(?:can|may|could|might) )?(?:caus(?:e|es|ed|ing)|leads? to|leading to|results? in|triggers?)\b(?! by)",
    re.I,
)
_PASSIVE = Quick(
    r"caused by|causes? of|due to|results? from|risk|more likely|triggered by|brought on|comes? from|runs? in"
    r"|happens when|occurs when|(?:main|common|possible|other|the|a) cause\b|causes? (?:include|can include|are)",
    re.I,
)


_BEGINS = [
    (Facet.SELF_CARE, Quick(r"\b(?:improve|relieve|ease|manage|reduce|control|lower|help prevent|to prevent|take care of|help yourself|feel better)\b[^.]*(?:by|:|include|steps|tips|things|to)\W*$", re.I)),
    (Facet.TREATMENT, Quick(r"^(?:(?:the )?(?:main |usual |most common )?treat|medicines? |medications? |surgery |antibiotics |doctors (?:often |usually |may |can )?treat)", re.I)),
    (Facet.CHECKS, Quick(r"^(?=.*(?:test|exam|diagnos|look|ask|histor|check|imag|x-ray|scan))(?:to (?:diagnose|find out|make a diagnosis|check|determine)|(?:your|the) (?:doctor|provider|health care (?:provider|professional))s? (?:will|may|can|might|asks|uses|diagnos)"
                              r"|doctors (?:can |may |will )?(?:diagnose|use|check|ask)|an? (?:\w+ )?(?:exam|test|biopsy|x-ray|ultrasound|blood test)|tests? |diagnos)", re.I)),
]  # fmt: skip


def facet_of(text: str, given: Facet) -> Facet | None:
    """What a sentence is for: what its source says it is for where its words bear that out, else
    what its words say; a call to see a doctor is one wherever it stands. None where nothing tells.
    """
    if _CUES[Facet.GET_HELP].search(text):
        return Facet.GET_HELP
    for facet, begins in _BEGINS:
        if begins.search(text):
            return facet
    if given in _CUES and _CUES[given].search(text):
        return given
    return next((facet for facet, cue in _FACETS if cue.search(text)), None)


_NOUN = Quick(
    r"\b(?:different|many|several|the|common|of|possible|other|some|main|what|no|these|known|underlying|exact|a|any|its|their|most)\s+$",
    re.I,
)


def effect_at(text: str) -> int:
    """Where "causes" begins in a sentence of the form "A causes B"; -1 in any other."""
    found = _ACTIVE.search(text)
    if found is None or _PASSIVE.search(text) or _NOUN.search(text[: found.start()]):
        return -1
    return found.start()


def refusal(text: str, item: bool = False) -> str:
    """Why a sentence may not stand in an explanation; "" where it may."""
    for reason, pattern in _REFUSALS:
        found = pattern.search(text)
        if found and not (found.group() == "US" or (reason == "is a question" and item)):
            return reason
    return ""


def hangs(text: str) -> bool:
    """Whether a sentence leans on one before it."""
    return _HANGING.search(text) is not None
