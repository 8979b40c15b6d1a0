"""Composing an explainer, and keeping what was composed: as a draft, never over what is published
or over somebody's work.

Composing may take seconds where a language model is connected, so it is done outside any
transaction; keeping it is one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from curbside.catalog.models import Topic
from curbside.core import audit, clock, generation
from curbside.core.errors import CurbsideError
from curbside.explain import cited, engine, rewriting, rules, shelves, texts
from curbside.explain.model import Asked, Composition
from curbside.explain.models import Explainer, Version
from curbside.explain.rules import Outcome
from curbside.explain.states import OPEN, State
from curbside.library.models import Entry
from curbside.library.queries import visible
from curbside.llm.registry import connected

SYSTEM = "system"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Made:
    """A composition, by which model if by one, and how many of its sentences nothing bore."""

    composition: Composition
    model: str = ""
    dropped: int = 0


def shelf_of_entry(entry: Entry) -> Explainer:
    """The entry's explainer, made when it is not there."""
    return Explainer.objects.get_or_create(entry=entry, defaults={"language": entry.language})[0]


def shelf_of_topic(topic: Topic, language: str) -> Explainer:
    """The topic's explainer in the language, made when it is not there."""
    return Explainer.objects.get_or_create(topic=topic, language=language)[0]


def compose_entry(number: int) -> Outcome | None:
    """Compose beside a public entry; None where there is none, or no doctor's words in it."""
    entry = visible().filter(pk=number).first()
    if entry is None or not entry.replies.filter(doctor__isnull=False).exclude(text="").exists():
        return None
    return compose(shelf_of_entry(entry).pk)


def compose(number: int, actor: str = SYSTEM) -> Outcome | None:
    """Compose the explainer of this number anew; None where its entry is not public."""
    shelf = shelves.readable().filter(pk=number).first()
    if shelf is None:
        return None
    return keep(shelf, make(shelves.asked(shelf)), actor)


def make(asked: Asked) -> Made:
    """Compose from the evidence; rewritten where the operator has connected a model. Whatever goes
    wrong with that leaves the sentences of the evidence.
    """
    env = settings.ENVIRONMENT
    composition = engine.explain(asked, env.curbside_country)
    model = connected(
        env.curbside_llm_url,
        env.curbside_llm_key,
        env.curbside_llm_model,
        env.curbside_llm_seconds,
        env.curbside_llm_tokens_a_day,
    )
    if model is None or not composition.sections:
        return Made(composition)
    numbers = {c.passage for one in composition.sentences() for c in one.citations if c.passage}
    found = {n: one.passage for n, one in cited.passages(numbers).items()}
    try:
        rewritten = rewriting.rewrite(asked, composition, found, model)
    except CurbsideError as problem:
        log.warning("not rewritten: %s", problem.code)
        return Made(composition)
    log.info("rewritten: %d kept, %d dropped", rewritten.kept, rewritten.dropped)
    if rewritten.composition is composition:
        return Made(composition, dropped=rewritten.dropped)
    return Made(rewritten.composition, model.id, rewritten.dropped)


@transaction.atomic
def keep(shelf: Explainer, made: Made, actor: str = SYSTEM) -> Outcome:
    """Keep what was composed as ``rules.outcome`` says. Audited where anything changes."""
    shelf = Explainer.objects.select_for_update().get(pk=shelf.pk)
    new = texts.of(made.composition)
    lacking = not texts.rests_on_evidence(new)
    _look(shelf, lacking)
    if lacking:
        _flag(shelf, rules.LACKING)
        return Outcome.NOTHING
    opened, published = shelves.open_version(shelf), shelves.published_version(shelf)
    draft = texts.load(opened.composed) if opened else None
    worked = (
        opened is not None
        and draft is not None
        and rules.touched(opened.state, shelves.text_of(opened), draft)
    )
    before = texts.load(published.composed) if published else None
    result = rules.outcome(new, before, draft, "touched" if worked else "")
    if result is Outcome.FLAG:
        _flag(shelf, rules.EVIDENCE_CHANGED)
    elif result is not Outcome.NOTHING:
        _write(shelf, opened or Version(explainer=shelf), new, made)
        audit.record(
            actor,
            "explainer.composed",
            shelves.subject(shelf),
            by=made.composition.made_by,
            dropped=made.dropped,
        )
        _if_unsigned_are_shown()
    return result


def _look(shelf: Explainer, lacking: bool) -> None:
    if shelf.lacking != lacking:
        generation.bump()
    shelf.lacking, shelf.looked_at = lacking, clock.now()
    shelf.save(update_fields=["lacking", "looked_at"])


def _write(shelf: Explainer, version: Version, text: texts.Text, made: Made) -> None:
    if version.pk is None:
        last = shelf.versions.aggregate(last=Max("number"))["last"] or 0
        version.number = last + 1
    else:
        version.edit += 1  # whoever has it open is told
    version.text = version.composed = texts.dump(text)
    version.sources = cited.sources(texts.passages(text))
    version.made_by, version.model = made.composition.made_by, made.model
    version.dropped, version.made_at, version.flags = made.dropped, clock.now(), []
    version.save()


def _flag(shelf: Explainer, flag: str) -> None:
    """Tell whoever looks after what is public or being worked on."""
    for version in shelf.versions.filter(state__in=[*OPEN, State.PUBLISHED]):
        if flag not in version.flags:
            version.flags = [*version.flags, flag]
            version.save(update_fields=["flags"])


def _if_unsigned_are_shown() -> None:
    if settings.ENVIRONMENT.curbside_unsigned_explainers:
        generation.bump()
