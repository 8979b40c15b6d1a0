"""Topics proposed from a corpus, and what an editor makes of them. Nothing is shown before.

Deliberately finds no topics (``search.mining``) and links no entries (``library.relinking``, which
is queued here).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from curbside.catalog.models import Department, Topic, TopicProposal
from curbside.core import audit, clock, generation, ids, jobs
from curbside.core.errors import BadInput, Conflict, NotFound

RELINK = "library.relink_topic"  # the task that lists entries under the topic
SHOWN = 100
LONGEST_EN, LONGEST_ZH = 120, 60


@dataclass(frozen=True)
class NewProposal:
    """What the miner found; ``into`` is the id of a topic it may be another word for."""

    words: Sequence[str]
    language: str
    department: int
    size: int
    score: float
    examples: Sequence[str]
    into: int | None = None


@dataclass(frozen=True)
class Accepted:
    """A topic as the editor named it; one of the names may be missing."""

    name_en: str
    name_zh: str
    department: str
    synonyms_en: Sequence[str] = ()
    synonyms_zh: Sequence[str] = ()


@transaction.atomic
def propose(found: Sequence[NewProposal], actor: str) -> int:
    """Keep the proposals; what waits already is brought up to date, what was decided stays
    decided. Returns how many are new.
    """
    known = {p.key: p for p in TopicProposal.objects.filter(key__in=[_key(n.words) for n in found])}
    made = 0
    for new in found:
        held = known.get(_key(new.words))
        if held is None:
            held = TopicProposal(public_id=ids.public_id(), key=_key(new.words))
            known[held.key] = held
            made += 1
        elif held.state != TopicProposal.State.OPEN:
            continue
        held.words = [word[:LONGEST_EN] for word in new.words]
        held.language, held.department_id, held.into_id = new.language, new.department, new.into
        held.size, held.score, held.examples = new.size, new.score, list(new.examples)
        held.save()
    audit.record(actor, "topics.mined", "catalogue", found=len(found), new=made)
    return made


def waiting(limit: int = SHOWN) -> list[TopicProposal]:
    """What nobody has decided, the best first."""
    held = TopicProposal.objects.filter(state=TopicProposal.State.OPEN)
    return list(held.select_related("department", "into")[:limit])


@transaction.atomic
def accept(public_id: str, named: Accepted, actor: str) -> Topic:
    """Make it a topic. Raises BadInput for no name or a taken one, NotFound, Conflict."""
    held = _open(public_id)
    name_en, name_zh = named.name_en.strip(), named.name_zh.strip()
    if not (name_en or name_zh) or len(name_en) > LONGEST_EN or len(name_zh) > LONGEST_ZH:
        raise BadInput("The topic needs a name, in one language at least.", "Shorten or fill it.")
    department = Department.objects.filter(slug=named.department).first()
    if department is None:
        raise BadInput("There is no such department.", "Choose one from the list.")
    slug = ids.slugify(name_en or name_zh)
    if not slug or Topic.objects.filter(slug=slug).exists():
        raise BadInput("There is such a topic already.", "Merge into it, or choose another name.")
    last = Topic.objects.aggregate(last=Max("position"))["last"] or 0
    topic = Topic.objects.create(
        slug=slug,
        name_en=name_en,
        name_zh=name_zh,
        department=department,
        synonyms_en=_others(named.synonyms_en, name_en),
        synonyms_zh=_others(named.synonyms_zh, name_zh),
        position=last + 1,
    )
    _decide(held, TopicProposal.State.ACCEPTED, actor, topic)
    return topic


@transaction.atomic
def merge(public_id: str, into: str, actor: str) -> Topic:
    """Make its words other words for a topic, by slug. Raises BadInput, NotFound, Conflict."""
    held = _open(public_id)
    topic = Topic.objects.select_for_update().filter(slug=into).first()
    if topic is None:
        raise BadInput("There is no such topic.", "Write the last part of its address.")
    chinese = held.language.startswith("zh")
    words = [*(topic.synonyms_zh if chinese else topic.synonyms_en), *held.words]
    if chinese:
        topic.synonyms_zh = _others(words, topic.name_zh)
    else:
        topic.synonyms_en = _others(words, topic.name_en)
    topic.save(update_fields=["synonyms_en", "synonyms_zh"])
    _decide(held, TopicProposal.State.MERGED, actor, topic)
    return topic


@transaction.atomic
def drop(public_id: str, actor: str) -> None:
    """Not a topic; it is not proposed again. Raises NotFound, Conflict."""
    _decide(_open(public_id), TopicProposal.State.DROPPED, actor, None)


def _open(public_id: str) -> TopicProposal:
    held = TopicProposal.objects.select_for_update().filter(public_id=public_id).first()
    if held is None:
        raise NotFound("There is no such proposal.", "See what waits.")
    if held.state != TopicProposal.State.OPEN:
        raise Conflict("Somebody has decided this already.", "See what waits.")
    return held


def _decide(held: TopicProposal, state: str, actor: str, topic: Topic | None) -> None:
    held.state, held.decided_by, held.decided_at = state, actor, clock.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    subject = f"topic:{topic.slug}" if topic else f"proposal:{held.public_id}"
    audit.record(actor, f"topic.{state}", subject)
    if topic is not None:
        jobs.queue(RELINK, topic=topic.pk)
        generation.bump()


def _key(words: Sequence[str]) -> str:
    return hashlib.blake2b(words[0].casefold().encode(), digest_size=8).hexdigest()


def _others(words: Sequence[str], name: str) -> list[str]:
    """The words once each, without the name itself and without empty ones."""
    cleaned = (word.strip() for word in words)
    return [word for word in dict.fromkeys(cleaned) if word and word.casefold() != name.casefold()]
