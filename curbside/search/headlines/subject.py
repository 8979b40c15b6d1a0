"""What a text is about: the longest telling name of an illness, symptom, medicine or test. Pure.

From the vocabulary that ships: the departments' words and the default catalogue's topics, and
what stands where English puts a subject ("diagnosed with …", "information on …"). An operator's
catalogue adds nothing here, so that importing needs no database.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from curbside.catalog import files
from curbside.search import analyser, lexicon

# Departments whose words say who asks or how, not what is asked about.
WHO_AND_HOW = frozenset(
    "pediatrics geriatrics medications family-medicine fitness radiology nutrition".split()
)
_TELLING = 2.0  # weight of a phrase of the vocabulary from which it can be a subject
_PLACES = re.compile(
    r"\b(?:diagnosed (?:with|as having)|suffer(?:s|ing)? (?:from|with)|information (?:on|about|regarding)"
    r"|treatments? (?:for|of)|cure (?:for|of)|causes? of|symptoms? of|problems? with|case of|"
    r"condition called|disease called|drug called|side effects? of|test for|tested for|surgery for|"
    r"history of|research on|more about|know about|learn about|medicine for|remedy for|help with|"
    r"patient with|people with|person with|someone with|child with|born with|have|has|had|got|take|"
    r"taking|called|about|regarding|with) "
    r"(?:an? |the |my |his |her |severe |chronic |some |any |this |what is )*"
    r"(?P<x>[A-Za-z][\w'’/-]*(?: [\w'’/-]+){0,5})",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:and|or|but|so|because|since|when|while|that|which|who|if|for|in|on|at|to|is|are|was|"
    r"were|has|have|had|will|would|can|could|should|may|i|my|me|he|his|she|her|it|its|they|we|you|"
    r"from|after|before|about|as|by|do|does|did|please|thanks|ago|now|also|this|these|there|with|"
    r"the|not|no|any|been|due|years?|months?|weeks?|days?|a|an)\b.*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:never|been|to|see|seen|solve|read|tried|try|gone|done|come|heard|undergone|noticed|observed|"
    r"become|became|taken|given|said|told|found|made|started|used|lost|run|go|get|got|it|each|all|both|"
    r"only|just|already|always|ever|not|\w+ly)$",
    re.IGNORECASE,
)
_STOPPED = (
    r"(?:and|or|but|because|since|when|while|that|which|who|with|without|from|into|have|having|been|"
    r"being|were|will|would|could|should|what|where|your|their|there|they|them|this|these|those|"
    r"about|after|before|during|does|did|than|then|also|just|very|really|some|any|more|most|much|"
    r"many|only|please|help|thank\w*|find|know|like|need|want|take|takes|taking|took|going|gets|"
    r"getting|feel\w*|make\w*|cause[sd]?|causing|called|using|used|symptoms?|treat\w*|information|"
    r"years?|months?|weeks?|days?|last|past|first|time|times|said|says|told|diagnosed|suffer\w*|"
    r"possible|due|over|every|always|never|still|even|through|between|under|since|until|against|"
    r"doctor\w*|problem\w*|question\w*|message|subject|shows?|shown|reports?|found|come|came|"
    r"took|gone|went|seen|sees?|heard|read|tried|done|undergone|noticed|never|solve|sir|\w+(?:ed|ing|ly))\b"
)
_AFTER = re.compile(rf"(?: (?!{_STOPPED})[a-z][a-z'’-]{{3,}}){{1,2}}", re.IGNORECASE)
_BEFORE = re.compile(rf"((?!{_STOPPED})\b[a-z][a-z'’-]{{3,}} )$", re.IGNORECASE)
_EMPTY = frozenset(
    (
        "problem problems disease condition question information help advice treatment cure "
        "medicine doctor doctors lot thing something anything someone pain issue issues symptom "
        "symptoms test tests drug drugs medication surgery child baby patient son daughter mother "
        "father wife husband idea way name part type case time use it them one some more much "
        "many few great such"
    ).split()
)

# Words of the vocabulary that tell a department something but a reader nothing by themselves.
_WEAK = frozenset(
    analyser.analyse(
        "ear eye eyes knee stomach joint leg legs hair pain medication medications medicine skin "
        "heart back neck shoulder arm hand foot feet chest head nose throat mouth tooth teeth bone "
        "bones muscle nerve nerves brain blood liver kidney lung lungs bladder stool bowel belly "
        "baby child children son daughter pregnancy pregnant surgery operation infection tests "
        "test scan prescription prescribed tablets tablet dose dosage eating food foods diet weight "
        "sleep gluten allergic allergy breathing period periods ureter wound lump symptoms swelling "
        "swollen weak weakness drug drugs treatment sex growth spots vision face lip tongue finger "
        "fingers toe toes hip ankle wrist elbow spine disc itching genetic cancer tumor fever cough "
        "patient inherited lesion normal elderly injury red age cyst ovaries uterus penis vagina"
    )
)


@functools.cache
def vocabulary() -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """Runs of stems by their first, longest first, each with how telling it is."""
    worth: dict[tuple[str, ...], float] = {}
    for slug, weight, phrase in lexicon.words():
        key = lexicon.key_of(phrase)
        if isinstance(key, tuple) and key and weight >= _TELLING and slug not in WHO_AND_HOW:
            worth[key] = max(worth.get(key, 0.0), weight / 4)
    for topic in files.read(files.DEFAULT).topics:
        for name in (topic.name_en, *topic.synonyms_en):
            stems = tuple(analyser.analyse(name))
            if 1 <= len(stems) <= 5:
                worth.setdefault(stems, 0.8)
    out: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for stems, value in sorted(worth.items(), key=lambda entry: -len(entry[0])):
        out.setdefault(stems[0], []).append((stems, value))
    return out


def found(sentence: str) -> list[tuple[str, float]]:
    """Names of the vocabulary in a sentence, as they stand there, with what each is worth."""
    spans = list(analyser.spans(sentence))
    terms, known = [span.term for span in spans], vocabulary()
    out, position = [], 0
    while position < len(terms):
        for key, value in known.get(terms[position], ()):
            end = position + len(key)
            words = (
                sentence[spans[position].start : spans[end - 1].end] if end <= len(terms) else ""
            )
            if tuple(terms[position:end]) == key and not re.search(r"[.,;!?]", words):
                if any(len(term) > 2 for term in key) and key[0] not in _VERBS:
                    out.append(_widened(sentence, spans, position, end, value))
                position = end - 1
                break
        position += 1
    return out


# Where a name of the vocabulary begins with one of these it is a verb and its object.
_VERBS = frozenset(
    analyser.analyse(
        "take taking find interested come coming walk lose losing stop stopping help try trying "
        "get getting feel feeling eat eating drink drinking look looking work working see speak "
        "worry worried hurt hurts exam voice normal old year years month need go going turn stay "
        "other something second month week day many multiple three two"
    )
)


def is_weak(words: str) -> bool:
    """Whether it is a single part of the body or the like, which makes no headline."""
    stems = analyser.analyse(words)
    return all(stem in _WEAK for stem in stems) and len(stems) < 2


def _widened(
    sentence: str, spans: Sequence[analyser.Term], start: int, end: int, value: float
) -> tuple[str, float]:
    """The name with the words that stand right beside it: "optic nerve" with "atrophy"."""
    first, last = spans[start].start, spans[end - 1].end
    after = _AFTER.match(sentence[last:])
    if after and end - start < 3:
        last += after.end()
    before = _BEFORE.search(sentence[:first])
    if before and end - start < 3:
        first = before.start()
    words = sentence[first:last]
    size = len(analyser.analyse(words))
    weak = is_weak(sentence[spans[start].start : spans[end - 1].end])
    return words, value * (0.7 + 0.3 * (end - start)) * (0.35 if weak and size < 2 else 1.0)


def placed(sentence: str) -> list[str]:
    """What stands where English puts a subject."""
    out = []
    for match in _PLACES.finditer(sentence):
        words = _STOP.sub("", match["x"]).strip(" -,'’")
        kept = words.split()
        if kept and _VERB.match(kept[0]):
            continue
        while kept and kept[0].casefold() in _EMPTY:
            kept.pop(0)
        if kept and not (len(kept) == 1 and (kept[0].casefold() in _EMPTY or len(kept[0]) < 3)):
            out.append(" ".join(kept))
    return out


_ABOUT = re.compile(
    r"^(?:(?:quer(?:y|ies)|quary|questions?|info(?:rmation)?|literature|help|advice|need|request|"
    r"research|ingredients|contents|possibility|types?(?: or kinds?)?|symptoms|treatments?|causes?|diagnosis)\b[ ,]*"
    r"(?:about|regarding|on|for|with|of|in|to treat|finding|needed|required|information)\b[ :]*)+",
    re.IGNORECASE,
)


def of(title: str, sentences: Sequence[str]) -> str:
    """What the letter is about, "" where nothing is found.

    A short title that names it is taken whole; else what is named most, longest and earliest.
    """
    title = _ABOUT.sub("", title)
    if (
        title
        and "?" not in title
        and len(title.split()) <= 7
        and _is_name(title)
        and not is_weak(title)
    ):
        return title
    scores: dict[str, float] = {}
    shown: dict[str, str] = {}
    for number, sentence in enumerate([title, *sentences] if title else sentences):
        weight = (1.5 if title and number == 0 else 1.0) / (1 + 0.15 * number)
        weight *= 1.3 if "?" in sentence else 1.0
        for words, value in found(sentence):
            _count(scores, shown, words, value * weight)
        for words in placed(sentence):
            if not (found(words) or any(char.isupper() or char.isdigit() for char in words)):
                continue
            rare = 0.7 if any(char.isupper() for char in words[1:]) else 0.45
            _count(scores, shown, words, rare * weight * (1 + 0.15 * len(words.split())))
    strong = {key: value for key, value in scores.items() if not is_weak(shown[key])}
    if not strong:
        return ""
    scores = strong
    return shown[max(scores, key=lambda key: scores[key])]


def _count(scores: dict[str, float], shown: dict[str, str], words: str, value: float) -> None:
    key = " ".join(analyser.analyse(words))
    if key:
        scores[key] = scores.get(key, 0.0) + value
        shown.setdefault(key, words)


def _is_name(title: str) -> bool:
    words = re.findall(r"[\w'’]+", title.casefold())
    verbs = {
        "is",
        "are",
        "can",
        "does",
        "do",
        "how",
        "what",
        "why",
        "i",
        "my",
        "need",
        "who",
        "where",
    }
    return bool(words) and not verbs & set(words)
