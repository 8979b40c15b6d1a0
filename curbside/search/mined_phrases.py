"""Phrases that recur in texts: runs of up to three English words, and Chinese words by how freely
their neighbours change. Pure; judges no meaning (``mining``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curbside.search import analyser

READ = 400  # characters of a text; what it is about stands in its beginning
WORDS, CHARACTERS = 3, 6  # the longest phrases
# Of a Chinese word's neighbours on each side, so many different ones; less is a piece of a word.
FREE = 4
WITHIN = 0.75  # of a phrase's texts in one longer phrase: then only the longer one is a word


# Words that begin or end no subject, as stems; and Chinese characters of the same kind.
_LOOSE = frozenset(
    """right left upper lower sever sharp old need both side bad feel felt get got have year month
    week day ago now sinc time caus treat treatment problem issu symptom help advic opinion need
    take took use doctor found went go come start stop last first second one two three four small
    larg big red yellow white black dark men man woman women wife husband son daughter mother
    father baby child kid boy girl male femal normal abnorm high low constant chronic acut
    possibl test result done say said tell know think want tri see look top bottom around after
    befor under behind insid front back more less much mani sudden hard dull mild area pain hurt
    swell swollen sore""".split()
)
_LOOSE_HAN = frozenset(
    analyser.fold(
        "的了是有得患我您你好嗎呢麼么怎能可吃做在和與也都就要會不沒很太請問什甚哪人這那個種些時候後前中上下大小"
        "多少年月日天次又再還被讓把對從到為因所以而且或及等之其該想看治療方法院家醫怎樣咋辦啊吧嘛呀"
    )
)


@dataclass(frozen=True)
class Phrase:
    """A phrase: its key, as it is mostly written, its words or characters, and its texts (rows)."""

    key: str
    surface: str
    length: int
    texts: frozenset[int] = field(repr=False)

    @property
    def ends(self) -> frozenset[str]:
        """The keys of its first and last word."""
        words = self.key.split()
        return frozenset((words[0], words[-1]))

    def overlaps(self, other: Phrase) -> bool:
        """Whether one is a part of the other."""
        mine, theirs = f" {self.key} ", f" {other.key} "
        return mine.strip() in theirs or theirs.strip() in mine


def key(phrase: str) -> str:
    """What two spellings of a phrase share: stems, or folded Chinese characters."""
    folded = analyser.fold(phrase)
    if any(_han(char) for char in folded):
        return "".join(char for char in folded if _han(char))
    return " ".join(analyser.analyse(phrase))


def phrases(texts: Sequence[str], least: int) -> list[Phrase]:
    """The phrases that at least ``least`` texts have."""
    rows: dict[str, set[int]] = defaultdict(set)
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for row, text in enumerate(texts):
        for name, surface, left, right in _runs(text[:READ]):
            rows[name].add(row)
            surfaces[name][surface] += 1
            if left is not None and len(before[name]) < FREE:
                before[name].add(left)
            if right is not None and len(after[name]) < FREE:
                after[name].add(right)
    kept = {
        name: held
        for name, held in rows.items()
        if len(held) >= least
        and (not _han(name[0]) or min(len(before[name]), len(after[name])) >= FREE)
    }
    return [
        Phrase(name, surfaces[name].most_common(1)[0][0], _length(name), frozenset(kept[name]))
        for name in _whole(kept)
    ]


def _whole(kept: dict[str, set[int]]) -> list[str]:
    """The phrases that are not just a piece of a longer one."""
    longer: dict[str, int] = {}
    for name, held in kept.items():
        for part in _parts(name):
            longer[part] = max(longer.get(part, 0), len(held))
    return sorted(n for n, held in kept.items() if longer.get(n, 0) < WITHIN * len(held))


def _parts(name: str) -> Iterator[str]:
    if _han(name[0]):
        yield from (name[1:], name[:-1])
        return
    words = name.split()
    if len(words) > 1:
        yield from (" ".join(words[1:]), " ".join(words[:-1]))


def _length(name: str) -> int:
    return max(1, len(name) // 2) if _han(name[0]) else len(name.split())


def _runs(text: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    """(key, surface, neighbour before, neighbour after); English runs stand side by side."""
    folded = analyser.fold(text)
    spans = [span for span in analyser.spans(text) if not _han(span.term[0])]
    for first, span in enumerate(spans):
        for last in range(first, min(first + WORDS, len(spans))):
            between = folded[spans[last - 1].end : spans[last].start] if last > first else " "
            if last > first and between not in (" ", "-", " of ", " the ", " of the ", " in "):
                break
            if span.term in _LOOSE or spans[last].term in _LOOSE:
                continue
            name = " ".join(one.term for one in spans[first : last + 1])
            if not name[0].isdigit() and not name[-1].isdigit() and len(name) > 2:
                yield name, text[span.start : spans[last].end].lower(), None, None
    for start, char in enumerate(folded):
        if not _han(char):
            continue
        for end in range(start + 2, min(start + CHARACTERS, len(folded)) + 1):
            if not _han(folded[end - 1]):
                break
            if char in _LOOSE_HAN or folded[end - 1] in _LOOSE_HAN:
                continue
            left = folded[start - 1] if start else ""
            right = folded[end] if end < len(folded) else ""
            yield folded[start:end], text[start:end], left, right


def _han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿"
