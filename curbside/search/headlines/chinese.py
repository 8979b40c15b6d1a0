"""A Chinese headline: the clause that asks, with its subject put before it where it lacks one. Pure.

Chinese askers end on their question; the clause is theirs, freed of what leads up to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curbside.search import analyser, lexicon
from curbside.search.headlines.cleaning import Letter
from curbside.search.headlines.subject import WHO_AND_HOW
from curbside.search.headlines.writing import LIMIT, cut, even

_ASKS = re.compile(
    r"[?？嗎吗呢么]$|怎么|怎麼|怎样|怎樣|如何|什么|什麼|为何|為何|为什么|為什麼|是否|会不会|會不會|能不能|可不可以|"
    r"要不要|有没有|有沒有|多[久少长長大高远遠]|哪些|哪里|哪裡|哪种|哪種|哪家|吗|嗎|咋|需要.{0,6}吗|严重|是不是|能否|可否|几次|幾次"
)
_LEAD = re.compile(
    r"^(?:(?:那么|那麼|那(?![种種个個些])|问|問(?!題)|所以|因此|因为|但是|可是|而且|然后|另外|还有|請問|请问|您好|你好|医生|醫生|醫師|医师|大夫|专家|專家|"
    r"我?(?:就|只|很|特别|特別|现在|現在|比较|也|真的)?(?:想|要|想要|希望|想请|想請)(?:问|問|知道|知晓|了解|咨询|諮詢|请教|請教|进行咨询|知)"
    r"(?:一?下|一些)?(?:医生|醫生|您|你们?|专家)?|想必|咨询一?下?|諮詢一?下?|问一?下|問一?下|帮忙看一?下|麻烦|麻煩|不知道|不知晓|"
    r"不知|告诉我|告訴我|能告诉我|一下|您|的是|就是|关于|關於|我想)[，,：: 、]*)+"
)
_IS_IT = re.compile(r"^(?:是|会是|會是|算|算是|属于|屬於|有可能是|可能是)")
SHORT = 18  # characters of a clause that may stand before the question
LONG = 28  # characters of a clause that a reader takes in at once
_INSIDE = re.compile(
    r"^.*(?:想要?(?:问|問|知道|知晓|了解|理解|咨询|諮詢|具体理解|請教|请教)(?:一?下|问|問)?(?:医生|醫生|您)?|您好(?:医生|醫生)?"
    r"|请问|請問|问问|問問|问一?下|問一?下|咨询一?下|諮詢一?下|求问|求問|想您)"
)
_DENIED = re.compile(
    r"[没沒不]怎[么麼]|[没沒]什[么麼]|不知|发生了什|發生了什|什[么么麼]都|[没沒]有?多少|怎[么麼]回事也|不明白"
)
_MARK = re.compile(r"[。！!？?；;\n]+|(?<=[吗嗎呢])[，, ]+")
_COMMA = re.compile(r"[，,、 ]+")
_TRAIL = re.compile(r"(?:谢谢|謝謝|急|求助|帮帮忙|幫幫忙|拜托|拜託|感谢|感謝|啊|呀|哦|呢)+$")
_BARE = re.compile(
    r"^(?:这|這|那|该|該|我|他|她|它|这个|這個|这样|這樣|这种|這種|这种情况|這種情況|此|应该|應該|应当|應當|需要|要|该|可以|能)+"
)


def headline(letter: Letter) -> str:
    """At most ``LIMIT`` characters; "" for a letter that says nothing."""
    if letter.title:
        return finished(letter.title)
    text = "。".join(letter.sentences)
    pieces = [piece for piece in (part.strip() for part in _MARK.split(text)) if piece]
    if not pieces:
        return ""
    about = subject(text)
    asking = [(n, c) for n, piece in enumerate(pieces) for c in _asking(piece)]
    if not asking:
        clauses = [clause for piece in pieces for clause in _COMMA.split(piece) if clause]
        best = max(enumerate(clauses), key=lambda one: (about in one[1], -one[0]))[1]
        return finished(_from_subject(_LEAD.sub("", best) or best, about))
    chosen = max(asking, key=lambda one: _score(one[1], one[0], about))[1]
    whole = _from_subject(_whole(chosen, about), about)
    return finished(_of_what(whole, pieces))


def finished(words: str) -> str:
    """In writing: with its mark, and short."""
    words = _TRAIL.sub("", even(words)).strip("，,。；;：: ") or words
    if _ASKS.search(words) and words[-1:] not in "?？":
        words += "？"
    return cut(words.replace("?", "？"), LIMIT)


def subject(text: str) -> str:
    """The longest telling name that stands in the text, the earliest of the longest; or ""."""
    folded, best, worth = analyser.fold(text), "", 0.0
    seen: dict[str, float] = {}
    for start in range(len(folded)):
        for key, value in _vocabulary().get(folded[start], ()):
            if folded.startswith(key, start):
                shown = text[start : start + len(key)]
                seen[key] = seen.get(key, 0.0) + value * (1 + 0.35 * min(len(key), 6)) / (
                    1 + start / 150
                )
                if seen[key] > worth:
                    best, worth = shown, seen[key]
                break
    return best


def _asking(piece: str) -> list[str]:
    """The asking clause of a piece, and with the clause before it."""
    clauses = [clause for clause in _COMMA.split(piece) if clause]
    out = []
    for n, clause in enumerate(clauses):
        bare = _bare(clause)
        if bare and (_ASKS.search(bare) or (_INSIDE.match(clause) and len(bare) > 4)):
            out.append(bare)
            if n and len(bare) < 14:
                before = _LEAD.sub("", clauses[n - 1])
                if before:
                    out.append(f"{before}{bare}" if len(before) < 8 else f"{before}，{bare}")
    return out


def _bare(clause: str) -> str:
    """The clause without what leads up to its question, wherever in it that stands."""
    inside = _INSIDE.sub("", clause)
    return _LEAD.sub("", inside if len(inside) > 4 else clause)


def _score(clause: str, place: int, about: str) -> float:
    value = 1.5 * (bool(about) and about in clause) + 0.05 * min(place, 6)
    value += 0.5 * bool(subject(clause)) - 0.03 * max(0, len(clause) - 16) - 0.5 * (len(clause) < 5)
    value -= 0.8 * bool(_DENIED.search(clause))
    return value - 0.3 * ("，" in clause) - 0.2 * clause.count("我")


def _of_what(clause: str, pieces: Sequence[str]) -> str:
    """ "Is it the facial nerve?" with what was seen: the clause before it that names something."""
    if not _IS_IT.match(clause):
        return clause
    for piece in pieces:
        for part in _COMMA.split(piece):
            bare = _LEAD.sub("", part)
            if clause not in part and 3 < len(bare) <= SHORT and subject(bare):
                return f"{bare}，{clause}"
    return clause


def _from_subject(clause: str, about: str) -> str:
    """A clause that runs on without a mark begins where its subject is named last."""
    start = clause.rfind(about) if about else -1
    if len(clause) <= LONG or start < 0:
        return clause
    return clause[start:] if len(clause) - start >= len(about) + 3 else clause


def _whole(clause: str, about: str) -> str:
    """With its subject before it, where it names none."""
    if not about or about in clause or subject(clause):
        return clause
    return about + (_BARE.sub("", clause) or clause)


def _vocabulary() -> dict[str, Sequence[tuple[str, float]]]:
    global _kept  # noqa: PLW0603 - a cache of the process
    if _kept is None:
        worth: dict[str, float] = {}
        for slug, weight, phrase in lexicon.words():
            key = lexicon.key_of(phrase)
            if isinstance(key, str) and len(key) > 1 and weight >= 2 and slug not in WHO_AND_HOW:
                worth[key] = max(worth.get(key, 0.0), weight / 4)
        held: dict[str, list[tuple[str, float]]] = {}
        for key, value in sorted(worth.items(), key=lambda entry: -len(entry[0])):
            held.setdefault(key[0], []).append((key, value))
        _kept = dict(held)
    return _kept


_kept: dict[str, Sequence[tuple[str, float]]] | None = None
