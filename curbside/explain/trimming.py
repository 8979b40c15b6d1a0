"""What may be cut off a sentence of the evidence; nothing else is ever changed in it. Pure.

1. A leading word that only joins it to the sentence before ("However,"); the next letter then
   becomes a capital. 2. An aside in round brackets, unless it holds a number, a dose or a negation.
3. Marks of references at the end ("[1]", "(2)"). 4. An item of a list gets a full stop, the line that
leads a list a colon.
The docs list these four; ``evals/explain_checks.py`` checks them with code of its own.
"""

from __future__ import annotations

import re

_JOINING = re.compile(
    r"^(?:However|Therefore|Thus|Moreover|Furthermore|Additionally|In addition|Also|Besides|For example|For instance"
    r"|As a result|In fact|Consequently|Hence|Nevertheless|Nonetheless|On the other hand|Similarly|Likewise"
    r"|Accordingly|Meanwhile|Otherwise|Fortunately|But|And|So|Yet)\b,? +(?=\w)(?!(?:as|that|on|far)\b)",
)
_JOINING_ZH = re.compile(
    r"^(?:但是|但|然而|此外|因此|所以|另外|而且|不過|例如|同時)[，,]?(?=[㐀-鿿])"
)
_REFERENCES = re.compile(
    r"\s*(?:\[\d+(?:[-,–] ?\d+)*\]|\((?:\d{1,2})(?:, ?\d{1,2})*\))+(?=[.。]?$)"
)
_MARKS = re.compile(r"(?:\[\d+(?:[-,–] ?\d+)*\])+")
_ASIDE = re.compile(r" ?[(（][^()（）]{1,80}[)）]")
_KEPT = re.compile(r"\d|\b(?:no|not|never|without|except|unless|mg|ml)\b|[不無沒未勿]", re.I)
_CLOSED = re.compile(r"[.!?。！？:：][\"'”’)）]*$")


def trim(text: str) -> str:
    """The sentence with what only belonged to its old place cut off."""
    out = _MARKS.sub("", _REFERENCES.sub("", text)).strip()
    joined = _JOINING.match(out)
    if joined and len(out) - joined.end() > 15:
        rest = out[joined.end() :]
        out = rest[0].upper() + rest[1:]
    out = _JOINING_ZH.sub("", out)
    return " ".join(_ASIDE.sub(_aside, out).split())


def close(item: str) -> str:
    """An item of a list as a sentence: with a full stop where it has no end of its own."""
    item = item.rstrip(" ;,；，")
    if _CLOSED.search(item):
        return item
    return item + ("。" if re.search(r"[㐀-鿿]", item) else ".")


def lead(line: str) -> str:
    """The line that leads a list, with a colon at its end."""
    out = trim(line).rstrip(" ;,；，")
    return out if out.endswith((":", "：")) else out + ("：" if re.search(r"[㐀-鿿]", out) else ":")


def _aside(found: re.Match[str]) -> str:
    return found.group() if _KEPT.search(found.group()) else ""
