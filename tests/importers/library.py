"""The whole library as plain values, to compare two of them. Numbers of rows are left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg

# Row numbers differ between two imports of the same records; everything else must not.
DUMPS = {
    "entries": """
        SELECT s.slug, s.name, e.source_ref, e.public_id, e.slug, e.state, e.language, d.slug,
               e.department_by, e.headline, e.title, e.question, e.asked, e.source_url,
               e.source_hash
        FROM library_entry e JOIN library_source s ON s.id = e.source_id
        JOIN catalog_department d ON d.id = e.department_id""",
    "replies": """
        SELECT e.source_ref, r.position, p.slug, p.name_en, p.kind, p.credential_en, r.text,
               r.link, r.date
        FROM library_reply r JOIN library_entry e ON e.id = r.entry_id
        LEFT JOIN people_doctor p ON p.id = r.doctor_id""",
    "topics": """
        SELECT e.source_ref, t.slug, x.rank, x.score FROM library_entrytopic x
        JOIN library_entry e ON e.id = x.entry_id JOIN catalog_topic t ON t.id = x.topic_id""",
    "words": """
        SELECT e.source_ref, i.language, d.slug, i.duplicate_key, i.question_length,
               i.reply_length, i.question_weights::text, i.reply_weights::text,
               i.question_lexemes::text, i.reply_lexemes::text
        FROM search_indexrow i JOIN library_entry e ON e.id = i.document
        JOIN catalog_department d ON d.id = i.department""",
    "vectors": """
        SELECT e.source_ref, v.encoder, v.embedding::text FROM search_indexvector v
        JOIN library_entry e ON e.id = v.document""",
    "terms": """
        SELECT dimension, surface, in_questions, in_replies FROM search_indexterm
        WHERE in_questions > 0 OR in_replies > 0""",
    "statistics": """
        SELECT documents, question_total, reply_total, question_average, reply_average, analyser
        FROM search_indexstatistics""",
    "audit": "SELECT actor, action, subject FROM core_auditline WHERE subject LIKE 'entry:%'",
}


def dump(fetch: Callable[[str], list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of ``DUMPS``, sorted; ``fetch`` runs a query."""
    return {name: sorted(fetch(query), key=repr) for name, query in DUMPS.items()}


def dump_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """The library in the database at ``url``."""
    with psycopg.connect(url) as connection:
        return dump(lambda query: connection.execute(query.encode()).fetchall())
