"""The headline of an imported question: what a reader sees in a list. Pure.

From the source's title where it has one, else from the first sentence of the question that asks
something. No words are added or dropped except those of known templates (``medquad_headline``).
"""

from __future__ import annotations

import re

LIMIT = 120
ENOUGH = 2  # words that say something; "What is your take on this?" has none
_VAGUE_WORDS = (
    "about advice answer anyone anything been before cause caused causes causing could dear doctor"
    " doctors does doing dont from give going happen happened happening have help idea ideas just"
    " know like made make mean need normal opinion other please question really serious should some"
    " someone something suggest suggestions sure take tell thank thanks that them then there these"
    " they thing things think this thoughts very want wanted well what when where which will with"
    " wondering worried worry would wrong your"
)
_VAGUE = frozenset(_VAGUE_WORDS.split())
# Written in capitals wherever they stand alone; none of them is also a word.
_ABBREVIATIONS = (
    "acl adhd afib alp als bmi bp bpm bph bppv cbc cbd cbt cll cml cmv cns copd covid cpap "
    "cpr crp csf ct dna dvt ecg eeg egd ekg elisa emg ent esr fna fsh gerd ggt gi hbv hcg "
    "hcv hdl hiv hpv hrt hsv ibd ibs icu igg igm ii iii inr iq itp iud iui iv ivf kub ldl "
    "lft lh lmp mmr mri mrsa nsaid nsaids ocd otc pcos pcp pcr pid pms ppi prk psa ptsd rbc "
    "rna sle spf ssri std stds sti stis svt tb tia tmj tsh uk usa uti utis wbc"
)
_CAPITALS = frozenset(_ABBREVIATIONS.split())
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"'”’)]*(?:\s+|(?<=[。！？]))|\n+")
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|respected)\b"
    r"(?:[ ,]+(?:there|all|everyone|dr|doc|docs|doctor|doctors|sir|madam|ma'am|team))*[ .,!:;-]*"
    r"|(?:您好|你好|醫師|醫生|医生|医师|大夫)[，,。！!：: ]*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？嗎吗呢]|\b(?:what|why|how|when|where|which|who|is it|can i|could|should|would)\b"
    r"|\b(?:do i|does|am i)\b|(?:怎麼|怎么|如何|是否|為什麼|为什么|請問|请问)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?:question|subject|topic|q)\s*[:：]\s*", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def headline(title: str, question: str) -> str:
    """At most ``LIMIT`` characters, never cut within a word; "" when both texts are empty."""
    chosen = title if _letters(title) else question
    if len(chosen.strip()) > LIMIT or "\n" in chosen.strip():
        chosen = _asking_sentence(chosen)
    chosen = _GREETING.sub("", _LABEL.sub("", chosen.strip())) or chosen
    return cut(sentence_case(_even(chosen)))


def _letters(text: str) -> bool:
    return sum(char.isalnum() for char in text) >= 2


def _asking_sentence(question: str) -> str:
    """The first sentence that asks and says of what, else the first that says anything."""
    sentences = [part.strip() for part in _SENTENCE_END.split(question) if part.strip()]
    telling = [part for part in sentences if _says_something(part)]
    asking = [part for part in telling if _ASKS.search(part)]
    marked = [part for part in asking if part.rstrip("\"'”’)")[-1:] in "?？"]
    return next(iter([*marked, *asking, *telling, *sentences]), question)


def _says_something(sentence: str) -> bool:
    """Whether there are words that name what is asked about; Chinese says more in fewer signs."""
    words = {word.casefold() for word in _WORD.findall(sentence)}
    telling = sum(len(word) > 3 and word not in _VAGUE for word in words)
    return telling >= ENOUGH or len(_HAN.findall(sentence)) >= 5


def _even(text: str) -> str:
    """One line; no blank before a question mark, no marks doubled, no leading list mark."""
    text = " ".join(text.split()).lstrip(">-*•#· ").strip()
    text = re.sub(r"\s+([?？!！,，.。;:])(?=\s|$)", r"\1", text)
    text = re.sub(r"([?？])[?？!！.。 ]+$", r"\1", text)
    return re.sub(r"[!！]{2,}", "!", re.sub(r"(?<!\.)\.{1,2}$", "", text)).strip()


def sentence_case(text: str) -> str:
    """Capitals where a sentence has them, when the writer used none or nothing else.

    >>> sentence_case("is my anti hiv test conclusive or do i need a retest?")
    'Is my anti HIV test conclusive or do I need a retest?'
    """
    letters = [char for char in text if char.isascii() and char.isalpha()]
    if len(letters) >= 8 and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        text = text.lower()  # shouting
    if text == text.lower():
        text = _WORD.sub(_capital_word, text)
        text = re.sub(r"(?<=[.!?] )([a-z])", lambda m: m.group(1).upper(), text)
    if text[:1].isascii() and not text[1:2].isupper():  # "iPhone" begins as it does
        text = text[:1].upper() + text[1:]
    return text


def _capital_word(match: re.Match[str]) -> str:
    word = match.group()
    stem, _, ending = word.replace("’", "'").partition("'")
    if stem == "i" and ending in ("", "m", "ve", "ll", "d", "am"):
        return "I" + word[1:]
    return word.upper() if word in _CAPITALS else word


def cut(text: str, limit: int = LIMIT) -> str:
    """``text`` with at most ``limit`` characters, ending at a word and with "…" where cut."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    space = kept.rfind(" ")
    if space > limit // 2:
        kept = kept[:space]
    return kept.rstrip(" ,;:.-–—，、；：") + "…"
