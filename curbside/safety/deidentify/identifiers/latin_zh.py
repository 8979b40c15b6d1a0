"""Latin names in Chinese texts, in whatever case: 我男友kevin, 護照上是CHEN MEI-LING.

Names written as in English texts are found by those rules too; these know where a Chinese
sentence makes a name likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify import lexicon
from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import compile_han, either
from curbside.safety.deidentify.model import PERSON, Candidate

_KIN, _STAFF = either("zh_kin"), either("zh_staff")
_BEFORE_LATIN = compile_han(
    f"(?:{_KIN}|{_STAFF}|我叫|我是|名叫|叫做|名字是?|姓名[:]?|[我她他][媽爸哥弟姊姐妹]|叫)\\s?(?=[a-z])"
)
_NO_NAME = lexicon.COMMON | lexicon.MEDICAL | lexicon.KEEP
_LATIN = re.compile(r"[a-z][a-z'-]{1,15}(?: [a-z][a-z'-]{1,15}){0,3}")


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; nothing where there is no Chinese."""
    if not document.has_han:
        return
    yield from _cued(document)
    for match in _LATIN.finditer(document.han):
        known = [lexicon.known(word) for word in re.findall("[a-z]+", match.group())]
        named = [k for k in known if k & lexicon.NAME and not k & _NO_NAME]
        several = len(known) > 1 and not any(k & (lexicon.MEDICAL | lexicon.KEEP) for k in known)
        written = document.text[match.start() : match.end()]
        ordinary = len(known) == 1 and known[0] & lexicon.FIRST and known[0] & lexicon.COMMON
        if (
            ordinary
            and written.istitle()
            and len(written) > 2
            and not known[0] & (lexicon.MEDICAL | lexicon.KEEP | lexicon.COUNTRY)
        ):
            yield Candidate(*match.span(), PERSON, 0.45, "latin-word-zh", "name")
        if (several and named) or (len(known) == 1 and known[0] & lexicon.FIRST and named):
            yield Candidate(*match.span(), PERSON, 0.5, "latin-listed-zh", "name")


def _cued(document: Document) -> Iterator[Candidate]:
    """Latin names after a Chinese cue: 我男友kevin, 名字Siti Rahayu; of medicine none."""
    for match in _BEFORE_LATIN.finditer(document.han):
        name = _LATIN.match(document.han, match.end())
        if name is None:
            continue
        written = document.text[name.start() : name.end()]
        first = lexicon.known(name.group().split()[0])
        kept = first & (lexicon.MEDICAL | lexicon.KEEP)
        listed = first & lexicon.FIRST or (first & lexicon.NAME and not written.isupper())
        titled = written[0].isupper() and not written.isupper()
        if not kept and (listed or titled):
            yield Candidate(*name.span(), PERSON, 0.7, "latin-zh", "name")
