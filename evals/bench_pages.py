"""How fast and how big the pages are, against a bare Django view in the same run.

    python -m evals.bench_pages                      # the sample corpus
    python -m evals.bench_pages --shared ../shared   # the real corpora (imported once and kept)

Production settings, two granian workers, eight keep-alive connections, 500 random question
pages. Prints one table, each figure beside its bar; exit code 1 if one is missed. The bare view
(``evals.bare``) has no middleware at all, and is asked in turns with the pages.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.figures import Figure, at_most, of_bare, table
from evals.http_load import Job, Result
from evals.page_weight import queries_of, sizes, stages
from evals.servers import Memory, Running, memory, serving
from evals.workspace import DEFAULT, open_workspace

SEED, PAGES, CONNECTIONS, ROUNDS = 11, 500, 8, 3
SEARCHES = [f"/en/search/?q={words}" for words in ("eyelid+twitching", "rash", "knee+paiin")]
ALL_ENTRIES = 53_000


@dataclass(frozen=True)
class Chosen:
    """A random entry: its number, its page, and the bare view of it."""

    number: int
    page: str
    bare: str


@dataclass(frozen=True)
class Timings:
    """``rounds`` hold the bare view, pages in gzip, plain pages, and pages with their tags."""

    cold: Result
    cold_throughput: Result
    rounds: list[list[Result]]
    ceiling: Result
    workers: list[Memory]


def ask(server: Running, paths: Sequence[str], **options: object) -> Result:
    """Drive the server from another process."""
    job = Job(port=server.port, paths=list(paths), **options)  # type: ignore[arg-type]
    done = subprocess.run(
        [sys.executable, "-m", "evals.http_load"],
        input=json.dumps(asdict(job)),
        capture_output=True,
        text=True,
        check=True,
    )
    return Result(**json.loads(done.stdout))


def fill(shared: Path | None) -> None:
    """Bring the corpora in, unless they are there."""
    from curbside.commands.setup import connect_with_catalogue

    connect_with_catalogue()
    from django.core.management import call_command

    from curbside.library import queries

    imports = [["sample"]]
    if shared:
        upstream = shared / "data" / "upstream"
        imports += [
            ["lasseregin", str(upstream / "medical-question-answer-data-master.zip")],
            ["medquad", str(upstream / "MedQuAD-master.zip")],
        ]
    if not queries.count() >= (ALL_ENTRIES if shared else 1):
        for arguments in imports:
            curbside = str(Path(sys.executable).parent / "curbside")
            subprocess.run([curbside, "import", *arguments], check=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def choose(count: int) -> list[Chosen]:
    """Random entries, each under its own language."""
    from django.urls import reverse
    from django.utils.translation import override

    from curbside.library import queries
    from curbside.web.head import interface_language

    rows = list(queries.visible().order_by("pk").values_list("pk", "public_id", "slug", "language"))
    found = []
    for number, public_id, slug, language in random.Random(SEED).sample(  # noqa: S311
        rows, min(count, len(rows))
    ):
        with override(interface_language(language)):
            page = reverse("question", args=[public_id, slug])
        found.append(Chosen(number, page, f"/bare/{public_id}/"))
    return found


def measure(
    bare: Running,
    server: Running,
    chosen: Sequence[Chosen],
    others: Sequence[Chosen],
    length: float,
) -> Timings:
    """All timed runs; ``others`` are pages not asked before, ``length`` is in seconds."""
    pages, bares = [c.page for c in chosen], [c.bare for c in chosen]
    cold = ask(server, pages, connections=1)
    cold_throughput = ask(server, [c.page for c in others], connections=CONNECTIONS)
    for _ in range(4):  # until both workers hold them, as far as chance allows
        ask(server, pages * 4, connections=CONNECTIONS)
    ask(bare, bares, connections=CONNECTIONS)
    tags = [cold.tags[page] for page in pages]
    rounds = [
        [
            ask(bare, bares, seconds=length),
            ask(server, pages, seconds=length),
            ask(server, pages, seconds=length, gzip=False),
            ask(server, pages, seconds=length, tags=tags),
        ]
        for _ in range(ROUNDS)
    ]
    ceiling = ask(bare, ["/nothing/"], seconds=length)
    ask(server, SEARCHES * 10)  # so that the encoder and the vocabulary are loaded
    workers = [memory(pid) for pid in server.workers()]
    return Timings(cold, cold_throughput, rounds, ceiling, workers)


def judged(timings: Timings) -> list[Figure]:
    """The timings beside their bars."""
    bare, warm, plain, tagged = (
        statistics.median(one[n].per_second for one in timings.rounds) for n in range(4)
    )
    statuses: Counter[str] = Counter()
    for result in [
        timings.cold,
        timings.cold_throughput,
        *(r for one in timings.rounds for r in one),
    ]:
        statuses.update(result.statuses)
    times = sorted(timings.cold.milliseconds)
    told = ", ".join(f"{count:,} × {status}" for status, count in sorted(statuses.items()))
    return [
        Figure("bare view, pages/s", f"{bare:,.0f}"),
        of_bare("question page, warm, gzip", warm, bare, 0.4),
        of_bare("question page, warm, not compressed", plain, bare, 0.4),
        of_bare("question page, repeated with ETag (304)", tagged, bare, 0.8),
        Figure("answers by status", told, "200, 304", set(statuses) <= {"200", "304"}),
        Figure("client's own ceiling (empty view), /s", f"{timings.ceiling.per_second:,.0f}"),
        Figure("client's share of a core, 304 run", f"{timings.rounds[-1][3].cpu_share:.0%}"),
        at_most("cold page, median, ms", statistics.median(times), 40),
        Figure("cold page, 95th percentile, ms", f"{times[int(len(times) * 0.95)]:.1f}"),
        Figure("cold pages, 8 connections, /s", f"{timings.cold_throughput.per_second:.0f}"),
        at_most("web worker at the end, resident, MiB", max(m.rss for m in timings.workers), 350),
        Figure("shared pages divided, MiB", f"{max(m.pss for m in timings.workers):.0f}"),
    ]


def main() -> int:
    """Measure, print, and say by the exit code whether every bar is met."""
    parser = argparse.ArgumentParser(description="How fast and how big the pages are.")
    parser.add_argument("--shared", type=Path, help="folder of the real corpora")
    parser.add_argument("--folder", type=Path, default=DEFAULT, help="where databases are kept")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one run")
    given = parser.parse_args()
    shared: Path | None = given.shared
    open_workspace("pages-real" if shared else "pages-sample", given.folder)
    os.environ["CURBSIDE_DEBUG"] = "false"
    fill(shared)
    some = choose(2 * PAGES)
    chosen, others = some[:PAGES], some[PAGES:] or some
    with (
        serving("evals.bare.wsgi:application", "/nothing/") as bare,
        serving("curbside.config.wsgi:application", "/healthz") as server,
    ):
        figures = judged(measure(bare, server, chosen, others, given.seconds))
        figures += sizes(server, [c.page for c in chosen])
    figures += [queries_of([(c.number, c.page) for c in chosen[:50]]), *stages()]
    print(table(figures))
    return 1 if any(figure.met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
