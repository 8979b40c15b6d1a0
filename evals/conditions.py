"""Every measurement in one place: what is measured, and the command that must end with 0.

The bars themselves stand beside the figures, in the module that measures them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """A measurement: its name, what must hold, and its module with arguments."""

    name: str
    must_hold: str
    module: str
    arguments: tuple[str, ...] = ()


CONDITIONS = (
    Condition("encoder", "≥ 400 short questions/s, < 5 ms for one, cosine ≥ 0.98", "evals.encoder"),
    Condition("import", "≥ 250 records/s, < 700 MB", "evals.bench_import"),
    Condition("retrieval", "words ≥ bm25s, hybrid > both its parts", "evals.retrieval"),
    Condition("search", "≤ 15 ms median, ≤ 40 ms p95 at 53,756", "evals.bench_search"),
    Condition(
        "search-large",
        "≤ 30 ms median, ≤ 80 ms p95 at 141,143",
        "evals.bench_search",
        ("--size", "large"),
    ),
    Condition("shortcuts", "≥ 0.95 of the exact first ten at 141,143", "evals.shortcuts"),
    Condition("pages", "≥ 0.4 of a bare view, cold ≤ 40 ms, ≤ 8 queries", "evals.bench_pages"),
    Condition("routing", "top-1 ≥ 0.80, top-3 ≥ 0.95, ECE ≤ 0.05", "evals.routing"),
    Condition("route-training", "better on its held-out part", "evals.route_training"),
    Condition("headlines", "ROUGE-L ≥ 1.15 of the best baseline", "evals.headlines"),
    Condition("headline-choices", "ours preferred ≥ 2/3", "evals.headline_choices"),
    Condition("topics", "precision@5 ≥ 0.8, five sensible among ten", "evals.topics"),
    Condition("pairs", "recall@1 ≥ 0.92, rewrite above hard negative ≥ 0.965", "evals.pairs"),
    Condition("pairs-zh", "recall@1 ≥ 1.10 of bigram BM25", "evals.pairs_zh"),
    Condition("rambling", "nDCG@10 ≥ 1.25 of BM25, ≥ 1.10 of fusion", "evals.rambling"),
    Condition("facets", "macro-F1 ≥ 0.75 on held-out documents", "evals.facets"),
    Condition("evidence", "≥ 150 documents/s, find ≤ 60 ms", "evals.bench_evidence"),
    Condition(
        "explain",
        "all attributed, reference ≥ 10 of 14, recall ≥ 0.5, irrelevant ≤ 0.15, ≤ 250 ms",
        "evals.explain",
    ),
    Condition("triage", "emergencies ≥ 0.97, false ≤ 0.05, self-harm 1.0", "evals.triage"),
    Condition("deidentify", "recall ≥ 0.93, precision ≥ 0.80", "evals.deidentify"),
    Condition("desk", "desk ≤ 60 ms at 10,000 waiting", "evals.bench_desk"),
)
