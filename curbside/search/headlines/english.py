"""An English headline: the best question of the letter made short, or a plain one about its subject.

What is asked is read from cue words; a template says no more than they do. A small scorer, tuned
on half of MeQSum (``evals/headlines.py``), chooses between the letter's own words and a template.
Deliberately answers nothing and adds no medical word that the letter does not have.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from curbside.search import analyser
from curbside.search.headlines import subject
from curbside.search.headlines.cleaning import Letter
from curbside.search.headlines.writing import LIMIT, cut, even, sentence_case

# What is asked: cue, then the headline; the first that matches an asking sentence leads.
_ASPECTS: tuple[tuple[str, str, str], ...] = (
    ("maker", r"\b(?:who (?:makes|manufactur)|manufactur|what company)", "Who makes {x}?"),
    ("genetic test", r"\b(?:genetic|dna|gene) test|\btest(?:ed|ing)? for\b.*\bgene", "Where can I get genetic testing for {x}?"),
    ("trial", r"\b(?:clinical trials?|clinical stud(?:y|ies)|stud(?:y|ies) for)\b", "Are there clinical trials for {x}?"),
    ("doctor", r"\b(?:find|recommend|know of|looking for|need|suggest|list of|names? of|refer)\b[^.?!]{0,40}\b(?:doctors?|physicians?|specialists?|hospitals?|surgeons?|clinics?|centers?)\b|\bwho (?:specializ|treats)", "How can I find physicians or hospitals who specialize in {x}?"),
    ("side effects", r"\bside[- ]effects?\b|\badverse\b", "What are the side effects of {x}?"),
    ("ingredients", r"\b(?:ingredients?|contain|gluten)\b", "What are the ingredients in {x}?"),
    ("outlook", r"\b(?:prognosis|life expectancy|survival|survive|outlook|how long (?:can|will|do|does)[^.?!]{0,20}live|terminal|fatal|recover)\b", "What is the prognosis for {x}?"),
    ("inherited", r"\b(?:hereditary|inherit\w*|genetic|run in (?:the )?famil|passed? (?:on|down)|chances? of my (?:child|kids|baby|son|daughter))\b", "{Be} {x} hereditary?"),
    ("diet", r"\b(?:what (?:foods?|diet|can|should)[^.?!]{0,25}(?:eat|diet)|foods? (?:to|should|can|that)|can(?:not|'t)? (?:and cannot )?eat|diet for)\b", "What foods should be avoided with {x}?"),
    ("prevention", r"\b(?:prevent|prevention|avoid)\b", "How can I prevent {x}?"),
    ("cause", r"\b(?:causes?|caused|causing|reasons?|why|come from)\b", "What are the causes of {x}?"),
    ("treatment", r"\b(?:treat\w*|cures?|cured|remed\w+|(?:medicines?|medications?|drugs?|pills?) (?:for|to|that)|therap(?:y|ies)|get rid|relie(?:f|ve)\w*|heal(?:ed|ing)?|what (?:can|should) (?:i|we|he|she) (?:do|take)|what to do|solution|suggest\w*|fix|alternatives?|treatment options)\b", "What are the treatments for {x}?"),
    ("diagnosis", r"\b(?:diagnos(?:e|is|ing)|tests?|how (?:do|can|would) (?:i|you|we) (?:know|tell))\b", "How {be} {x} diagnosed?"),
    ("symptoms", r"\b(?:symptoms?|signs)\b", "What are the symptoms of {x}?"),
    ("information", r"\b(?:informations?|info|literature|learn|brochures?|materials?|resources?|articles?|know more|more about|find out|understand|support groups?|research)\b", "Where can I find information on {x}?"),
)  # fmt: skip
_CUES = [(name, re.compile(cue, re.IGNORECASE), words) for name, cue, words in _ASPECTS]
_HELP = re.compile(r"\b(?:help|advi[cs]e|suggestion|recommend|what do i do)", re.IGNORECASE)
_ASKING = re.compile(
    r"\?|^(?:what|why|how|when|where|which|who|is|are|can|could|should|would|will|do|does|did|has|"
    r"have i|am i)\b|\b(?:i (?:was|am|'m) wondering|wonder(?:ing)? (?:if|whether|what|how)|my question|"
    r"(?:want|like|need|love|trying|wish) to (?:know|find|learn|ask|get)|looking for|please (?:tell|send|"
    r"advise|suggest|help|let)|can you|could you|tell me|let me know|any (?:idea|advice|suggestion|help|info)"
    r"\w*|need (?:to know|help|info\w*|advice)|seeking|interested in)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|so|but|also|well|ok|okay|now|then|because|please|kindly|basically|actually|first(?:ly)?|"
    r"again|just|my (?:main |first |only )?(?:question|concern)s? (?:to you )?(?:is|are|was)|the question is|"
    r"question|i (?:was|am|'m|have been)(?: just| also)? (?:wondering|curious|asking|trying to find out|"
    r"writing to (?:ask|find out))|i(?:'d| would| just| also)* (?:like|want|need|wanted|love|wish) to "
    r"(?:know|ask|find out|enquire|inquire|understand)(?: from you)?|(?:can|could|would|will|may) (?:you|someone|anyone|"
    r"anybody|i)(?: please| kindly| possibly)* (?:tell me|let me know|advise(?: me)?|explain(?: to me)?|"
    r"help me (?:know|understand|find out)|ask(?: you)?|know|say|inform me)|please (?:tell me|let me know|advise"
    r"(?: me)?|explain)|tell me|let me know|do you know|does anyone know|any idea|is there any way to know|"
    r"i (?:do not|don't|dont) know|if so|also|whether you know|about)\b[ ,:;-]*)+",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^(?:if|whether)\s+(?P<s>there|it|this|that|i|we|he|she|they|you|(?:[\w'’-]+ ){0,4}?[\w'’-]+)\s+"
    r"(?P<v>is|are|was|were|can|could|should|would|will|has|have|had|does|do|may|might)\b\s*(?P<r>.*)$",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    (
        "what why how when where which who is are can could should would will do does did has "
        "have am was were may must"
    ).split()
)
_VAGUE = re.compile(
    r"\b(?:this|that|these|those|it|they|them|he|she|him|her|his|something|anything|one)\b",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"^(?:and|so|but|or|because)\b|\b(?:thank|please|help me|need (?:some )?help|worried|scared|concerned|email|e-mail|call me|phone|address|website|"
    r"your (?:site|web|article|page|information)|hi|hello|sir|madam|opinion|anyone else)\b|\[",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i|my|me|i'm|we|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A possible headline; ``own`` are the letter's own words, else a template's."""

    words: str
    own: bool
    place: int = 0
    asked: bool = False
    generic: bool = False


