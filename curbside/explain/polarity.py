"""Where two sentences in the same words say different things. Pure, by words, for two languages.

One denies what the other says; one is sure where the other is not; one leaves out the condition
of the other; one says the opposite word; one has cause and effect the other way round.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from curbside.explain import wording

_NOT = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|\w+n['’]t|unlikely|nothing|nobody)\b"
    r"|不(?!同|適|良|過|僅|只|但)|沒有|沒|無(?!論)|未|勿|別(?=再|用|吃|喝|太)|非(?!常)",
    re.I,
)
_UNSURE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|rare(?:ly)?|seldom|unlikely|sometimes|occasional(?:ly)?"
    r"|some|few|in certain|can|thought to|suspected|appears? to|suggests?)\b"
    r"|可能|也許|或許|有時|偶爾|少數|部分|罕見|似乎",
    re.I,
)
_SOFT = re.compile(
    r"\b(?:often|usually|mostly|generally|common(?:ly)?|tends? to|likely|many)\b|通常|常|多半|一般"
)
_ONLY = re.compile(
    r"\b(?:unless|except|only|until|as long as|provided that)\b|\bif\b|除非|只有|除了|如果|若|直到",
    re.I,
)
_OPPOSITES = [
    ("before", "after"), ("more", "less"), ("more", "fewer"), ("above", "below"), ("over", "under"),
    ("increas\\w*", "(?:decreas|reduc)\\w*"), ("rais\\w*", "lower\\w*"), ("all|every|each|everyone", "most|many|some|few|certain|often"),
    ("always", "sometimes|often|usually|rarely|may"), ("never", "sometimes|often|may"),
    ("most", "some|few"), ("start\\w*", "stop\\w*"), ("better", "worse"), ("safe", "unsafe"),
    ("high", "low"), ("cold", "hot|warm"), ("left", "right"), ("must|have to|has to", "may|can|could"),
    ("common(?:ly)?", "rare(?:ly)?|uncommon(?:ly)?"), ("avoid\\w*", "use|take|eat|drink"),
    ("with", "without"), ("前", "後"), ("多", "少"), ("增加", "減少"), ("高", "低"), ("安全", "危險"),
]  # fmt: skip
_VERB = re.compile(
    r"\b(caus|lead|trigger|produc|worsen|reliev|treat|prevent|reduc|increas|affect|damag|block|follow)(\w*)\b",
    re.I,
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+){0,2}$", re.I)
_CLAUSE = re.compile(
    r"[,;:，；。：]|\b(?:but|although|because|whereas|when|if|unless|which)\b", re.I
)


def differences(here: str, there: str) -> list[tuple[str, str]]:
    """(kind, words) of what ``here`` says otherwise than ``there``."""
    beside = _beside(here, there)
    out: list[tuple[str, str]] = []
    mine, theirs = _denials(here), _denials(beside)
    if mine != theirs:
        out.append(("negation", _first(_NOT, here) or _first(_NOT, beside)))
    if _UNSURE.search(beside) and not _UNSURE.search(here) and not _SOFT.search(here):
        out.append(("firmer", _first(_UNSURE, beside)))
    if _ONLY.search(beside) and not _ONLY.search(here):
        out.append(("condition", _first(_ONLY, beside)))
    out += [("opposite", word) for word in _opposite(here, beside)]
    if _turned(here, beside):
        out.append(("turned", ""))
    return out


def _denials(text: str) -> bool:
    """Whether a text denies something; an even number of denials is none."""
    return len(_NOT.findall(text)) % 2 == 1


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[str, ...]:
    starts = [0, *(m.start() for m in _CLAUSE.finditer(text)), len(text)]
    return tuple(text[a:b] for a, b in pairwise(starts) if text[a:b].strip())


def _beside(here: str, there: str) -> str:
    """The clauses of ``there`` that ``here`` takes words from, from the first to the last."""
    own = wording.read(here).terms - wording.GLUE
    clauses = _clauses(there)
    taken = [n for n, c in enumerate(clauses) if own & (wording.read(c).terms - wording.GLUE)]
    if not taken:
        return there
    chosen = "".join(clauses[taken[0] : taken[-1] + 1])
    after = clauses[taken[-1] + 1 : taken[-1] + 2]
    # A condition that follows belongs to what it is a condition of.
    return chosen + (after[0] if after and _ONLY.match(after[0].strip()) else "")


def _opposite(here: str, there: str) -> list[str]:
    """Words of which the other sentence has the opposite, at that place or at all."""
    out = []
    for one, other in _OPPOSITES:
        mine, theirs = _order(one, other, here), _order(one, other, there)
        told = {side for side, _ in mine}
        fewer = any(
            _count(mine, a) > _count(theirs, a) and _count(mine, b) < _count(theirs, b)
            for a, b in ((0, 1), (1, 0))
        )
        changed = len(mine) == len(theirs) and [a for a, _ in mine] != [b for b, _ in theirs]
        if told and (fewer or changed):
            out.append(mine[0][1])
    return out


def _order(one: str, other: str, text: str) -> list[tuple[int, str]]:
    """Which of the two words stand in the text, in order: (0 or 1, the word)."""
    found = [(m.start(), 0, m.group()) for m in _word(one).finditer(text)]
    found += [(m.start(), 1, m.group()) for m in _word(other).finditer(text)]
    return [(side, word) for _, side, word in sorted(found)]


def _count(order: list[tuple[int, str]], side: int) -> int:
    return sum(which == side for which, _ in order)


@cache
def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern if not pattern.isascii() else rf"\b(?:{pattern})\b", re.I)


def _turned(here: str, there: str) -> bool:
    """Whether what does and what is done to have changed places."""
    mine, theirs = _sides(here), _sides(there)
    if mine is None or theirs is None or mine[2] != theirs[2]:
        return False
    straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
    crossed = len(mine[0] & theirs[1]) + len(mine[1] & theirs[0])
    return crossed > straight


def _sides(text: str) -> tuple[frozenset[str], frozenset[str], str] | None:
    """(what does, what is done to, the verb's stem) around the first such verb."""
    found = _VERB.search(text)
    if found is None:
        return None
    before = wording.read(text[: found.start()]).terms - wording.GLUE
    after = wording.read(text[found.end() :]).terms - wording.GLUE
    passive = found.group(2) in {"ed", "d", "ged"} and (
        _BE.search(text[: found.start()]) or re.match(r"\s+(?:by|with)\b", text[found.end() :])
    )
    stem = found.group(1).lower()
    return (after, before, stem) if passive else (before, after, stem)
