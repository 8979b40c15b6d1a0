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
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.http_load import Job, Result
from evals.servers import Running, fetch, memory, serving
from evals.workspace import DEFAULT, open_workspace

SEED, PAGES, CONNECTIONS, THREADS, KIB = 11, 500, 8, 4, 1024
STAGES = """
import json
rss = lambda: int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0]) / 1024
out = {"interpreter": rss()}
import django
django.setup()
import django.urls
django.urls.get_resolver().url_patterns
out["code (Django, rooms, numpy)"] = rss()
from curbside.search.operations import encoder
encoder().encode(["Is this rash contagious?"] * 8)
out["encoder"] = rss()
from curbside.library import queries
from curbside.web import pages
from curbside.web.views.question import render_question
entries = queries.newest(200)
for entry in entries[:20]:
    render_question(entry.pk, "en")
out["first pages (templates, translations, vocabularies)"] = rss()
for entry in entries:
    body = render_question(entry.pk, "en").encode()
    pages.cache.put(entry.pk, "en", pages.Page("", body, pages.pack(body)))
out[f"{len(entries)} cached pages"] = rss()
print(json.dumps(out))
"""


@dataclass(frozen=True)
class Figure:
    """One row; ``met`` is None where there is no bar."""

    name: str
    value: str
    bar: str = ""
    met: bool | None = None


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
    """Bring the corpora in; a second time nothing changes."""
    from curbside.commands.setup import connect_with_catalogue

    connect_with_catalogue()
    imports = [["sample"]]
    if shared:
        upstream = shared / "data" / "upstream"
        imports += [
            ["lasseregin", str(upstream / "medical-question-answer-data-master.zip")],
            ["medquad", str(upstream / "MedQuAD-master.zip")],
        ]
    from curbside.library import queries

    for arguments in imports:
        if not (shared and queries.count() > 53_000):
            command = [str(Path(sys.executable).parent / "curbside"), "import", *arguments]
            subprocess.run(command, check=False)
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def choose(count: int) -> list[tuple[int, str, str]]:
    """(number, page path, bare path) of ``count`` random entries, in their own language."""
    from django.urls import reverse
    from django.utils.translation import override

    from curbside.library import queries
    from curbside.web.head import interface_language

    rows = list(queries.visible().order_by("pk").values_list("pk", "public_id", "slug", "language"))
    chosen = random.Random(SEED).sample(rows, min(count, len(rows)))  # noqa: S311
    found = []
    for number, public_id, slug, language in chosen:
        with override(interface_language(language)):
            path = reverse("question", args=[public_id, slug])
        found.append((number, path, f"/bare/{public_id}/"))
    return found


def speed(threads: int, seconds: float, chosen: Sequence[tuple[int, str, str]]) -> list[Figure]:
    """Everything that needs the servers."""
    pages, bares = [c[1] for c in chosen], [c[2] for c in chosen]
    with (
        serving("evals.bare.wsgi:application", "/nothing/", threads) as bare_server,
        serving("curbside.config.wsgi:application", "/healthz", threads) as server,
    ):
        cold = ask(server, pages, connections=1)
        for _ in range(4):  # until both workers hold them, as far as chance allows
            ask(server, pages * 4, connections=CONNECTIONS)
        ask(bare_server, bares, connections=CONNECTIONS)
        rounds = []
        for _ in range(3):
            rounds.append(
                (
                    ask(bare_server, bares, seconds=seconds),
                    ask(server, pages, seconds=seconds),
                    ask(server, pages, seconds=seconds, gzip=False),
                    ask(server, pages, seconds=seconds, tags=[cold.tags[p] for p in pages]),
                )
            )
        bare, warm, plain, tagged = (
            statistics.median(r[n].per_second for r in rounds) for n in range(4)
        )
        ceiling = ask(bare_server, ["/nothing/"], seconds=seconds)
        rss = [memory(pid) for pid in server.workers()]
        statuses = {
            status: sum(one.statuses.get(status, 0) for r in rounds for one in r)
            for status in {s for r in rounds for one in r for s in one.statuses}
        }
        sizes = _sizes(server, pages)
    times = sorted(cold.milliseconds)
    return [
        Figure("bare view, pages/s", f"{bare:,.0f}"),
        _ratio("question page, warm, gzip", warm, bare, 0.4),
        _ratio("question page, warm, not compressed", plain, bare, 0.4),
        _ratio("question page, repeated with ETag (304)", tagged, bare, 0.8),
        Figure("answers by status", ", ".join(f"{n:,} × {s}" for s, n in sorted(statuses.items())),
               "200, 304", set(statuses) <= {"200", "304"}),
        Figure("client's own ceiling (empty view), /s", f"{ceiling.per_second:,.0f}"),
        Figure("client's share of one core at the ETag run", f"{rounds[-1][3].cpu_share:.0%}"),
        _at_most("cold page, median, ms", statistics.median(times), 40),
        Figure("cold page, 95th percentile, ms", f"{times[int(len(times) * 0.95)]:.1f}"),
        *sizes,
        _at_most("web worker after the run, resident, MiB", max(m.rss for m in rss), 350),
        Figure("the same, shared pages divided, MiB", f"{max(m.pss for m in rss):.0f}"),
    ]  # fmt: skip


