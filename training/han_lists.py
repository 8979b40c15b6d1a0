"""Write the Chinese word lists of `curbside/safety/deidentify/data/`.

Run once, by hand, after `pip install faker jieba`:

    python training/han_lists.py ../shared/data curbside/safety/deidentify/data

Sources and licences: which characters stand in given names, and which words begin with a surname
or look like a given name, from the dictionary of jieba (MIT) and Faker (MIT); words that the
Chinese question sets of ../shared/data use often are counted there: numbers about words, no text.
Everything is in Simplified characters, the form the engine folds Chinese into.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
from collections import Counter
from pathlib import Path

from name_lists import held_out

from curbside.safety.folding import simplified

# Characters of given names that are younger than the dictionary.
MODERN = (
    "芊奕昱妤瑄彤萱芷蓁姍姿嫻娥晴晟翊叡睿甯甄霏瑀琁筠筑妘芸苡苓茵莛菲蒨瑛瑾璇珮琬宸宥昀昕晏暐煒焜炫烜勛勳淇湘淳渝"
    "沛泓浚澄潔汶宛崴嶸崧峻彥恆愷憲懿柏楷樺榕棻槿杉杰栩祐祺禎誠諺詠詩謙譽軒辰逸逵達邦郁鈞銘鋒錡鎧陞隆霆靖鴻鵬"
    "麒麟齡芬芳芝芯苑英茜荷莉莎莓萍葳蓉蓮薇蘭蕙藝虹蝶鳳鶯黛娟婉婕媛嫣嬌妍妮姝倩俐佩佳依俞伊伶尹罔滿桂枝梓翰廷瑋瑜榮宏寶福添進發財旺筱嵐昊澤梵綺沁珣"
)
GIVEN_LEAST = 12  # how many names of the dictionary a character must stand in
# Rarer words give way to names.
TAILS, MOST_OF_NAMES = 4, 400  # a word that often ends full names, and is rare, is a given name
LEAST, LEAST_OF_TWO, LEAST_LIKE_NAMES, LEAST_AFTER_CUES, SEEN_LEAST = 3, 10, 60, 100, 12


def main(data: Path, out: Path) -> None:
    """Two files: characters of given names; words that are no names although they look like one."""
    folder = Path(importlib.import_module("jieba").__file__).parent
    rows = [line.split() for line in (folder / "dict.txt").read_text("utf-8").splitlines()]
    surnames = set("".join(line for line in (out / "zh_surnames.txt").read_text("utf-8").splitlines()
                           if not line.startswith("#") and len(line) == 1))  # fmt: skip
    surnames = {simplified(s) for s in surnames}
    given: Counter[str] = Counter()
    for word, _, tag in rows:
        if tag == "nr" and len(word) == 3 and word[0] in surnames:
            given.update(word[1:])
    for locale in ("zh_TW", "zh_CN"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in provider.first_names:
            given.update(dict.fromkeys(simplified(name), GIVEN_LEAST))
    given.update(dict.fromkeys(simplified(MODERN), GIVEN_LEAST))
    letters = {c for c, count in given.items() if count >= GIVEN_LEAST}
    tails = Counter(w[1:] for w, _, tag in rows if tag == "nr" and len(w) == 3)
    names = {w for w, count, _ in rows if tails[w] >= TAILS and int(count) < MOST_OF_NAMES}
    names |= {simplified(n) for locale in ("zh_TW", "zh_CN") for n in importlib.import_module(
        f"faker.providers.person.{locale}").Provider.first_names}  # fmt: skip
    words = {word for word, count, tag in rows if not tag.startswith("nr")
             and _in_the_way(word, int(count), surnames, letters)}  # fmt: skip
    seen: Counter[str] = Counter()
    for file, fields in (("internal_medicine_zh", ("question", "answer")),
                         ("question_pairs_zh", ("question_1", "question_2"))):  # fmt: skip
        with gzip.open(data / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if file == "internal_medicine_zh" and held_out(row["id"]):
                    continue
                for field in fields:
                    for run in re.findall(r"[\u4e00-\u9fff]{2,}", str(row.get(field) or "")):
                        seen.update(run[i : i + 2] for i in range(len(run) - 1))
    words |= {
        w for w, n in seen.items() if n >= SEEN_LEAST and (w[0] in surnames or set(w) & letters)
    }
    words -= names
    (out / "zh_given.txt").write_text("\n".join(sorted(letters)) + "\n", encoding="utf-8")
    (out / "zh_words.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(len(letters), "characters,", len(words), "words")


def _in_the_way(word: str, count: int, surnames: set[str], letters: set[str]) -> bool:
    """Whether a word could be taken for a name, and is common enough not to be."""
    if len(word) == 3:
        return count >= LEAST and (word[0] in surnames or set(word) <= letters)
    if len(word) != 2:
        return False
    if set(word) <= letters:
        return count >= LEAST_LIKE_NAMES
    if word[0] in surnames:
        return count >= LEAST_OF_TWO
    return count >= LEAST_AFTER_CUES and bool(set(word) & letters)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