def headline(letter: Letter) -> str:
    """At most ``LIMIT`` characters; "" for a letter that says nothing."""
    about = subject.of(letter.title, letter.sentences)
    candidates = [*_own(letter), *_templates(letter, about)]
    if not candidates:
        return ""
    best = max(candidates, key=lambda one: score(one, about))
    return finished(best.words)


def finished(words: str) -> str:
    """In writing, and short."""
    words = even(words).strip(" ,;:-")
    if len(words) > LIMIT:
        words = _shortened(words)
    return cut(sentence_case(words), LIMIT)


def _shortened(words: str) -> str:
    """Cut at the last clause that fits, where enough is left of it."""
    question = words.rstrip().endswith("?")
    for mark in re.finditer(
        r"[,;:(]| (?:because|since|but|so that|as i|and i|and if|or if|when i|which|who) ", words
    ):
        if 30 <= mark.start() <= LIMIT - 2:
            last = mark.start()
            break
    else:
        return words
    for mark in re.finditer(r"[,;:(]| (?:because|since|but|so that|as i|and|or) ", words):
        if last < mark.start() <= LIMIT - 2:
            last = mark.start()
    return words[:last].rstrip(" ,;:") + ("?" if question else "")


def _own(letter: Letter) -> list[Candidate]:
    out = []
    if letter.title:
        asks = letter.title.endswith("?") or letter.title.split()[0].casefold() in _OPENERS
        out.append(Candidate(letter.title, True, 0, asks))
    for place, sentence in enumerate(letter.sentences):
        asked = _question(sentence)
        if asked:
            out.append(Candidate(asked, True, place, True))
        elif not _ASKING.search(sentence):
            out.append(Candidate(sentence, True, place, False))
    return out


