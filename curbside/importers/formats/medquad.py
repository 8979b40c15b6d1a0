"""The format `medquad`: the XML documents of abachaa/MedQuAD, a folder or its zip.

A pair is an entry whose reply is by its publisher. Where the publication removed the answer, the
reply is the link to it. Ids are those in general use for this set: source, document, pair.

Published are 47,457 pairs, in general use 47,441: four documents (16 pairs) were left in a draft
markup of their own. They are skipped, and said to be, so that both count the same. Documents
without a pair (topics nobody asked about) give nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from curbside.importers.formats.medquad_headline import medquad_headline
from curbside.importers.formats.options import Options
from curbside.importers.formats.xml_documents import root
from curbside.importers.inputs import Parts, Refused
from curbside.importers.record import Broken, Read, Skipped, SourceInfo
from curbside.importers.shaping import Raw, RawTurn, shape
from curbside.people.profiles import Profile

VERSION = 1
ENDINGS = (".xml",)
SOURCE = SourceInfo(
    slug="medquad",
    name="MedQuAD",
    licence="CC BY 4.0",
    url="https://github.com/abachaa/MedQuAD",
)
_MEDLINEPLUS = Profile("MedlinePlus", publisher=True, url="https://medlineplus.gov/")
_PUBLISHERS = {
    "ADAM": Profile(
        "A.D.A.M. Medical Encyclopedia",
        publisher=True,
        url="https://medlineplus.gov/encyclopedia.html",
    ),
    "MPlusDrugs": _MEDLINEPLUS,
    "MPlusHealthTopics": _MEDLINEPLUS,
    "MPlusHerbsSupplements": _MEDLINEPLUS,
    "GARD": Profile(
        "Genetic and Rare Diseases Information Center",
        publisher=True,
        url="https://rarediseases.info.nih.gov/",
    ),
    "GHR": Profile(
        "Genetics Home Reference", publisher=True, url="https://medlineplus.gov/genetics/"
    ),
    "CancerGov": Profile(
        "National Cancer Institute", publisher=True, url="https://www.cancer.gov/"
    ),
    "NIDDK": Profile(
        "National Institute of Diabetes and Digestive and Kidney Diseases",
        publisher=True,
        url="https://www.niddk.nih.gov/",
    ),
    "NINDS": Profile(
        "National Institute of Neurological Disorders and Stroke",
        publisher=True,
        url="https://www.ninds.nih.gov/",
    ),
    "NHLBI": Profile(
        "National Heart, Lung, and Blood Institute",
        publisher=True,
        url="https://www.nhlbi.nih.gov/",
    ),
    "NIHSeniorHealth": Profile("NIH Senior Health", publisher=True, url="https://www.nia.nih.gov/"),
    "CDC": Profile(
        "Centers for Disease Control and Prevention", publisher=True, url="https://www.cdc.gov/"
    ),
}
_IN_REFS = {"MPlusHerbsSupplements": "MPlusHerbsSuppls"}  # as the ids in general use shorten it


@dataclass(frozen=True)
class Pair:
    """A question and its answer as they stand in a document."""

    place: str
    ref: str
    document: Element
    element: Element

    @property
    def publisher(self) -> Profile:
        """Who says it."""
        source = self.document.get("source", "")
        return _PUBLISHERS.get(source) or Profile(source or "MedQuAD", publisher=True)

    @property
    def question(self) -> str:
        """The question, in one line."""
        return " ".join(_words(self.element.find("Question")).split())

    @property
    def question_type(self) -> str:
        """What it asks, as MedQuAD names it, such as "exams and tests"."""
        asked = self.element.find("Question")
        return asked.get("qtype", "") if asked is not None else ""

    @property
    def answer(self) -> str:
        """The answer, "" where the publication removed it."""
        return _words(self.element.find("Answer")).strip()

    @property
    def focus(self) -> str:
        """What the document is about."""
        return self.document.findtext("Focus") or ""

    @property
    def synonyms(self) -> list[str]:
        """Other names of the focus."""
        return [_words(synonym) for synonym in self.document.iter("Synonym")]

    @property
    def url(self) -> str:
        """The publisher's page."""
        return self.document.get("url", "")


def parse(parts: Parts, options: Options) -> Iterator[Read]:
    """One record a pair, in order of the documents' names."""
    for read in pairs(parts):
        yield _record(read) if isinstance(read, Pair) else read


def pairs(parts: Parts) -> Iterator[Pair | Broken | Skipped]:
    """The pairs of all documents, in order of the documents' names.

    A few documents share one id; 34 pairs, the later ones, go by their file's name instead, so
    that no pair is lost.
    """
    used: set[str] = set()
    for part in parts:
        if isinstance(part, Broken):
            yield part
            continue
        try:
            document = root(part.read())
        except Refused as refused:
            yield Broken(part.name, str(refused))
            continue
        elements = list(document.iter("QAPair"))
        if document.tag == "doc":
            yield Skipped(part.name, "The document is in the draft markup, which is not read.")
        elif document.find("QAPairs") is None:
            yield Broken(part.name, "The document is not one of MedQuAD's.")
        for number, element in enumerate(elements, 1):
            part.done = number / len(elements)
            place = f"{part.name} pair {number}"
            if not element.get("pid"):
                yield Broken(place, "The pair has no number.")
                continue
            ref = _ref(document, element, document.get("id"))
            if ref in used:
                ref = _ref(document, element, _stem(part.name))
            used.add(ref)
            yield Pair(place, ref, document, element)


def _ref(document: Element, pair: Element, number: str | None) -> str:
    source = document.get("source", "")
    return f"{_IN_REFS.get(source, source)}_{number}_Sec{pair.get('pid', '')}"


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".xml")


def _record(pair: Pair) -> Read:
    question, answer = pair.question, pair.answer
    if not question:
        return Broken(pair.place, "The pair has no question.")
    return shape(
        pair.place,
        Raw(
            ref=pair.ref,
            question=question,
            headline=medquad_headline(question),
            language="en",
            replies=[RawTurn(pair.publisher, answer, "" if answer else pair.url)],
            hints=[pair.focus, *pair.synonyms],
            url=pair.url,
        ),
    )


def _words(element: Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""
