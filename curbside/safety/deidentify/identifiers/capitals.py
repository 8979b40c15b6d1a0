"""Names that nothing announces: by their capitals, the lists, or their unfamiliar words."""

from __future__ import annotations

from curbside.safety.deidentify import lexicon
from curbside.safety.deidentify.document import Token
from curbside.safety.deidentify.identifiers import cues_en, evidence
from curbside.safety.deidentify.identifiers.reading import NEVER, Reading, excluded, medical
from curbside.safety.deidentify.identifiers.runs import TITLES, Run, is_capital, runs
from curbside.safety.deidentify.lexicon import (
    BEGINS,
    COUNTRY,
    FIRST,
    KEEP,
    MEDICAL,
    NAME,
    TOWN,
    words,
)
from curbside.safety.deidentify.model import ORGANISATION, PERSON, PLACE
from curbside.safety.deidentify.weights import (
    EITHER,
    INITIAL,
    KEPT,
    NAMED,
    ORDINARY,
    PLACED,
    UNKNOWN,
)  # fmt: skip


def capitals(reading: Reading) -> None:
    """Add every run of capitals that names someone or something."""
    _small_towns(reading)
    for whole in runs(reading.tokens, reading.allowed):
        run = _trimmed(reading, whole)
        if run is None:
            _opening(reading, whole)
            continue
        if excluded(reading, run):
            continue
        found = "".join([reading.weights[i] for i in run.words])
        if NAMED in found or PLACED in found or UNKNOWN in found:
            _sort(reading, run, found)
        elif EITHER in found and INITIAL in found and len(run.words) > 1:
            reading.add(run, PERSON, 0.5, "initial")
        elif not reading.tokens[run.first].opens and reading.document.casing == "mixed":
            _plain_words(reading, run, found)


def _opening(reading: Reading, run: Run) -> None:
    """A name that is a word too, at the beginning of a sentence: "Brown shouted", "Mark White"."""
    tokens = reading.tokens
    known = [tokens[i].known for i in run.words]
    lone = tokens[run.first].lower if len(run.words) == 1 else ""
    if lone in _ALSO_NAMES and reading.after(run) in _ONLY_PEOPLE | {"turns", "is"}:
        if lone not in ("may", "will") or reading.after(run) in _ONLY_PEOPLE:
            reading.add(run, PERSON, 0.5, "opening-name")
        return
    if any(k & (MEDICAL | KEEP) for k in known) or not all(k & NAME for k in known):
        return
    first = tokens[run.first]
    if run.first == 0 and len(run.words) == 1 and reading.after(run) == "," and first.shape == "T":
        if known[0] & FIRST and first.lower not in NEVER | _INTERJECTIONS:
            reading.add(run, PERSON, 0.5, "addressed")  # "Rose, the bump is"
        return
    if len(run.words) > 1 and known[0] & FIRST and tokens[run.first].lower not in NEVER:
        reading.add(run, PERSON, 0.5, "opening-names")
    elif len(run.words) == 1 and (
        (reading.after(run) in words("speech_verbs") and tokens[run.first].lower not in NEVER)
        or (known[0] & FIRST and tokens[run.first].shape == "T" and _acts(reading, run))
    ):
        reading.add(run, PERSON, 0.5, "opening-name")


_INTERJECTIONS = lexicon.listed(
    "sure well honey okay ok sorry yeah yep nope true right man boy lord bless cheers welcome "
    "honestly basically first second lately today tonight love"
)


_ALSO_NAMES = lexicon.listed("april june may will summer autumn august nan gran")
_ONLY_PEOPLE = lexicon.listed(
    "has had says said took fell went came got feels keeps hates loves thinks"
)