def _question(sentence: str) -> str:
    """The question of a sentence, without what leads up to it; "" where there is none."""
    if not _ASKING.search(sentence):
        return ""
    bare = sentence.rstrip(" .!?")
    stripped = _LEAD.sub("", bare).strip(" ,:;-")
    if not stripped:
        return ""
    found = _IF.match(stripped)
    if found and found["v"].casefold() not in ("do", "have", "had"):
        stripped = f"{found['v']} {found['s']} {found['r']}"
    first = stripped.split()[0].casefold().strip("'’")
    if first not in _OPENERS:
        inner = re.search(
            r"(?:[,;:-] ?|\b(?:and|so|but) )(?P<q>(?:what|why|how|when|where|which|is|are|can|could|should|"
            r"would|will|do|does)\b.{12,})$",
            stripped,
            re.IGNORECASE,
        )
        if inner:
            return f"{inner['q']}?"
        return f"{stripped}?" if "?" in sentence else ""
    return f"{stripped}?"


_MEDICINE = re.compile(
    r"(?:\bmg\b|\bmcg\b|tablets?|capsules?|injection|(?:azole|pril|sartan|statin|olol|dipine|mycin|cillin|oxetine|mab|"
    r"tinib|profen|sone|solone|triptan|gliptin|formin|parin|vir|pam|lam|xacin|thiazide|cycline|prazole|setron|"
    r"zepam|barbital|codone|caine|phylline|terol|tidine|ridone|pine|rol|fil|caps?ules|casules))\b",
    re.IGNORECASE,
)
_OF_ILLNESS = ("cause", "treatment", "outlook", "inherited", "prevention", "diagnosis", "symptoms")


def _templates(letter: Letter, about: str) -> list[Candidate]:
    if not about:
        return []
    about = _named(about)
    medicine = _MEDICINE.search(about) is not None
    asking = [one for one in letter.sentences if _ASKING.search(one)]
    out, seen = [], 0
    for text in (*asking, letter.title):
        for name, cue, words in _CUES:
            if (medicine and name in _OF_ILLNESS) or (name == "treatment" and "treat" in about):
                continue
            if cue.search(text) and not cue.fullmatch(about):
                out.append(Candidate(_filled(words, about), False, seen))
                seen += 1
    if not out and not medicine and any(_HELP.search(one) for one in letter.sentences):
        words = "What are the treatments for {x}?"
        out.append(Candidate(_filled(words, about), False, 1, generic=True))
    if not out and not letter.title and len(about.split()) > 1:
        out.append(Candidate(about, False, 5, generic=True))
    return out


def _filled(words: str, about: str) -> str:
    be = "are" if re.search(r"[^siu]s$", about) else "is"
    return words.replace("{be}", be).replace("{Be}", be.title()).replace("{x}", about)


def _named(about: str) -> str:
    """A subject inside a sentence: without article, lower case unless it is a name or letters."""
    about = re.sub(
        r"^(?:the|a|an|my|his|her|your|our)\s+", "", about.strip(" .?!"), flags=re.IGNORECASE
    )
    shouted = sum(word.isupper() and len(word) > 3 for word in about.split())
    words = [
        word if not shouted and sum(map(str.isupper, word)) > 1 and len(word) < 7 else word.lower()
        for word in about.split()
    ]
    return " ".join(words)


def score(one: Candidate, about: str) -> float:
    """How good a headline is, by what a reader needs: the subject, the question, nothing else."""
    words = one.words.split()
    stems = set(analyser.analyse(one.words))
    core = set(analyser.analyse(about))
    named = len(core & stems) / len(core) if core else 0.0
    value = 1.6 * named
    if not one.own:
        return value + (0.55 if one.generic else 1.0) - 0.12 * one.place
    value += 0.45 * (one.place == 0 and not one.asked and named == 1.0 and len(words) < 9)
    telling = sum(worth for _words, worth in subject.found(one.words))
    value += 0.25 * min(telling, 3.0) + (1.0 if one.asked else 0.0) - 0.05 * min(one.place, 8)
    value -= 1.2 * (one.asked and not telling and not named)
    value -= 0.06 * max(0, len(words) - 12) + 0.3 * (len(words) < 4)
    value -= 0.35 * min(len(_VAGUE.findall(one.words)), 3) + 0.6 * bool(_CHATTER.search(one.words))
    return value - 0.2 * math.sqrt(len(_SELF.findall(one.words)))
