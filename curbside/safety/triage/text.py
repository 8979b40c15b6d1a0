"""A text as the words that concepts are matched on, each with its place in the original.

Case, width, white space and script (Traditional or Simplified) are folded away. Latin words are
one token each and Han characters one each. Knows nothing of what a word means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from curbside.safety import folding

_HAN = "㐀-鿿豈-﫿"
_TOKEN = re.compile(
    rf"([^\W\d_{_HAN}]+(?:'[^\W\d_{_HAN}]+)*)|(\d+(?:[.,]\d+)?)|([{_HAN}])"
    r"|([.?;。…]+)|([,:()!]+)|(、)"
)
LATIN, HAN, COMMA = 2, 1, 4  # units of place: a word is worth two characters, a comma two words
LONGEST = 40  # a longer "word" is no language
# Words that only point or stress; "pain in my chest" is "pain in chest".
_FILLERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "very",
        "really",
        "so",
        "quite",
        "extremely",
        "super",
        "pretty",
        "totally",
        "just",
        "also",
        "actually",
        "literally",
        "kinda",
        "sorta",
        "dear",
        "fucking",
        "freaking",
        "flipping",
    ]
)
_OWN = frozenset(["my", "his", "her", "our", "their", "your"])
LEFT_OUT = _FILLERS | _OWN
_PERSON = frozenset(
    [
        "i",
        "im",
        "ive",
        "id",
        "me",
        "he",
        "she",
        "hes",
        "shes",
        "we",
        "us",
        "they",
        "them",
        "mum",
        "mom",
        "mother",
        "dad",
        "father",
        "son",
        "daughter",
        "baby",
        "husband",
        "wife",
        "partner",
        "boyfriend",
        "girlfriend",
        "brother",
        "sister",
        "friend",
        "child",
        "kid",
        "toddler",
        "grandma",
        "grandpa",
        "nan",
        "gran",
    ]
)
_HAN_FILLERS = frozenset("的着啊呢吧喔耶啦呀哦欸诶嗳")
_HAN_PERSON = frozenset("我他她妈爸孩宝婆公爷奶弟妹哥姊姐儿女朋")


@dataclass(slots=True)
class Words:
    """Token ``i`` is ``keys[i]``, stands at ``spans[i]`` of the original, in sentence
    ``sentences[i]`` and clause ``clauses[i]``, and reaches from ``place[i]`` to ``after[i]``.
    """

    keys: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # tokens that are written in digits
    owned: set[int] = field(default_factory=set)  # tokens right after "my", "her" and the like
    personal: set[int] = field(default_factory=set)  # clauses that speak of a person

    def gap(self, one: int, other: int) -> int:
        """Units of place between token ``one`` and the later token ``other``."""
        return self.place[other] - self.after[one]


@cache
def _plain_han() -> dict[int, str]:
    """Traditional to Simplified by character, from OpenCC's table (Apache-2.0), and variants that
    it leaves alone. Simplified is the folded form because that direction is unambiguous.
    """
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    pairs = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    made = {ord(pair[0]): pair[1] for pair in pairs if len(pair) >= 2 and len(pair[0]) == 1}
    return made | {ord(one): other for one, other in ("痺痹", "痠酸", "妳你", "祂他", "牠他", "裡里",
                                                      "裏里", "喫吃", "姊姐", "疼痛", "啲的")}  # fmt: skip


def plain(text: str) -> str:
    """Lower case and Simplified, **length unchanged**; ``text`` is already in its plain form."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower if lower.isascii() else lower.translate(_plain_han())


def read(text: str, key: Callable[[str], str]) -> Words:
    """The words of ``text``; ``key`` gives the form that a Latin word is matched by."""
    folded = folding.fold(text)
    offsets = folded.offsets
    out = Words()
    keys, spans, place, after = out.keys, out.spans, out.place, out.after
    sentences, clauses, personal = out.sentences, out.clauses, out.personal
    here = sentence = clause = 0
    for match in _TOKEN.finditer(plain(folded.text)):
        form, kind = match[0], match.lastindex
        if kind == 3:
            if form in _HAN_FILLERS:
                continue
            width = HAN
            if form in _HAN_PERSON:
                personal.add(clause)
        elif kind == 1:
            if "'" in form:
                form = form.replace("'", "")
            if form in _OWN:
                out.owned.add(len(keys))
                personal.add(clause)
                continue
            if form in _FILLERS:
                continue
            if form in _PERSON:
                personal.add(clause)
            form, width = key(form), LATIN
        elif kind == 2:
            out.numbers.append(len(keys))
            width = LATIN
        elif kind == 6:  # parts a list: more than a letter, less than a comma
            here += HAN + HAN
            continue
        else:
            clause += 1
            here += COMMA
            sentence += kind == 4
            continue
        start, end = match.span()
        keys.append(form)
        spans.append((offsets[start], offsets[end]))
        place.append(here)
        here += width
        after.append(here)
        sentences.append(sentence)
        clauses.append(clause)
    return out
