"""What a doctor's reply says: what it holds for so, what it denies, what it advises. Pure.

Sentences of courtesy and of the page ("hope this helps", "consult online") are no part of it.
Heuristics of words, for two languages; where they cannot tell, a sentence is a statement. Judges
nothing of its medicine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from curbside.evidence.sentences import split
from curbside.search import analyser

_CHATTER = re.compile(
    r"^(?:hi|hello|dear|thanks?|thank you|welcome|regards|sincerely|best|wishing|good luck|all the best|take care"
    r"|com|stay healthy|how are you)\b[^.]{0,60}\.?$|\bonline\b[^.]*$|--+ ?>|<link>|\brevert back\b|\bget back\b|\bi hope\b"
    r"|hope (?:this|that|it|i|my|you)|\bi sincerely\b|feel free|\bi (?:can )?(?:fully )?(?:understand|appreciate)\b"
    r"|thank(?:s| you) for|gone through|read through|\bnote: this|answer is based|not intended as|www\.|\bmd facs\b"
    r"|sorry to (?:hear|know)|here to help|your (?:concern|query|question) is|you (?:would like to know|seem concerned)"
    r"|educational purpose|patient education|my answer|confirm a diagnosis without|for exact diagnosis|questions?\.?$"
    r"|provide medical information only|not able to diagnose|you have mentioned"
    r"|^(?:您好|你好|謝謝|感謝|祝|敬祝)|敬上|平安|順心",
    re.I,
)
_GREETS = re.compile(
    r"(?:hi|hello|dear)\b[^.!?]{0,20}[,.!]|please (?:help|advi[sc]e)[^.!?]{0,12}[.!]", re.I
)
_ADVICE = re.compile(
    r"\b(?:should|advi[sc]e|advised|recommend|suggest|must|need(?:s)? to|have to|had better|ought|let us|please|kindly"
    r"|you can|you may|you might|can try|try to|is better to|make sure|ask (?:her|him|your))\b"
    r"|(?:^|[;:>] ?|then |and |so )(?:avoid|drink|take|visit|consult|get|go|see|try|stop|reduce|rest|do not|don'?t|use|eat|apply"
    r"|keep|start|continue|wait|wear|maintain|relax|practi[sc]e|meet|talk|follow|nurse|exercise|quit|limit|brush|sleep|watch)\b"
    r"|建議|應該|應|請|可以|不要|避免|多|少|需|必要",
    re.I,
)
_NO = re.compile(
    r"\b(?:not|no|never|unlikely|nothing|neither|nor|without|cannot|can'?t|don'?t|doesn'?t|isn'?t|won'?t|no need"
    r"|(?:are|is|was|were|been|already) ruled out)\b|不會|不是|沒有|无|無|並非|不太可能|不用|不需",
    re.I,
)
_CALMING = re.compile(
    r"\b(?:nothing to worry|don'?t worry|do not worry|not worry|no need to worry|need not worry|not (?:a )?serious|harmless"
    r"|benign|(?:is|are|quite|very|absolutely|perfectly|well) normal|reversible|curable|treatable|self-? ?limit\w+|not life-? ?threatening|will (?:resolve|pass|subside)"
    r"|you (?:are|will be|should be) fine|it is fine|unlikely|resolve with time|no harm|not harmful|nothing much to|just relax|do not panic"
    r"|not (?:get )?(?:too )?worried|common(?:ly)? (?:seen|problem))\b|不用擔心|不必擔心|別擔心|良性|正常|無大礙|放心",
    re.I,
)
_TURN = re.compile(r"\b(?:but|and|however|although|so|as)\b|，|但")  # where a denial ends
_MARK = re.compile(r"^\s*(?:[>•‧*–-]+\s*|\(?\d{1,2}[.)、]\s*(?=\D))+")  # of a list
_SCOPE = 7  # terms that a denial reaches


@dataclass(frozen=True)
class Said:
    """A sentence of the reply."""

    text: str
    advice: bool
    terms: tuple[str, ...]
    denied: frozenset[str]


@dataclass(frozen=True)
class View:
    """The reply as sentences."""

    said: tuple[Said, ...]

    @cached_property
    def calming(self) -> bool:
        """Whether the doctor reassures."""
        return any(_CALMING.search(one.text) for one in self.said)

    @cached_property
    def advised(self) -> frozenset[str]:
        """The terms of what is advised."""
        return frozenset(t for one in self.said if one.advice for t in one.terms) - self.denied

    @cached_property
    def held(self) -> frozenset[str]:
        """The terms of what is held for so."""
        stated = frozenset(t for one in self.said if not one.advice for t in one.terms)
        return stated - self.denied

    @cached_property
    def denied(self) -> frozenset[str]:
        """The terms that are only ever denied."""
        somewhere = frozenset(t for one in self.said for t in one.denied)
        plainly = frozenset(t for one in self.said for t in one.terms if t not in one.denied)
        return somewhere - plainly


def read(reply: str) -> View:
    """The reply, without what is only courtesy."""
    return View(tuple(_said(text) for text in sentences(reply)))


def question(text: str) -> list[Said]:
    """The sentences of a question; what it only greets with says nothing."""
    lines = [piece.strip() for line in text.split("\n") for piece in split(line)]
    return [_said(line) for line in lines if line and not _GREETS.fullmatch(line)]


def sentences(reply: str) -> list[str]:
    """The sentences of a reply that say something, verbatim, in order."""
    lines = [_MARK.sub("", line) for line in re.split(r"\n+|\s(?=>)", reply)]
    out = []
    for line in lines:
        for piece in split(line) if not _lower(line) else re.split(r"(?<=[.!?])\s+(?!\d)", line):
            text = piece.strip(" -*")
            if len(text) > 3 and not _CHATTER.search(text) and not text.endswith("?"):
                out.append(text)
    return out


def _lower(line: str) -> bool:
    """Whether a line was written without capitals, so that a sentence's beginning shows nothing."""
    return line == line.lower() and ". " in line


def _said(text: str) -> Said:
    spans = list(analyser.spans(text))
    denied: set[str] = set()
    for no in _NO.finditer(text):
        out = "ruled out" in no.group().lower()  # "ruled out like anaemia, thyroid and the rest"
        turn = None if out else _TURN.search(text, no.end())
        end = turn.start() if turn else len(text)
        after = [s.term for s in spans if no.end() <= s.start < end]
        denied.update(after if out else after[:_SCOPE])
        if no.group().lower() in ("unlikely",):
            denied.update(s.term for s in spans if s.end <= no.start())
    return Said(text, bool(_ADVICE.search(text)), tuple(s.term for s in spans), frozenset(denied))
