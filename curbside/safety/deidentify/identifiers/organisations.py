"""Hospitals, schools, employers and other bodies in English, by the word that says their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.lexicon import COMMON, MEDICAL, alternatives, known, listed, words
from curbside.safety.deidentify.model import ORGANISATION, Candidate

_NAME = r"(?:[A-Z][\w'.&-]{0,30}|de|la|of|the|and|&|St\.)"
_HOSPITAL = (
    r"(?:Hospitals?|Clinics?|Infirmary|Medical (?:Center|Centre|Group|College)|Health (?:Center|"
    r"Centre"
    r"|System|Clinic|Services?)|Healthcare|Hospice|Nursing Home|Pharmacy|Surgery|Laborator(?:y|"
    r"ies)|"
    r"Cancer (?:Center|Centre|Institute)|Heart Institute|Eye Institute|NHS Trust|Sanatorium|"
    r"Medical Practice|Polyclinic|Maternity Home|Eye Centre|Fertility Centre|Dialysis Cent(?:re|er)|"
    r"Rehabilitation Center|Care (?:Center|Centre|Home)|Dental (?:Care|Clinic|Group)|"
    r"Urgent Care|Maternity)"
)
_SCHOOL = (
    r"(?:University|College|(?:High |Elementary |Primary |Middle |Secondary |Grammar |Nursing |"
    r"Medical |"
    r"Law |Business |Boarding |Public )?School|Academy|Kindergarten|Preschool|Nursery|Institute|"
    r"Polytechnic|Seminary|Sixth Form|Convent|Vidyalaya|Montessori|Playgroup|Daycare|Day Care|Cr[eè]che)"
)
_COMPANY = (
    r"(?:Inc(?:orporated)?|LLC|LLP|Ltd|Limited|Corp(?:oration)?|Company|Co|Group|PLC|GmbH|AG|Oy|AB|"
    r"Holdings?|Partners|Associates|Technologies|Solutions|Systems|Software|Industries|Enterprises|"
    r"Consulting|Services|Bank|Insurance|Foundation|Agency|Church|Temple|Mosque|Orchestra|Airlines|"
    r"Motors|Logistics|Pharmaceuticals|Labs|Media|Networks?|Capital|Finance|Financial|Trust|"
    r"Society|"
    r"Association|Federation|Ministry|Department Store|Supermarket|Restaurant|Hotel|Club|Magazine|"
    r"Weekly|Times|Police|Fire Department|Council|Cafe|Café|Bakery|Salon|Garage|Builders|Textiles|"
    r"Garments|Foods|Construction|Couriers|Freight|Haulage|Shipping|Airways|Railways?|Telecom|"
    r"Pvt|Sdn Bhd|Pty|Scouts|Parish|Gurdwara|Synagogue|Barracks|Prison)"
)
_KINDS = (("hospital", _HOSPITAL), ("school", _SCHOOL), ("company", _COMPANY))
_RULES = tuple(
    (label, re.compile(
        rf"(?<![\w'])(?:[A-Z][\w'.&-]{{0,30}} (?:{_NAME} ){{0,5}}?{head}\b\.?(?: (?:of|at|for) "
        rf"(?:[A-Z][\w'-]{{1,30}} ?){{1,3}})?|{head} of (?:the )?"
        rf"(?:[A-Z][\w'-]{{1,30}} ?){{1,4}})"))
    for label, head in _KINDS
)  # fmt: skip
_LOWER = tuple(
    (label, re.compile(r"(?<![\w'-])((?:[a-z]{2,24} ){0,2}[a-z]{2,24}) (?:" + head + r")\b"))
    for label, head in (
        ("hospital", "hospitals?|clinic|infirmary|medical cent(?:er|re)|health cent(?:er|re)|"
                     "nursing home|hospice|pharmacy"),
        ("school", "university|college|(?:high |elementary |primary |middle )?school|academy|"
                   "kindergarten|preschool|pre-school|nursery school|daycare|day care|playgroup"),
        ("company", "inc|llc|ltd|corp|corporation|incorporated|gmbh"),
    )
)  # fmt: skip
# Bodies by their abbreviation: "IAFF Local 860", "bloods sent to TDL".
_ABBREVIATED = re.compile(
    r"(?<!\w)([A-Z]{2,6} Local \d{1,5})(?!\w)|\b(?:sent|referred|transferred|admitted|taken|refer) (?:to|at) "
    r"(?:the )?(?!(?:ED|ER|EDs|ICU|ITU|HDU|CCU|NICU|PICU|ENT|GP|GPs|MDT|SLT|OT|PT|HR|CT|MRI|OPD|IR|AMU|SAU|EAU|"
    r"CAU|MAU|OBGYN|OB|IV|PCP|DVLA|OR|PACU)\b)([A-Z]{2,6})(?!\w)"
)
_MAY_BE_SHORT = triggers.written(listed("Local sent referred transferred admitted taken refer"))
_GENERIC = words("generic_bodies")
# Of these words one must stand in a text for the patterns to be worth running.
_HEADS = {
    "hospital": triggers.written(
        listed(
            "Hospital Hospitals Clinic Clinics Infirmary Medical Health Healthcare Hospice "
            "Nursing Pharmacy Surgery Laboratory Laboratories Cancer Heart Eye NHS Sanatorium "
            "Rehabilitation Care Dental Urgent Maternity Polyclinic Fertility Dialysis"
        )
    ),
    "school": triggers.written(
        listed(
            "University College School Academy Kindergarten Preschool Nursery Institute "
            "Polytechnic Seminary Sixth Convent Vidyalaya Montessori Playgroup Daycare Day Creche "
            "Crèche"
        )
    ),
    "company": triggers.written(
        listed(
            "Inc Incorporated LLC LLP Ltd Limited Corp Corporation Company Co Group PLC GmbH "
            "AG Oy AB Holding Holdings Partners Associates Technologies Solutions Systems "
            "Software Industries Enterprises Consulting Services Bank Insurance Foundation "
            "Agency Church Temple Mosque Orchestra Airlines Motors Logistics Pharmaceuticals "
            "Labs Media Network Networks Capital Finance Financial Trust Society Association "
            "Federation Ministry Department Supermarket Restaurant Hotel Club Magazine Weekly "
            "Times Police Fire Council Cafe Café Bakery Salon Garage Builders Textiles Garments "
            "Foods Construction Couriers Freight Haulage Shipping Airways Railway Railways Telecom "
            "Pvt Sdn Pty Scouts Parish Gurdwara Synagogue Barracks Prison"
        )
    ),
}
_SMALL_HEADS = {
    "hospital": triggers.words(
        listed("hospital hospitals clinic infirmary medical health nursing hospice pharmacy")
    ),
    "school": triggers.words(
        listed(
            "university college school academy kindergarten preschool pre nursery daycare day playgroup"
        )
    ),
    "company": triggers.words(listed("inc llc ltd corp corporation incorporated gmbh")),
}

_FUNCTION = words("function_words")
_FIRST_OF_KNOWN = triggers.words(
    re.findall("[a-z]+", name.removeprefix("the "))[0] for name in words("bodies_en")
)
_KNOWN = re.compile(rf"(?<!\w){alternatives(words('bodies_en'))}(?!\w)")
TELLING = reduce(or_, (*_HEADS.values(), *_SMALL_HEADS.values()), _FIRST_OF_KNOWN | _MAY_BE_SHORT)


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; generic ones ("the General Hospital") are none."""
    text = document.text
    for label, pattern in _RULES:
        if not document.triggered & _HEADS[label]:
            continue
        for match in pattern.finditer(text):
            words = match.group().split()
            named = [
                w for w in words[:-1] if w.strip(".,'").lower() not in _GENERIC and w[0].isupper()
            ]
            if words[0] not in ("The",) and not named and " of " not in match.group():
                continue
            if label == "company" and not _new(words, named):
                continue
            start = match.start() + (len("The ") if words[0] == "The" else 0)
            if any(named) or " of " in match.group():
                yield Candidate(
                    start, match.end(), ORGANISATION, 0.85, f"organisation-{label}", label
                )
    yield from _by_name(document)
    yield from _in_lower_case(document)


