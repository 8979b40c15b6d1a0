"""Postal addresses of many countries, over one line or several, as one span from house to country.

An address begins with an anchor: a street with a house number in either order, a post box, a
military post, a corner, a flat. It then goes on over what may follow: flat, town, region, postcode,
country. Chinese addresses have their own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.address_needs import possible, suffix_window
from curbside.safety.deidentify.lexicon import alternatives, listed, words
from curbside.safety.deidentify.model import ADDRESS, Candidate

_STREET = alternatives(words("street_kinds"))
# Streets whose kind is part of the word, by its ending, and those whose kind stands in front.
_SUFFIXED = (
    r"[^\W\d_]{0,24}(?:stra(?:ß|ss)e|straat|str|gasse|weg|platz|allee|ring|damm|graben|zeile|gade|"
    r"gaden|vej|vejen|gata|gatan|gatu|vägen|väg|veien|vei|vegen|stræde|allé|alle|torv|plads|katu|"
    r"tie|kuja|polku|raitti|laan|plein|dijk|kade|singel|dreef|baan|steenweg|utca|ova|ov[aá]|sk[aá]|"
    r"ská|cká|ního|ova|eva|ska|braut|stígur|vegur|gata|holt|land|teigur|hlíð|tún|sund|vegi|"
    r"stien|bakken|højen|parken|engen|marken|toften|kroken|bråten|lia|tänav|puiestee|tee|maantee)"
)
_PREFIXED = (
    r"(?:rue|r\.|avenue|av\.?|avda\.?|avenida|calle|c/|carrer|paseo|pl[aç]za|via|viale|vicolo|"
    r"corso|"
    r"piazza|largo|rua|travessa|estrada|quinta|alameda|praça|cami[nñ]o|ronda|ul\.|ulica|al\.|aleja|"
    r"os\.|osiedle|plac|trg|cesta|pod|nad|na|u|boulevard|bd\.?|chemin|place|quai|impasse|route|"
    r"all[ée]e|strada|bulevar|bulevardi|ul|λεωφόρος|λ\.|οδός|calçada|sector|quadra|jalan|jl\.|"
    r"carretera|urb\.|urbanizaci[oó]n|vitosha|kungsg|cours|square|faubourg)"
)
_WORD = r"(?:[^\W\d_][\w'.-]{0,23})"
_HOUSE_MORE = r"(?:[-/]\d{1,4})?[a-z]?"
_HOUSE = rf"\d{{1,6}}{_HOUSE_MORE}"
_UNIT = (
    r"(?:(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|block|lot|level|"
    r"house|dept|wohnung|door|no|box)\b\.?\s?#?\s?\d{1,6}[a-z]?(?![\w%])|"
    r"#\s?[a-z]?\d{1,6}[a-z]?(?:-\d{1,4})?(?![\w%]))"
)
_ANCHORS = (
    ("number-street", 0.9, re.compile(
        rf"\d(?<![\w.,/$€£-]\d)\d{{0,5}}{_HOUSE_MORE}\s(?:(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}"
        rf"{_STREET}\b\.?")),
    ("street-suffix", 0.9, re.compile(
        rf"(?<!\w)(?:{_WORD}\s){{0,2}}{_SUFFIXED}\s{_HOUSE}(?!\w)")),
    ("street-prefix", 0.85, re.compile(
        rf"(?<!\w)(?:{_HOUSE},?\s)?{_PREFIXED}(?:\s|"
        rf"(?<=[./])\s?)(?:{_WORD}\s){{1,5}}{_HOUSE}(?![\w%])"
        rf"|(?<![\w.,/$-]){_HOUSE},?\s{_PREFIXED}\s(?:{_WORD}\s?){{1,4}}")),
    ("post-box", 0.95, re.compile(
        r"(?<!\w)(?:p\.?\s?o\.?\s?box|post(?:al)? box|private bag|box)\s?#?\s?\d{1,6}(?!\w)")),
    ("military", 0.97, re.compile(
        r"(?<!\w)(?:psc|unit|cmr)\s\d{1,5},?\s(?:box\s\d{1,5}|apo|fpo)|\b[adf]po\s(?:aa|ae|ap)\b"
        r"(?:\s\d{5})?")),
    ("corner", 0.85, re.compile(
        rf"\b(?:the )?corner of (?:{_HOUSE} )?(?:[\w'.-]{{1,24}} ){{1,6}}(?:and|&) "
        rf"(?:{_WORD}\s?){{1,2}}")),
    ("street-alone", 0.6, re.compile(
        r"(?<![\w.])(?:[A-Z][a-z'-]{2,20} ){1,2}(?:Street|Road|Lane|Avenue|Drive|Close|Crescent|"
        r"Court|"
        r"Terrace|Row|Gardens|Grove|Square|Mews|Boulevard|Parade)\b")),
    ("house-number", 0.7, re.compile(
        r"(?<!\w)(?:(?:h\.? ?no\.|d\.? ?no\.|door no\.?|flat no\.?|house no\.?|no\.|plot|block|house|unit|blk)\s?#?|#)\s?\d{1,4}[a-z]?,\s(?:[^\W\d_]|\d{1,2}(?:st|"
        r"nd|rd|th))"
        r"[\w'. -]{2,40}")),
    ("unit", 0.8, re.compile(
        r"(?<!\w)(?:apt|apartment|suite|ste|flat|room|rm|bldg|building|ward|bed)\b\.?\s?#?\s?"
        r"(?=[a-z]?\d)[a-z]?\d{1,6}[a-z]?(?![\w%.])")),
    ("house-name-house", 0.8, re.compile(
        rf"(?<![\w.,/$-])\d{{1,6}}\s(?:\d{{1,5}}\s)?(?:{_WORD}\s){{1,4}}\d{{1,5}}(?:\.|(?!\w))"
        rf"(?=[\s,.]{{1,8}}{_UNIT})")),
    ("address-cue", 0.85, re.compile(
        rf"\b(?:address(?: is|:)?|lives? (?:at|on)|located at|is (?:at|on)|reside[sd]? at|sent? to|"
        rf"off at|meet (?:you|me) at|arrived at|return to|taxi to|enter on|deliver(?:ed)? to|"
        rf"located on|office is at|refers to|same:|moved to|his address:|her address:)\s{{1,8}}"
        rf"((?:(?:{_HOUSE}|{_WORD})[\s,]{{1,2}}){{1,6}}{_HOUSE})(?![\w%:/])")),
    ("numbered-capitals", 0.7, re.compile(
        r"\d(?<![\w.,/$€£%-]\d)\d{2,5} (?:\d{1,5} )?(?:[^\W\d_a-z][^\W\d_]{1,23} ){1,4}\d{1,5}"
        r"(?!\w|%|[./]\d)")),
)  # fmt: skip
_BY_NAME = {name: (sure, pattern) for name, sure, pattern in _ANCHORS}
_LEFT = re.compile(rf"(?<![\w])(?:(?:{_UNIT}|\d{{2,6}})[\s,]{{1,2}}){{1,3}}$")
_PIECE = re.compile(
    rf"(?P<gap>(?:[,.]?[ ]{{0,4}}+\n[>?\s]{{0,6}}+|,[ ]{{0,2}}\n?[ ]{{0,4}}+| - |[ ]{{1,3}}+))"
    rf"(?:(?P<unit>{_UNIT})|(?P<zip>\d{{4,6}}(?:-\d{{3,4}})?|\d{{3}} \d{{2}}|\d{{2}}-\d{{3}}|"
    r"[a-z]{1,2}\d[a-z\d]? \d[a-z]{2})(?![\w%]|[./]\d)|(?P<house>\d{1,5})(?=\s?(?:,|\n|apt|suite))|"
    r"(?P<words>\(?[^\W\d_][\w'.()∆-]{0,30}(?:[ -][^\W\d_][\w'.()∆-]{0,30}){0,4}))",
)
_CASED = ("numbered-capitals", "street-alone")
_DOSE = re.compile(r"\s?(?:mg|mcg|ml|g|iu|units?|tabs?|years?|weeks?|days?|months?|hours?)\b")
_GRAMMAR = listed("and her his my is was that i he she they have had has for with but when then")
_MOST_PIECES = 10
_ENDING_WORDS = words("address_ends")


def find(document: Document) -> Iterator[Candidate]:
    """Candidates, each from its first number or word to its last piece."""
    lower = document.lower
    cased = document.cased
    for name in possible(document):
        sure, pattern = _BY_NAME[name]
        text = document.text if name in _CASED else lower
        begin = suffix_window(lower) if name == "street-suffix" else 0
        for match in pattern.finditer(text, begin):
            start, end = match.span(match.lastindex or 0)
            if not _plausible(document, name, start, end, cased):
                continue
            start = _to_the_left(lower, start)
            end = _to_the_right(document, end, cased)
            yield Candidate(start, end, ADDRESS, sure, f"address-{name}", "address")


def _plausible(document: Document, name: str, start: int, end: int, cased: bool) -> bool:
    """Whether the words of an anchor are written as a street is: with a capital, where any are."""
    if name in ("street-alone", "post-box", "military", "corner", "unit", "house-name-house"):
        return True
    written = document.text[start:end]
    if name == "street-prefix" and _DOSE.match(document.lower, end):
        return False
    if not cased:
        inner = written.lower().split()[1:]
        return name != "number-street" or (len(inner) <= 4 and _GRAMMAR.isdisjoint(inner))
    words = [w for w in written.split() if w[0].isalpha()]
    capital = sum(w[0].isupper() or not w[0].islower() for w in words)
    if name == "street-prefix":
        return capital > 0
    return capital >= max(1, len(words) - 2) and (name != "number-street" or words[0][0].isupper())


def _to_the_left(lower: str, start: int) -> int:
    """Further numbers and flats in front: "Apt. 675 62314 Mellemvej 32"."""
    window = lower[max(0, start - 40) : start]
    match = _LEFT.search(window)
    if match is None:
        return start
    before = window[: match.start()].rstrip()
    return start - (len(window) - match.start()) if not before.endswith("#") else start


def _to_the_right(document: Document, end: int, cased: bool) -> int:
    """Flat, town, region, postcode and country behind."""
    lower, text = document.lower, document.text
    for _ in range(_MOST_PIECES):
        match = _PIECE.match(lower, end)
        if match is None:
            break
        stop = match.end()
        if match.lastgroup == "words" or match.group("words"):
            stop = _name_end(text, match.start("words"), match.end("words"), cased, match["gap"])
            if stop == match.start("words"):
                break
        end = stop
    return end


def _name_end(text: str, start: int, end: int, cased: bool, gap: str) -> int:
    """How much of the words is the name of a place: those with capitals, up to an ordinary one."""
    position = last = start
    for part in re.finditer(r"[^\s]+", text[start:end]):
        word = part.group().strip("().,-")
        if not word or word.lower() in _ENDING_WORDS:
            break
        capital = not word[0].islower()
        joins = word.lower() in (
            "nan",
            "de",
            "del",
            "di",
            "da",
            "nad",
            "du",
            "la",
            "le",
            "na",
            "am",
        )
        if cased and not capital and not joins:
            break
        if not cased and "\n" not in gap and "," not in gap and position > start + 24:
            break
        position = start + part.end()
        last = position
        if part.group().endswith(".") and len(word) > 2:
            break
    return last
