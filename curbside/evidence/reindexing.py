"""The index of sources made anew from what stands in the database: after a source is confirmed
again, or for all of them when the analyser or the encoder has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from django.db import connection, transaction

from curbside.core import clock, generation
from curbside.evidence import indexing, preparing, rules
from curbside.evidence.facets import Facet
from curbside.evidence.models import PassageRow, Source
from curbside.evidence.vectors import Maker, Said
from curbside.search import analyser
from curbside.search.operations import encoder

BATCH = 200


def restore(sources: Sequence[Source], vectors: bool = True) -> int:
    """Index the usable ones among the sources anew, in the caller's transaction; how many
    passages. The others are taken out of the index. With ``vectors=False`` the vectors stay.
    """
    indexing.take_out([source.pk for source in sources], delete=False, vectors=vectors)
    today = clock.today()
    usable = {s.pk: s for s in sources if rules.usable(s.state, s.review_by, today)}
    rows = list(
        PassageRow.objects.filter(source__in=usable).order_by("source", "position")
        .values_list("pk", "source", "facet", "text")
    )  # fmt: skip
    terms: Counter[str] = Counter()
    values = []
    for number, source, _, text in rows:
        headed = preparing.heading_terms(usable[source].title, usable[source].about)
        own = [*analyser.analyse(text), *headed]
        terms.update(set(own))
        values.append((number, *indexing.indexed(own)))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE evidence_passage SET lexemes = %s::tsvector, weights = %s::sparsevec"
            " WHERE id = %s",
            [(lexemes, weights, number) for number, lexemes, weights in values],
        )
    indexing.count(terms, len(rows))
    if vectors:
        _write_vectors(usable, [(source, Facet(facet), text) for _, source, facet, text in rows])
    return len(rows)


def _write_vectors(usable: dict[int, Source], rows: Sequence[tuple[int, Facet, str]]) -> None:
    own: dict[int, list[tuple[Facet, str]]] = {}
    for number, facet, text in rows:
        own.setdefault(number, []).append((facet, text))
    said = {n: Said(usable[n].title, preparing.meanings(usable[n].title, own[n])) for n in own}
    made = Maker(encoder().encode).of(list(said.values()))
    sources = [
        indexing.Vectored(n, usable[n].language, tuple(one.meanings)) for n, one in said.items()
    ]
    indexing.write_vectors(sources, made)


def everything(
    vectors: bool = True, told: Callable[[int, float], None] = lambda count, share: None
) -> int:
    """The whole index anew, a batch of sources a transaction, while it goes on serving; how many
    sources. ``told`` hears after each batch how many, and which share, are done.
    """
    done, last, total = 0, 0, max(Source.objects.count(), 1)
    while True:
        with transaction.atomic():
            batch = list(
                Source.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH]
            )
            if not batch:
                break
            restore(batch, vectors)
        last, done = batch[-1].pk, done + len(batch)
        told(done, min(done / total, 1.0))
    generation.bump()
    return done
