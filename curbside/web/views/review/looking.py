"""What waits for a reviewer, and one explainer with all that bears on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curbside.evidence.passage import Passage
from curbside.evidence.sentences import Unit, units
from curbside.explain import listing, reviewing, rules, texts
from curbside.explain.listing import Desk
from curbside.explain.model import FLAGS, ORDER, REPLY
from curbside.explain.models import Version
from curbside.web import head
from curbside.web.explaining import TITLES
from curbside.web.guards import person_of, staff_page
from curbside.web.views.review import words

ROLES = ("editor", "doctor")  # the room decides what of it a person sees


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    version: Version
    title: str
    language: str
    department: str
    flags: list[str]


@dataclass(frozen=True)
class ShownLine:
    """A sentence with what it cites and what the checks say of it."""

    id: int
    text: str
    typed: str
    cited: list[tuple[str, Passage | None]]
    problems: list[str]
    against: str
    lost: bool
    new: bool
    choices: list[Citable]
    reply: bool


@dataclass(frozen=True)
class Citable:
    """A passage that a sentence could cite, and whether it does."""

    passage: Passage
    units: list[Unit]
    chosen: bool


@dataclass(frozen=True)
class Refusal:
    """What went wrong; ``told`` are the details by the number of the line, 0 for none of them."""

    problem: str
    status: int
    told: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownPart:
    """What stands under one heading."""

    title: str | Promise
    locked: bool
    lines: list[ShownLine]


@staff_page(*ROLES)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for review, for publishing, what is flagged and what is due."""
    return listed(request)


def listed(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    """The list; with what went wrong, and what was typed."""
    found = listing.waiting(person_of(request))
    groups = [
        (_("Look at again"), [_row(one) for one in found.flagged]),
        (_("Due to be read again"), [_row(one) for one in found.due]),
        (_("To be reviewed"), [_row(one) for one in found.drafts]),
        (_("Signed, to be published"), [_row(one) for one in found.signed]),
    ]
    context = {
        "head": head.for_private(_("Explanations to review")),
        "groups": [(name, rows) for name, rows in groups if rows],
        "problem": problem,
        "address": request.POST.get("address", ""),
    }
    return render(request, "curbside/review/waiting.html", context, status=status)


def _row(version: Version) -> Row:
    shelf = version.explainer
    entry, topic = shelf.entry, shelf.topic
    title = entry.headline if entry else topic.name if topic else ""
    of = entry or topic
    return Row(
        version=version,
        title=title,
        language=entry.language if entry else "",
        department=of.department.name if of else "",
        flags=words.flags(version.flags),
    )


@staff_page(*ROLES)
@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One explainer. Raises NotFound."""
    return shown(request, public_id)


@staff_page(*ROLES)
@require_safe
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One of its versions as it was. Raises NotFound."""
    found, text = listing.history(public_id, person_of(request), number)
    context = {
        "head": head.for_private(_("As it was")),
        "version": found,
        "state": words.STATES[found.state],
        "parts": [(TITLES[part.facet], part.lines) for part in text],
    }
    return render(request, "curbside/review/version.html", context)


def shown(request: HttpRequest, public_id: str, refusal: Refusal | None = None) -> HttpResponse:
    """The page as it stands now; with what went wrong, and what was typed in its place."""
    desk = listing.desk(public_id, person_of(request))
    at = desk.version or desk.published
    told = refusal.told if refusal else {}
    typed = {name: str(value) for name, value in request.POST.items()} if refusal else {}
    search = request.GET.get("evidence", request.POST.get("evidence", ""))
    open_ = desk.version is not None and desk.version.state == "draft"
    citing = _citing(request, refusal) if open_ else 0
    context = {
        "head": head.for_private(_("Review an explanation")),
        "desk": desk,
        "version": desk.version,
        "published": desk.published,
        "open": open_,
        "state": words.STATES[at.state] if at else "",
        "flags": words.flags(at.flags) if at else [],
        "parts": _parts(desk, told, typed, citing),
        "gone": _gone(desk),
        "missing": [words.MISSING[code] for code in _missing(desk)],
        "headings": [(f, TITLES[f]) for f in dict.fromkeys(ORDER) if f != FLAGS],
        "found": [(one.passage, units(one.passage.text)) for one in _evidence(desk, search)],
        "evidence": search,
        "review_by": typed.get("review_by") or reviewing.next_review().isoformat(),
        "problem": refusal.problem if refusal else "",
        "told": told.get(0, []),
        "typed": typed,
        "history": [(v, words.STATES[v.state]) for v in desk.history],
    }
    template = "_desk" if getattr(request, "htmx", False) else "one"
    status = refusal.status if refusal else 200
    return render(request, f"curbside/review/{template}.html", context, status=status)


def _missing(desk: Desk) -> list[str]:
    if desk.version is None or desk.version.state != "draft":
        return []
    return rules.missing(desk.text, desk.lost, len(desk.against), read=False)


def _evidence(desk: Desk, search: str) -> list[Any]:
    if desk.version is None or desk.version.state != "draft":
        return []
    return listing.evidence_for(desk, search)


def _citing(request: HttpRequest, refusal: Refusal | None) -> int:
    """The line whose sources are being chosen; 0 for none."""
    if refusal is not None and request.POST.get("do") == "cite":
        return next(iter(refusal.told), 0)
    number = request.GET.get("cite", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _choices(desk: Desk, line: texts.Line) -> list[Citable]:
    cited = {one.passage for one in line.sentence.citations}
    return [
        Citable(one, units(one.text), one.number in cited) for one in listing.citable(desk, line.id)
    ]


def _parts(
    desk: Desk, told: dict[int, list[str]], typed: dict[str, str], citing: int
) -> list[ShownPart]:
    before = _published_lines(desk)
    out = []
    for part in desk.text:
        lines = [
            ShownLine(
                id=line.id,
                text=line.sentence.text,
                typed=typed.get("text", line.sentence.text)
                if line.id in told
                else line.sentence.text,
                cited=[_cited(desk, c.ref, c.passage, c.quote) for c in line.sentence.citations],
                problems=told.get(line.id) or words.told(desk.doubts.get(line.id, ())),
                against=desk.against[line.id].reply if line.id in desk.against else "",
                lost=line.id in desk.lost,
                new=before is not None and line.sentence.text not in before,
                choices=_choices(desk, line) if line.id == citing else [],
                reply=any(c.ref == REPLY for c in line.sentence.citations),
            )
            for line in part.lines
        ]
        out.append(ShownPart(TITLES[part.facet], part.locked, lines))
    return out


def _cited(desk: Desk, ref: str, number: int, quote: str) -> tuple[str, Passage | None]:
    if ref == REPLY:
        return quote, None
    found = desk.passages.get(number)
    return quote, found.passage if found else None


def _published_lines(desk: Desk) -> set[str] | None:
    """The sentences readers see now; None where a draft has nothing to be compared with."""
    if desk.version is None or desk.published is None:
        return None
    return {line.sentence.text for line in texts.lines(texts.load(desk.published.text))}


def _gone(desk: Desk) -> list[str]:
    """The sentences readers see now that the draft has not."""
    before = _published_lines(desk)
    if before is None or desk.published is None:
        return []
    now = {line.sentence.text for line in texts.lines(desk.text)}
    kept = texts.lines(texts.load(desk.published.text))
    return [line.sentence.text for line in kept if line.sentence.text not in now]
