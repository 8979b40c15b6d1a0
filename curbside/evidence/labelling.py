"""The facet of each passage: by what its source says, by its heading, else by the classifier. Pure.

A source's own word counts for the whole section; MedQuAD's "information" says nothing of the kind
(its answers tell of everything in turn), so that there only the opening is taken for a definition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curbside.evidence import classifier
from curbside.evidence.cutting import Piece
from curbside.evidence.facets import Facet

# The order matters: "when to see a doctor about side effects" is about getting help.
_HEADINGS = [
    (facet, re.compile(pattern, re.IGNORECASE))
    for facet, pattern in [
        (Facet.GET_HELP,
         r"when (?:should|do|to)\b.*\b(?:doctor|provider|help|care|gp|call|contact)|emergenc|urgent|when to (?:see|call"
         r"|seek|get)|何時.*(?:就醫|看醫)|什麼時候.*(?:就醫|看醫|急診)|就醫時機|警訊"),
        (Facet.PREVENTION, r"\bprevent|\bvaccin|lower (?:your|the|my) risk|reduce (?:your|the|my) risk|預防"),
        (Facet.SELF_CARE,
         r"self[- ]care|\byourself\b|at home|what (?:can|should) (?:i|you|people) do|home remed|living with|diet|eating"
         r"|nutrition|lifestyle|cope|coping|自我照顧|自己可以|居家|怎麼照顧|日常"),
        (Facet.CHECKS, r"diagnos|\btests?\b|\bexams?\b|how (?:do|will) .*know|screening|stages|檢查|診斷"),
        (Facet.TREATMENT,
         r"\btreat(?:s|ed|ment|ments)?\b|therap|surgery|medicines? for|medications?|\bcured?\b|治療|用藥|手術"),
        (Facet.OUTLOOK, r"outlook|prognosis|complication|what other problems|long[- ]term|recover|survival|預後|會好嗎"),
        (Facet.SYMPTOMS, r"symptom|\bsigns?\b|症狀|徵兆"),
        (Facet.CAUSES,
         r"\bcaus(?:e|es|ed)\b|who (?:is|gets?|might).*(?:risk|likely)|at risk|risk factors?|more likely|inherit|genetic"
         r"|\bwhy\b|原因|為什麼|怎麼引起"),
        (Facet.WHAT, r"^what (?:is|are)\b|how common|how many people|types of|什麼是|是什麼"),
    ]
]  # fmt: skip
# Headings go on until the next; advice to see somebody is often the last thing under one.
_ADVISES = re.compile(
    r"^(?:(?:you should )?(?:see|call|go to|get|contact|seek)\b.{0,60}\b(?:doctor|gp|provider|911|999|ambulance"
    r"|emergency|help)\b.*\b(?:if|when)\b|.{0,30}請(?:立刻|馬上|儘快|盡快)?.{0,6}(?:就醫|看醫|送急診))",
    re.IGNORECASE,
)
MEDQUAD = {
    "causes": Facet.CAUSES, "inheritance": Facet.CAUSES, "genetic changes": Facet.CAUSES,
    "susceptibility": Facet.CAUSES, "symptoms": Facet.SYMPTOMS, "treatment": Facet.TREATMENT,
    "research": Facet.TREATMENT, "exams and tests": Facet.CHECKS, "stages": Facet.CHECKS,
    "outlook": Facet.OUTLOOK, "complications": Facet.OUTLOOK, "prevention": Facet.PREVENTION,
    "frequency": Facet.WHAT, "support groups": Facet.SELF_CARE,
}  # fmt: skip


def of_heading(heading: str) -> Facet | None:
    """The facet that a heading names; None where it names none."""
    for facet, pattern in _HEADINGS if heading else ():
        if pattern.search(heading):
            return facet
    return None


def _of_piece(piece: Piece) -> Facet | None:
    """By its own first words where they are advice to get help, else by its heading."""
    if _ADVISES.match(piece.units[0].text):
        return Facet.GET_HELP
    return of_heading(piece.heading)


def label(pieces: Sequence[Piece], given: Facet | None, defines: bool = False) -> list[Facet]:
    """The facet of each passage of a section. ``given`` is what its source says of all of it;
    ``defines`` that it begins by saying what the thing is.
    """
    found = [given or _of_piece(piece) for piece in pieces]
    if defines and found and found[0] is None:
        found[0] = Facet.WHAT
    unknown = [n for n, facet in enumerate(found) if facet is None]
    for n, facet in zip(unknown, classifier.facets([pieces[n].text for n in unknown]), strict=True):
        found[n] = facet
    return [facet or Facet.WHAT for facet in found]
