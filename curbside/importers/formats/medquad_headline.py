"""Readable headlines for MedQuAD's questions, most of which were made from templates. Pure.

"What is (are) Migraine ?" asks well enough for a data set and badly for a person. The subject
stays as written; only the words around it are put right.
"""

from __future__ import annotations

import re

from curbside.importers.headline import tidied

_TEMPLATES = [
    (re.compile(pattern, re.IGNORECASE), better)
    for pattern, better in [
        (r"what is \(are\) (?P<x>.+)", "What {be} {x}?"),
        (r"how to diagnose (?P<x>.+)", "How {be} {x} diagnosed?"),
        (r"how to prevent (?P<x>.+)", "How can {x} be prevented?"),
        (r"what are the treatments for (?P<x>.+)", "How {be} {x} treated?"),
        (r"what to do for (?P<x>.+)", "What should I do about {x}?"),
        (r"do you have information about (?P<x>.+)", "What should I know about {x}?"),
        (r"do i need to see a doctor for (?P<x>.+)", "Do I need to see a doctor about {x}?"),
        (r"who should get (?P<x>.+) and why is it prescribed", "Why {be} {x} prescribed?"),
        (
            r"how should (?P<x>.+) be used and what is the dosage",
            "How should {x} be used, and at what dose?",
        ),
        (
            r"are there safety concerns or special precautions about (?P<x>.+)",
            "What precautions does {x} need?",
        ),
        (
            r"what to do in case of emergency or overdose of (?P<x>.+)",
            "What should I do after an overdose of {x}?",
        ),
        (
            r"what to do in case of a severe reaction to (?P<x>.+)",
            "What should I do after a severe reaction to {x}?",
        ),
        (
            r"what research(?: \(or clinical trials\))? is being done for (?P<x>.+)",
            "What research is being done on {x}?",
        ),
        (r"where to find support for people with (?P<x>.+)", "Where is there support for {x}?"),
        (r"what (?:is|are) the genetic changes related to (?P<x>.+)",
         "Which genetic changes are related to {x}?"),
        (
            r"what is the action of (?P<x>.+) and how does it work",
            "How does {x} work?",
        ),
        (
            r"what important warning or information should i know about (?P<x>.+)",
            "What important warning is there about {x}?",
        ),
    ]
]  # fmt: skip
_PLURAL = re.compile(
    r"(?:allergies|bites|blisters|bruises|burns|cancers|clots|complications|cramps|cysts|defects"
    r"|diseases|disorders|exams|fibroids|fractures|headaches|infections|injuries|lenses|lice|medicines"
    r"|migraines|moles|neoplasms|nodules|parasites|polyps|problems|scans|seizures|spasms|stings"
    r"|stones|strokes|supplements|syndromes|tests|tumors|ulcers|vaccines|veins|viruses|warts|worms"
    r"|wounds)$",
    re.IGNORECASE,
)


def medquad_headline(question: str) -> str:
    """The headline of a MedQuAD question; one that fits no template is only tidied.

    >>> medquad_headline("What is (are) Kidney Stones ?")
    'What are Kidney Stones?'
    """
    asked = re.sub(r"[\s?]+$", "", " ".join(question.split()))
    for pattern, better in _TEMPLATES:
        found = pattern.fullmatch(asked)
        if found:
            subject = found.group("x").rstrip(" ?").removeprefix("Parasites - ")
            be = "are" if _PLURAL.search(subject) else "is"
            return tidied(better.replace("{be}", be).replace("{x}", subject))
    return tidied(re.sub(r"\s*(?:\?|\(are\))", "", asked) + "?")