def _by_name(document: Document) -> Iterator[Candidate]:
    """Bodies that a list knows, and abbreviations where a body must stand."""
    if document.triggered & _FIRST_OF_KNOWN:
        for match in _KNOWN.finditer(document.lower):
            yield Candidate(*match.span(), ORGANISATION, 0.85, "organisation-known", "organisation")
    for match in _ABBREVIATED.finditer(document.text) if document.triggered & _MAY_BE_SHORT else ():
        yield Candidate(*match.span(match.lastindex or 0), ORGANISATION, 0.45,
                        "organisation-short", "organisation")  # fmt: skip


def _in_lower_case(document: Document) -> Iterator[Candidate]:
    """An unusual word in lower case before the word for a kind of body."""
    for label, pattern in _LOWER:
        if not document.triggered & _SMALL_HEADS[label]:
            continue
        for match in pattern.finditer(document.lower):
            before = match.group(1).split()
            if label == "school" and _is_school(before):
                start = match.start() + len(before[0]) + 1
                yield Candidate(start, match.end(), ORGANISATION, 0.45, "school-at", label)
            unusual = [w for w in before if not known(w) & (COMMON | MEDICAL) and len(w) > 2]
            if unusual and not _FUNCTION & set(before[before.index(unusual[0]) :]):
                first = before.index(unusual[0])
                start = match.start() + sum(len(w) + 1 for w in before[:first])
                yield Candidate(
                    start, match.end(), ORGANISATION, 0.7, f"organisation-{label}", label
                )


_AT = frozenset(("at", "from", "to", "attends", "attend"))
_NO_SCHOOL = words("generic_bodies") | listed(
    "a an the my his her our their your this that local new old his special public private state "
    "high primary elementary middle grammar boarding medical nursing law art music night summer "
    "sunday day pre infant junior senior after before in community same different another"
)


def _is_school(before: list[str]) -> bool:
    """Whether ordinary words are a school's name for once: "at little acorns preschool"."""
    return len(before) > 1 and before[0] in _AT and _NO_SCHOOL.isdisjoint(before[1:])


def _new(words: list[str], named: list[str]) -> bool:
    """Whether a firm has a name at all and is not a thing of medicine ("Immune System")."""
    return bool(named) and not any(known(w.lower().strip(".,'")) & MEDICAL for w in named)
