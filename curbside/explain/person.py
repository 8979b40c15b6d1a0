"""Whom a question is about, as far as it says, and sentences that are about someone else. Pure.

A form's age band and sex come first; else the question's own words. Someone of whom nothing is
known may be an adult of either sex. Deliberately guesses nothing from names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curbside.explain.model import Asked
from curbside.explain.quick import Quick
from curbside.safety.triage import who

_AGE = Quick(
    r"\b(\d{1,3})[ -]*(year|yr|month|week|day)s?[ -]*(?:of age|old)|\b(?:i am|i'm|im|age:?|aged) (\d{1,2})\b"
    r"|(\d{1,3}) ?(歲|岁|個月|个月)",
    re.I,
)
_CHILD = Quick(
    r"\b(?:my|our) (?:\w+ ){0,4}(?:son|daughter|baby|child|infant|toddler|kid|newborn|grandson"
    r"|granddaughter)\b|我(?:的|家)?(?:兒子|女兒|小孩|寶寶|孩子|嬰兒|儿子|女儿|宝宝)",
    re.I,
)
_FEMALE = Quick(
    r"\b(?:my|his) (?:\w+ ){0,4}(?:wife|mother|mum|mom|sister|girlfriend|daughter|fianc[eé]e)\b"
    r"|\b(?:female|woman|girl|lady|pregnan\w+|my periods?|menses|uterus|vagin\w+|tubal|pcos|endometrio\w+)\b"
    r"|女性|女生|月經|懷孕|老婆|太太|我媽|媽媽|女兒",
    re.I,
)
_MALE = Quick(
    r"\bmy (?:\w+ )?(?:husband|father|dad|brother|boyfriend|son)\b|\b(?:male|man|guy|gender: male"
    r"|penis|prostate|testicles?|erectile|erections?|my wife|my girlfriend)\b|男性|男生|老公|我爸|爸爸|兒子|陰莖",
    re.I,
)
_PREGNANT = Quick(r"\bpregnan|懷孕|孕婦|怀孕", re.I)
_NURSING = Quick(r"breast-? ?fe|nursing|lactat|哺乳|餵奶|母乳", re.I)

_ABOUT_CHILD = Quick(
    r"\b(?:infants?|newborns?|bab(?:y|ies)|child(?:ren|hood)?(?:'s)?|kids?|toddlers?|teen(?:s|agers?)?"
    r"|adolescen\w+|school|puberty|pediatric\w*|playground)\b|嬰|兒童|小孩|寶寶|青少年|婴|儿童",
    re.I,
)
_ABOUT_PREGNANT = Quick(
    r"\b(?:pregnan\w+|unborn|fetus|fetal|trimester|prenatal|labor and delivery|give birth|giving birth)\b|懷孕|孕婦|胎兒|怀孕|孕妇",
    re.I,
)
_ABOUT_NURSING = Quick(r"breast-?fe|breast milk|nursing mothers|哺乳|母乳", re.I)
_ABOUT_FEMALE = Quick(
    r"\b(?:wom[ae]n|girls?|females?|vagin\w*|menstrua\w*|periods\b|uter(?:us|ine)|ovar\w+|cervi(?:x|cal cancer)"
    r"|menopaus\w*|birth control pills?|hysterectomy)\b|女性|婦女|月經|更年期|子宮|陰道",
    re.I,
)
_ABOUT_MALE = Quick(
    r"\b(?:men|boys?|males?|prostate|penis|testic\w+|scrot\w+|erectile)\b|男性|攝護腺|陰莖|睪丸",
    re.I,
)
_ABOUT_OLD = Quick(
    r"\b(?:older (?:adults?|people|men|women|persons?)|middle-aged|elderly|seniors?|(?:over|after) (?:age )?(?:50|55|60|65|70)"
    r"|nursing homes?|menopaus\w*|with age|as (?:you|people) (?:get older|age))\b|老年|年長|高齡",
    re.I,
)
_ABOUT_TOO_HEAVY = Quick(
    r"\b(?:weight-?[ -]?loss (?:program\w*|surger\w+|diets?|goals?)|los(?:e|ing) [^.]{0,30}\bweight|obes\w+|overweight|bariatric)\b"
    r"|減重|減肥|肥胖|過重",
    re.I,
)
_TOO_LIGHT = Quick(
    r"\b(?:lost|losing|loss of|dropped)\b[^.?!]{0,25}\b(?:weight|pounds|lbs|kilos?|kgs?)\b|\b(?:to|can i|should i) (?:gain|put on) (?:some )?weight|\bunderweight\b|\bunexplained weight loss"
    r"|體重(?:一直|突然|不斷)?(?:減輕|下降|變輕|掉)|(?:暴|消|變)瘦|增重|太瘦",
    re.I,
)
_WANTS_LIGHTER = Quick(
    r"\b(?:want(?:s|ed)?|try(?:ing)?|need|like|how (?:can|do|should) i|help me|hard|difficult) (?:to )?los(?:e|ing)\b|\bdiet(?:ing)? (?:plan )?(?:to|for)\b"
    r"|想(?:要)?(?:減|瘦)|減肥|瘦身",
    re.I,
)
_BABY = Quick(r"\b(?:infants?|newborns?|bab(?:y|ies))\b|嬰", re.I)
_EVERYONE = Quick(r"\b(?:adults?|anyone|everyone|all ages|people of any|both)\b|成人|任何人", re.I)
_ABOUT_OTHERS = Quick(
    r"\b(?:dogs?|cats?|horses?|mice|rats?|animals? (?:studies|models))\b|動物實驗", re.I
)
ADULT, OLD = 18.0, 50.0


@dataclass(frozen=True)
class Person:
    """``low`` to ``high`` years; empty ``sex`` and False where the question does not say."""

    low: float = ADULT
    high: float = who.OLDEST
    sex: str = ""
    pregnant: bool = False
    nursing: bool = False
    known: bool = False  # whether an age was given
    losing: bool = False  # weight, without wanting to
    said: str = ""  # question and reply, to see what they speak of themselves

    @property
    def child(self) -> bool:
        """Whether the question is about a child."""
        return self.high <= ADULT


def person(asked: Asked) -> Person:
    """Whom the question is about."""
    text = f"{asked.headline}\n{asked.question}"
    said = f"{text}\n{asked.reply}".lower()
    low, high, known = _ages(asked.age_band, text)
    return Person(
        low=low,
        high=high,
        sex=who.sex(asked.sex) or _sex(text) or _sex(asked.reply),
        pregnant=bool(_PREGNANT.search(text)),
        nursing=bool(_NURSING.search(text)),
        known=known,
        losing=bool(_TOO_LIGHT.search(text)) and not _WANTS_LIGHTER.search(text),
        said=said,
    )


def _ages(band: str, text: str) -> tuple[float, float, bool]:
    if band.strip():
        low, high = who.ages(band)
        return low, high, True
    found = _AGE.search(text)
    if found:
        years, unit, bare, chinese, unit_zh = found.groups()
        number = float(years or bare or chinese)
        unit = (unit or "").lower()
        scale = {"month": 1 / 12, "week": 7 / 365, "day": 1 / 365}.get(unit, 1.0)
        if unit_zh in ("個月", "个月"):
            scale = 1 / 12
        age = number * scale
        if age < ADULT and not (_CHILD.search(text) or years or chinese):
            return ADULT, who.OLDEST, False
        return age, age + 1, True
    if _CHILD.search(text):
        return 0.0, ADULT, False
    return ADULT, who.OLDEST, False


def _sex(text: str) -> str:
    """The sex that the text's own words say; the first of them where both occur."""
    female, male = _FEMALE.search(text), _MALE.search(text)
    if female and male:
        if re.search(r"my (?:wife|girlfriend)", text, re.I):
            return "female" if re.search(r"pregnan|period|conceiv|abortion", text, re.I) else ""
        return "female" if female.start() < male.start() else "male"
    return "female" if female else "male" if male else ""


