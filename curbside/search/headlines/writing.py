"""Putting a headline into writing: one line, sentence case, cut at a word. Pure.

No words are added or dropped. Deliberately chooses nothing.
"""

from __future__ import annotations

import re

LIMIT = 90  # characters that a list shows
# Written in capitals wherever they stand alone; none of them is also a word.
_ABBREVIATIONS = (
    "acl adhd afib alp als bmi bp bpm bph bppv cbc cbd cbt cll cml cmv cns copd covid cpap "
    "cpr crp csf ct dna dvt ecg eeg egd ekg elisa emg ent esr fna fsh gerd ggt gi hbv hcg "
    "hcv hdl hiv hpv hrt hsv ibd ibs icu igg igm ii iii inr iq itp iud iui iv ivf kub ldl "
    "lft lh lmp mmr mri mrsa nsaid nsaids ocd otc pcos pcp pcr pid pms ppi prk psa ptsd rbc "
    "rna sle spf ssri std stds sti stis svt tb tia tmj tsh uk usa uti utis wbc"
)
_CAPITALS = frozenset(_ABBREVIATIONS.split())
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def even(text: str) -> str:
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
