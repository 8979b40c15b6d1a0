"""Names that are words too, in lower case behind kin: "my daughter rose brought", "husband bill
snores". Names with a capital, and those that are nothing else, are found by the cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import triggers
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.reading import NEVER, Reading
from curbside.safety.deidentify.lexicon import COMMON, FIRST, KEEP, MEDICAL, listed, words
from curbside.safety.deidentify.model import PERSON, Candidate

KIN = listed(
    "son daughter wife husband mother father mom mum dad sister brother cousin nephew niece "
    "boyfriend girlfriend partner grandson granddaughter friend nan gran grandma grandpa aunt uncle "
    "hubby mummy daddy mam mama papa nana nanna nanny granny grandad granddad grandmother "
    "grandfather auntie aunty fiance fiancee stepson stepdaughter stepdad stepmum stepmom stepfather "
    "stepmother bestie bro sis bf gf mate roommate flatmate housemate neighbour neighbor colleague "
    "coworker boss carer caregiver childminder babysitter landlord landlady amma appa didi bhaiya "
    "chachi chacha oma opa abuela abuelo tita tito lola lolo kuya son-in-law bub twin toddler baby"
)
_WHOSE = "my|our|his|her|their|your"
_TRIGGERED = triggers.words(_WHOSE.split("|"))
_BESIDE = re.compile(
    rf"\b(?:{_WHOSE}) (?:\w{{1,12}} )?(?:{'|'.join(sorted(KIN, key=len, reverse=True))})"
    rf"(?:-in-law)? ([a-z]{{2,15}}),? ([a-z']{{2,14}})"
)
_VERBS = words("name_verbs") | listed(
    "got gets has had is was keeps kept says said told thinks wants needs won't can't doesn't don't "
    "isn't wasn't hasn't did does came went fell lives lived takes took brought broke hurt cut ate "
    "drank woke threw began felt slept lost gave made saw ran caught put left sent cannot hates "
    "snores coughs cries sleeps eats vomits itches scratches smokes drinks refuses insists and"
)
_NO_VERB = re.compile(r"(?:ss|us|is|'s|ies|ness|less|ous|seed|need|feed|bed|red)$")
# They may be names, and describe kin far more often.
_NO_NAME = listed("back nose skin said dear always never still age aged side who young long early")


# Where all is written small: told bill, me and josh, bill says.
_SMALL = re.compile(
    r"\b(?:told|asked|called|rang|phoned|texted|met|married|dating|me and|with|miss) ([a-z]{3,14})(?= (?:and|said|about|at|in|who|"
    r"that|he|she|is|was|for|the|yesterday|today|last|broke|split|to)\b|[.,!?]|$)|"
    r"(?:^|[.,!?\n] ?|\band )([a-z]{3,14})(?= (?:and i|said|says|told|thinks|reckons|swears|rang|noticed|got|gave|keeps)\b)"
)
_TOLD = triggers.words(
    listed(
        "told asked called rang phoned texted met married dating me with miss said says thinks "
        "reckons swears noticed got gave keeps i"
    )
)
_NO_SUBJECT = listed("there one everyone nobody patient")
_NO_PERSON = listed(
    "doctor doc nurse mom mum mam dad mother father sis bro son daughter wife husband pain everyone "
    "people work insurance hospital pharmacy internet google reception care life love hope faith "
    "honey baby girl guy man lady angel king queen prince major case price summer autumn winter may "
    "june april will can long young rich little many more much some any this that these"
)


def in_lower_case(reading: Reading) -> Iterator[Candidate]:
    """Given names that are words too, beside what is done with people only."""
    document = reading.document
    if not document.triggered & _TOLD:
        return
    for match in _SMALL.finditer(document.lower):
        place = match.span(match.lastindex or 0)
        token = reading.tokens[reading.at(place[0])]
        plain = token.lower in NEVER or token.lower in _NO_PERSON
        if token.known & FIRST and not plain and not token.known & (MEDICAL | KEEP):
            yield Candidate(*place, PERSON, 0.5, "small-name", "name")


# "Pinky is my sister-in-law", "King is his surname"; "tendai, 30 yrs", "am fatou from serrekunda".
_IS_KIN = re.compile(
    rf"(?:^|[.!?\n] ?)([A-Z][\w'-]{{1,20}}) is (?:my|our|his|her) (?:\w{{1,12}} )?"
    rf"(?:{'|'.join(sorted(KIN, key=len, reverse=True))}|name|surname|nickname)\b"
)
_OPENS = re.compile(
    r"^([a-z]{3,14}),? (?:age |aged )?\d{1,2} ?(?:yrs?|years?|yo|y/o|f|m)\b|"
    r"(?:^|[.,!?\n] ?)(?:am|name|this|its|iam|im) ([a-z]{3,14})(?= (?:from|age|aged|\d{1,2} ?(?:yrs?|years?|yo)|here|again)\b)|"
    r"\bour ([a-z]{3,10})(?= (?:says|said|has|had|keeps|thinks|got|reckons|gets|won't|can't|is \d)\b)"
)


def opened(reading: Reading) -> Iterator[Candidate]:
    """Who a text or a sentence opens with, by what is said of them right behind."""
    document = reading.document
    if document.cased:
        for match in _IS_KIN.finditer(document.text) if document.triggered & _TRIGGERED else ():
            if match.group(1).lower() not in NEVER | _NO_SUBJECT:
                yield Candidate(*match.span(1), PERSON, 0.6, "is-kin", "name")
        return
    for match in _OPENS.finditer(document.lower):
        place = match.span(match.lastindex or 0)
        token = reading.tokens[reading.at(place[0])]
        plain = token.known & COMMON and not token.known & FIRST
        if (
            not plain
            and token.lower not in NEVER | _NO_PERSON
            and not token.known & (MEDICAL | KEEP)
        ):
            yield Candidate(*place, PERSON, 0.5, "opens-small", "name")


def find(reading: Reading) -> Iterator[Candidate]:
    """Candidates; a word needs a verb behind it, and to be listed as a given name."""
    document: Document = reading.document
    if not document.triggered & _TRIGGERED:
        return
    for match in _BESIDE.finditer(document.lower):
        position = reading.at(match.start(1))
        token, verb = reading.tokens[position], match.group(2)
        if token.lower in NEVER or token.lower in _NO_NAME or not token.known & FIRST:
            continue
        if token.known & MEDICAL and token.known & KEEP:
            continue
        if verb in _VERBS or (verb.endswith(("s", "ed")) and not _NO_VERB.search(verb)):
            yield Candidate(*match.span(1), PERSON, 0.6, "kin-does", "name")
