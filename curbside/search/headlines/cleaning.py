"""A letter without what surrounds the question: labels, greetings, thanks, signatures. Pure.

Deliberately keeps the order and the words of what it leaves.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTS = re.compile(
    r"^\s*(?:subject|re|topic|title)\s*[:：]\s*(?P<title>.*?)(?:\s*\b(?:message|body|question)\s*[:：]"
    r"|\n|$)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(
    r"^\s*(?:message|question|subject|topic|q|问题|問題|主题|主題)\s*[:：]\s*", re.IGNORECASE
)
_DESK = re.compile(
    r"\s*(?:\bclinical ?trials(?:\.gov)?|\[[^\]]*\]|\bclinicaltrials)\s*-\s*(?:general complaint|"
    r"(?:question|suggestion)\s*(?:-\s*)?(?:general information|specific study)?)[. ]*"
    r"|\bcustomer service request\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|respected|"
    r"to whom(?: it may concern)?)\b(?:[ ,/]+(?:there|all|everyone|dr|doc|docs|doctor|doctors|sir|"
    r"sirs|madam|ma'am|team|ladies|gentlemen|or|medlineplus)\b)*[ .,!:;-]*"
    r"|(?:您好|你好|醫師|醫生|医生|医师|大夫|專家|专家|請問|请问|想問|想问|們|们|我想咨询一下|我想諮詢一下"
    r"|我想问一下|我想問一下|我想问下|想咨询一下?|想諮詢一下?|咨询一下|諮詢一下|麻烦问一下|想知道|一下|求问|求問|求救|求助)[，,。！!：:、? ？]*)+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:many |kind |best |warm )?(?:thanks?|thank you|regards|sincerely|cheers|god bless|"
    r"yours\b|sent from|please (?:help|advise|reply|respond)\b[^?]{0,40}$|谢谢|謝謝|感謝|感谢)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\b(?:dr|mr|mrs|ms|st|vs|e\.g|i\.e|no|approx|yrs?|mg|etc)\.$", re.IGNORECASE
)
_END = re.compile(
    r"(?<=[.!?。！？;；])[\"'”’)]*(?:\s+|(?<=[。！？；]))|\n+|(?<=[?!？！])(?=[A-Z\u4e00-\u9fff])"
)
HOLE = re.compile(r"\[[^\]]*\]|【[^】]*】")
UNTITLED = frozenset(
    (
        "question questions help subject advice request message information query enquiry inquiry "
        "medical health other none hello hi please need general urgent doctor customer service "
        "more about know re definitions definition ingredients options option possibility suggest "
        "suggestion suggestions reason complaint feedback comment something else below "
        "medlineplus service quary query regarding diagnose in of my the for a an and on to"
    ).split()
)


class Letter(NamedTuple):
    """What was asked: its own title, "" where it has none, and its sentences."""

    title: str
    sentences: list[str]


def parts(title: str, question: str) -> tuple[str, str]:
    """Title and question, where the question names its own ("SUBJECT: … MESSAGE: …")."""
    found = _PARTS.match(question)
    return (title or found["title"], found["rest"].strip()) if found else (title, question)


def letter(title: str, question: str) -> Letter:
    """Title and sentences without labels, greetings and thanks."""
    question = _LABEL.sub("", _LABEL.sub("", question))
    title = _usable(title)
    sentences = _sentences(question)
    if not title and len(sentences) > 1 and _is_fragment(sentences[0]):
        title = _usable(sentences[0].rstrip(". "))
    return Letter(title, sentences)


def _usable(title: str) -> str:
    """A title that says something, else ""."""
    title = " ".join(HOLE.sub(" ", _DESK.sub(" ", _LABEL.sub("", title))).split()).strip(" .-,:")
    title = _GREETING.sub("", title) or title
    telling = [word for word in re.findall(r"[\w']+", title.casefold()) if word not in UNTITLED]
    return title if any(len(word) > 2 or not word.isascii() for word in telling) else ""


def _sentences(text: str) -> list[str]:
    out: list[str] = []
    for piece in _END.split(_DESK.sub(" ", text)):
        part = " ".join(piece.split())
        if out and (
            _ABBREVIATED.search(out[-1])
            or (part[:1].islower() and out[-1][-1:] == "." and len(out[-1]) < 5)
        ):
            out[-1] += " " + part
            continue
        bare = _GREETING.sub("", part).strip(" ,")
        if bare and not _THANKS.match(bare) and any(char.isalnum() for char in bare):
            out.append(bare)
    return out


def _is_fragment(sentence: str) -> bool:
    """A first "sentence" that is a subject line: short, and without anything that asks."""
    words = sentence.split()
    return (
        len(words) <= 8
        and sentence.isascii()
        and sentence[-1:] not in "?？!"
        and not re.search(r"\b(?:i|i'm|my|we|is|are|have|has|had|was)\b", sentence, re.IGNORECASE)
    )