def _acts(reading: Reading, run: Run) -> bool:
    """Whether what follows is done by people, or said of them: "Faith and I", "Ray had"."""
    if reading.tokens[run.first].lower in NEVER:
        return False  # "She has"
    following = [t.lower for t in reading.tokens[run.last + 1 : run.last + 3]]
    if following[:1] == [","] and following[1:] and following[1].isdigit():
        return True  # "Mark, 50, flew"
    if following[:1] == ["'"]:
        return following[1:] == ["s"]  # "Hope's mother"
    verb = following[0] if following else ""
    if verb in words("acts_of_people"):
        return True  # "Dawn snores"
    return following == ["and", "i"] or following[:1] in (
        ["had"],
        ["has"],
        ["fell"],
        ["took"],
        ["went"],
    )


def _small_towns(reading: Reading) -> None:
    """Towns in lower case in a text with capitals, where the word is nothing else: "chennai"."""
    for position in reading.notable:
        token = reading.tokens[position]
        if token.shape == "l" and token.known & ~BEGINS == TOWN and len(token.text) > 4:
            reading.add(Run(position, position, (position,)), PLACE, 0.4, "town-small")
        elif token.shape == "l" and _is_only_given(token):
            reading.add(Run(position, position, (position,)), PERSON, 0.4, "name-small")


def _is_only_given(token: Token) -> bool:
    """Whether a word is listed as a given name and as nothing else: "i told jayden"."""
    named = token.known & FIRST and not token.known & ~NAME and len(token.text) > 3
    return bool(named) and token.lower not in TITLES and token.lower not in _NO_GIVEN


_NO_GIVEN = lexicon.listed(
    "boss pastor geri sista bruv babe papa mama nana nanny tita tito lola lolo"
)


def places(reading: Reading) -> None:
    """Towns and countries of several words, whatever the words: "Los Angeles", "United States"."""
    tokens = reading.tokens
    for position in reading.notable:
        token = tokens[position]
        if not token.known & BEGINS or (reading.cased and not is_capital(token)):
            continue
        for length in (4, 3, 2):
            part = tokens[position : position + length]
            if len(part) < length or part[-1].end - token.start > 40:
                continue
            name = " ".join(lexicon.plain(t.lower) for t in part)
            country = name in words("countries")
            if country or name in words("towns"):
                run = Run(
                    position, position + length - 1, tuple(range(position, position + length))
                )
                reading.add(run, PLACE, 0.65, "place-name", "country" if country else "town")
                break


def _trimmed(reading: Reading, run: Run) -> Run | None:
    """The run without ordinary words at the beginning of a sentence or line, and kept words."""
    tokens, weights = reading.tokens, reading.weights
    if len(run.words) == 1 and weights[run.first] != INITIAL:  # most are
        token = tokens[run.first]
        if not (token.opens or token.known & KEEP or token.lower in NEVER):
            return run
    kept = list(run.words)
    while kept:
        token, weight = tokens[kept[0]], weights[kept[0]]
        if weight == INITIAL and reading.after(Run(kept[0], kept[0], ())) == "-":
            return None  # X-ray, T-cell
        named = len(kept) > 1 and weights[kept[1]] in (NAMED, UNKNOWN, INITIAL, PLACED)
        opening = token.opens and (weight in (ORDINARY, INITIAL) or (weight == EITHER and not (
            named and token.known & FIRST)))  # fmt: skip
        if weight == EITHER and token.lower in NEVER:
            opening = opening or token.opens
        if opening or token.known & KEEP:
            kept.pop(0)
            if kept and tokens[kept[0]].start > token.end + 1:
                continue
        else:
            break
    while kept and (tokens[kept[-1]].known & KEEP or tokens[kept[-1]].lower in NEVER):
        if len(kept) > 1 and tokens[kept[-1]].known & NAME and weights[kept[-2]] == NAMED:
            break  # "Lucca Jesus"
        kept.pop()
    if not kept:
        return None
    return Run(kept[0], kept[-1], tuple(kept))


_BEFORE_STATE = frozenset(("in", "from", "to", "of", "near", ",", "across", "rural"))