def about_someone_else(text: str, who_asks: Person) -> str:  # noqa: PLR0911 - a table in words
    """Why a sentence is not for this person; "" where it may be."""
    if _ABOUT_OTHERS.search(text) and not _ABOUT_OTHERS.search(who_asks.said):
        return "is about animals"
    everyone = bool(_EVERYONE.search(text))
    if _ABOUT_CHILD.search(text) and not who_asks.child and not everyone:
        baby = _BABY.search(text) and not re.search(r"\bchild", text, re.I)
        if not (baby and (who_asks.pregnant or who_asks.nursing)):
            return "is about children"
    if who_asks.child and re.search(r"\badults?\b", text, re.I) and not _ABOUT_CHILD.search(text):
        return "is about adults"
    if who_asks.child and re.search(
        r"\b(?:alcohol|smok|your partner|having sex|work(?:place)?)\b", text, re.I
    ):
        return "is about adults"
    if _ABOUT_PREGNANT.search(text) and not _ABOUT_PREGNANT.search(who_asks.said):
        return "is about pregnancy"
    if _ABOUT_NURSING.search(text) and not _NURSING.search(who_asks.said):
        return "is about nursing mothers"
    if who_asks.sex == "male" and _ABOUT_FEMALE.search(text) and not _ABOUT_MALE.search(text):
        return "is about women"
    if who_asks.sex == "female" and _ABOUT_MALE.search(text) and not _ABOUT_FEMALE.search(text):
        return "is about men"
    if who_asks.losing and _ABOUT_TOO_HEAVY.search(text):
        return "is about people who weigh too much"
    others = _EVERYONE.search(re.sub(r"older adults", "", text, flags=re.I))
    if who_asks.known and who_asks.high <= OLD and _ABOUT_OLD.search(text) and not others:
        return "is about older people"
    return ""