def _sizes(server: Running, pages: Sequence[str]) -> list[Figure]:
    bodies = [fetch(server.port, path)[1] for path in pages]
    lengths = sorted(len(body) / KIB for body in bodies)
    median_page = pages[
        [len(b) for b in bodies].index(sorted(len(b) for b in bodies)[len(bodies) // 2])
    ]
    plain, packed = (first_visit(server, median_page, gzip) for gzip in (False, True))
    over = sum(length > 40 for length in lengths)
    return [
        _at_most("HTML of a question page, median, KiB", statistics.median(lengths), 40),
        _at_most("HTML, 95th percentile, KiB", lengths[int(len(lengths) * 0.95)], 40),
        Figure("HTML, largest, KiB", f"{lengths[-1]:.1f} ({over} of {len(lengths)} over 40)"),
        _at_most("first visit: page, styles, scripts, icons, KiB", plain / KIB, 120),
        Figure("the same over the wire (gzip), KiB", f"{packed / KIB:.1f}"),
    ]


def first_visit(server: Running, path: str, gzip: bool) -> int:
    """Bytes of a page and of all that it loads."""
    page = fetch(server.port, path)[1].decode()
    loads = re.findall(r'<(?:script|img)[^>]+src="([^"]+)"', page)
    loads += re.findall(r'<link rel="(?:stylesheet|icon|manifest)"[^>]*href="([^"]+)"', page)
    answers = [fetch(server.port, item, gzip) for item in [path, *dict.fromkeys(loads)]]
    assert all(status == 200 for status, _ in answers), loads
    return sum(len(body) for _, body in answers)


def queries_of(chosen: Sequence[tuple[int, str, str]]) -> Figure:
    """The most queries a cold page asks, the version included."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from curbside.web.views.question import render_question

    most = 0
    for number, path, _ in chosen[:50]:
        with CaptureQueriesContext(connection) as asked:
            render_question(number, path.split("/")[1])
        most = max(most, len(asked) + 1)
    return _at_most("queries of a cold page, most", most, 8)


def stages() -> list[Figure]:
    """Where a worker's memory goes, measured step by step in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", STAGES], capture_output=True, text=True, check=True
    )
    found, rows, before = json.loads(done.stdout), [], 0.0
    for name, value in found.items():
        rows.append(Figure(f"– of it {name}, MiB", f"{value - before:+.0f}"))
        before = value
    return rows


def _ratio(name: str, value: float, bare: float, bar: float) -> Figure:
    ratio = value / bare
    return Figure(name, f"{value:,.0f}/s = {ratio:.2f} of bare", f"≥ {bar}", ratio >= bar)


def _at_most(name: str, value: float, bar: float) -> Figure:
    return Figure(name, f"{value:,.1f}".removesuffix(".0"), f"≤ {bar:g}", value <= bar)


def table(figures: Sequence[Figure]) -> str:
    """The figures in Markdown."""
    marks = {True: "yes", False: "NO", None: ""}
    lines = ["| figure | value | bar | met |", "|---|---:|---:|---|"]
    lines += [f"| {f.name} | {f.value} | {f.bar} | {marks[f.met]} |" for f in figures]
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and say by the exit code whether every bar is met."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, help="folder of the real corpora")
    options.add_argument("--folder", type=Path, default=DEFAULT, help="where databases are kept")
    options.add_argument("--seconds", type=float, default=4.0, help="length of one run")
    options.add_argument("--threads", type=int, default=THREADS, help="granian blocking threads")
    chosen_options = options.parse_args()
    shared: Path | None = chosen_options.shared
    open_workspace("pages-real" if shared else "pages-sample", chosen_options.folder)
    os.environ["CURBSIDE_DEBUG"] = "false"
    fill(shared)
    chosen = choose(PAGES)
    figures = speed(chosen_options.threads, chosen_options.seconds, chosen)
    figures += [*stages(), queries_of(chosen)]
    print(table(figures))
    return 1 if any(f.met is False for f in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