def _sort(reading: Reading, run: Run, found: str) -> None:
    """Person, place or organisation, by the words around and the lists."""
    tokens = reading.tokens
    first = tokens[run.first]
    lone = len(run.words) == 1
    touching = run.last + 1 < len(tokens) and tokens[run.last + 1].start == tokens[run.last].end
    if lone and (len(first.text) == 2 or (touching and tokens[run.last + 1].kind == "N")):
        return  # Na, Dx, HER2
    if lone and first.opens and found == UNKNOWN and first.shape != "o":
        following = reading.after(run)
        stands = following in cues_en.VERBS or following in ("", "\n", ",", ":", "'", "and")
        if not stands and evidence.misspelt(first.lower):
            return
    before = reading.before(run)
    written = reading.document.lower[first.start : tokens[run.last].end]
    if written in words("states") and before and before[0] in _BEFORE_STATE:
        return  # "we live in Texas" says no more than the state
    if NAMED not in found and PLACED in found:
        country = bool(first.known & COUNTRY)
        reading.add(run, PLACE, 0.6, "place", "country" if country else "town")
    elif (
        before
        and before[0] in ("in", "from", "near", "visiting")
        and FIRST not in (tokens[i].known & FIRST for i in run.words)
    ):
        reading.add(run, PLACE, 0.6, "place-preposition")
    else:
        sure = 0.8 if len(run.words) > 1 and NAMED in found else 0.6
        reading.add(run, PERSON, sure, "capitals")


def _plain_words(reading: Reading, run: Run, found: str) -> None:
    """Ordinary words with capitals inside a sentence: "at Can Capital", "Johnson and White"."""
    if KEPT in found or INITIAL in found or medical(reading, run):
        return
    before = reading.before(run)
    if len(run.words) == 1 and found == ORDINARY and reading.tokens[run.first].shape == "T":
        _somewhere(reading, run, before)
    if (before and before[0] in ("'", '"', "(")) or (
        len(run.words) == 1 and (found == ORDINARY or reading.tokens[run.first].shape == "U")
    ):
        return
    reading.add(run, ORGANISATION, 0.35, "plain-words")


_SOMEWHERE = {
    "in": PLACE, "from": PLACE, "near": PLACE, "at": ORGANISATION, "through": ORGANISATION,
    "aboard": ORGANISATION, "via": ORGANISATION,
}  # fmt: skip


def _somewhere(reading: Reading, run: Run, before: list[str]) -> None:
    """A word with a capital behind a preposition: "in Reading", "an RN at Cedars"."""
    behind = reading.after(run)
    kind = _SOMEWHERE.get(before[0]) if before else None
    if before and before[0] == "," and behind == ",":
        kind = PERSON  # "my four-year-old, Persephone,"
    if (
        kind
        and reading.tokens[run.first].lower not in words("no_places")
        and behind not in ("'", "-")
    ):
        reading.add(run, kind, 0.4, "somewhere")


def listed_names(reading: Reading) -> None:
    """Without capitals: two listed names in a row, or one that is a given name and no word."""
    tokens, weights = reading.tokens, reading.weights
    for run in runs(tokens, reading.allowed):
        if excluded(reading, run):
            continue
        named = [i for i in run.words if weights[i] == NAMED]
        given = [i for i in named if tokens[i].known & FIRST]
        acts = reading.after(run) in words("speech_verbs")
        accents = any(not tokens[i].text.isascii() for i in run.words)
        if len(named) >= 2 or (given and len(run.words) > 1):
            reading.add(run, PERSON, 0.7, "listed-names")
        elif accents or (given and reading.after(run) in cues_en.VERBS) or (named and acts):
            reading.add(run, PERSON, 0.5, "listed-name")
        elif any(weights[i] == PLACED and tokens[i].known & COUNTRY for i in run.words):
            reading.add(run, PLACE, 0.4, "listed-country", "country")
        elif given and len(tokens[run.first].text) > 3:
            reading.add(run, PERSON, 0.4, "listed-alone")
        elif all(weights[i] == PLACED for i in run.words) and len(tokens[run.first].text) > 4:
            reading.add(run, PLACE, 0.4, "listed-town")
