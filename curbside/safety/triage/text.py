"""A text as the words that concepts are matched on, each with its place in the original.

Case, width, white space and script (Traditional or Simplified) are folded away. Latin words are
one token each and Han characters one each. Knows nothing of what a word means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from curbside.safety import folding

_HAN = "㐀-鿿豈-﫿"
_TOKEN = re.compile(
    rf"([^\W\d_{_HAN}]+(?:'[^\W\d_{_HAN}]+)*)|(\d+(?:[.,]\d+)?)|([{_HAN}])"
    r"|([.?;。…]+|\n\s*\n)|([,:()]+)|(、)|(!+)"
)
LATIN, HAN, COMMA = 2, 1, 4  # units of place: a word is worth two characters, a comma two words
LONGEST = 40  # a longer "word" is no language
MOST_UNKNOWN = 2_000  # different words of one text that are worth a look for a misspelling
KEPT_FORMS = 50_000  # of one process; then the memory is emptied
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
    calls: list[int] = field(default_factory=list)  # tokens right after an exclamation mark
    unknown: int = 0  # words that had not been met before

    def parts(self) -> list[int]:
        """For each token the number of its sentence, where exclamation marks end one too: what is
        shouted after something does not make less of it.
        """
        out, number, calls = [], 0, set(self.calls)
        for token, sentence in enumerate(self.sentences):
            if token and (sentence != self.sentences[token - 1] or token in calls):
                number += 1
            out.append(number)
        return out

    def said(self, token: int) -> tuple[int, int]:
        """What is said in one go: the sentence of a token, parted at exclamation marks too."""
        return self.sentences[token], bisect_left(self.calls, token + 1)

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


# What a token is, in the order in which reading asks.
_WORD, _PERSONAL, _NUMBER, _NOTHING, _OWNER, _LIST, _PAUSE, _STOP, _RUN, _CALL = range(10)
_Kind = tuple[int, str, int]  # what it is, the form it is matched by, its units of place


class Reader:
    """Reads texts. ``key`` gives the form that a Latin word is matched by, or several words with
    spaces between for words that were run together; told not to, it corrects no misspelling.
    """

    def __init__(self, key: Callable[[str, bool], str]) -> None:
        self._key = key
        self._kinds: dict[str, _Kind] = {}

    def read(self, text: str, looks: int = MOST_UNKNOWN) -> Words:
        """The words of ``text``; at most ``looks`` unknown ones are looked up as misspelt."""
        folded = folding.fold(text)
        offsets = folded.offsets
        out = Words()
        self._fill(out, plain(folded.text), looks)
        if not isinstance(offsets, range):
            out.spans = [(offsets[start], offsets[end]) for start, end in out.spans]
        return out

    def _fill(self, out: Words, text: str, looks: int) -> None:
        keys, spans, place, after = out.keys, out.spans, out.place, out.after
        sentences, clauses, known = out.sentences, out.clauses, self._kinds
        here = sentence = clause = 0
        for match in _TOKEN.finditer(text):
            kind = known.get(match[0])
            if kind is None:
                out.unknown += 1
                kind = self._kind(match[0], match.lastindex or 0, out.unknown <= looks)
            what, form, width = kind
            if what > _NUMBER:
                if what == _RUN:
                    here = self._run(out, form, match.span(), (here, sentence, clause))
                elif what == _OWNER:
                    out.owned.add(len(keys))
                    out.personal.add(clause)
                elif what > _OWNER:
                    here += width
                    clause += what > _LIST
                    sentence += what == _STOP
                    if what == _CALL:
                        out.calls.append(len(keys))
                continue
            if what:
                if what == _NUMBER:
                    out.numbers.append(len(keys))
                else:
                    out.personal.add(clause)
            keys.append(form)
            spans.append(match.span())
            place.append(here)
            here += width
            after.append(here)
            sentences.append(sentence)
            clauses.append(clause)

    def _run(self, out: Words, run: str, span: tuple[int, int], at: tuple[int, int, int]) -> int:
        """Add words that were written without a space between; returns the place after them."""
        here, sentence, clause = at
        for word in run.split():
            what, form, width = self._kind(word, 1, correct=False)
            if what in (_PERSONAL, _OWNER):
                out.personal.add(clause)
            if what <= _PERSONAL:
                out.keys.append(form)
                out.spans.append(span)
                out.place.append(here)
                here += width
                out.after.append(here)
                out.sentences.append(sentence)
                out.clauses.append(clause)
        return here

    def _kind(self, form: str, group: int, correct: bool) -> _Kind:
        """What the token ``form`` is, remembered unless it was left misspelt for now."""
        kind = self._latin(form, correct) if group == 1 else _other(form, group)
        if correct:
            if len(self._kinds) >= KEPT_FORMS:
                self._kinds.clear()
            self._kinds[form] = kind
        return kind

    def _latin(self, form: str, correct: bool) -> _Kind:
        word = form.replace("'", "")
        if word in _OWN:
            return _OWNER, "", 0
        if word in _FILLERS:
            return _NOTHING, "", 0
        key = self._key(word, correct)
        if " " in key:
            return _RUN, key, 0
        return _PERSONAL if word in _PERSON else _WORD, key, LATIN


def _other(form: str, group: int) -> _Kind:
    """What a token is that is no Latin word."""
    if group == 2:
        return _NUMBER, form, LATIN
    if group == 3:
        if form in _HAN_FILLERS:
            return _NOTHING, "", 0
        return _PERSONAL if form in _HAN_PERSON else _WORD, form, HAN
    if group == 6:  # parts a list: more than a letter, less than a comma
        return _LIST, "", HAN + HAN
    return {4: _STOP, 7: _CALL}.get(group, _PAUSE), "", COMMA
