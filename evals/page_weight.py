"""What pages weigh: bytes, queries, and where the memory of a web worker goes."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence

from evals.figures import Figure, at_most
from evals.servers import Running, fetch

KIB = 1024
STAGES = """
import json
rss = lambda: int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0]) / 1024
out = {"interpreter": rss()}
import django
django.setup()
import django.urls
django.urls.get_resolver().url_patterns
out["code (Django, the rooms, numpy)"] = rss()
from curbside.search.operations import encoder
encoder().encode(["Is this rash contagious?"] * 8)
out["encoder"] = rss()
from curbside.library import queries
from curbside.web import pages
from curbside.web.views.question import render_question
entries = queries.newest(200)
for entry in entries[:20]:
    render_question(entry.pk, "en")
out["first pages (templates, translations)"] = rss()
for entry in entries:
    body = render_question(entry.pk, "en").encode()
    pages.cache.put(entry.pk, "en", pages.Page("", body, pages.pack(body)))
out[f"{len(entries)} cached pages"] = rss()
from curbside.search.spelling import suggest
suggest("eyelid twichingg")
out["vocabulary for spelling"] = rss()
print(json.dumps(out))
"""


def sizes(server: Running, pages: Sequence[str]) -> list[Figure]:
    """Bytes of the HTML of the pages, and of a first visit to the one of median size."""
    bodies = sorted((fetch(server.port, path)[1] for path in pages), key=len)
    by_size = sorted(pages, key=lambda path: len(fetch(server.port, path)[1]))
    lengths = [len(body) / KIB for body in bodies]
    plain, packed = (first_visit(server, by_size[len(pages) // 2], g) for g in (False, True))
    over = sum(length > 40 for length in lengths)
    return [
        at_most("HTML of a question page, median, KiB", statistics.median(lengths), 40),
        at_most("HTML, 95th percentile, KiB", lengths[int(len(lengths) * 0.95)], 40),
        Figure("HTML, largest, KiB", f"{lengths[-1]:.1f} ({over} of {len(lengths)} over 40)"),
        at_most("first visit: page, styles, scripts, icons, KiB", plain / KIB, 120),
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


def queries_of(pages: Sequence[tuple[int, str]]) -> Figure:
    """The most queries a cold page asks, the version included; ``pages`` are (number, path)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from curbside.web.views.question import render_question

    most = 0
    for number, path in pages:
        with CaptureQueriesContext(connection) as asked:
            render_question(number, path.split("/")[1])
        most = max(most, len(asked) + 1)
    return at_most("queries of a cold page, most", most, 8)


def stages() -> list[Figure]:
    """Where a worker's memory goes, step by step in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", STAGES], capture_output=True, text=True, check=True
    )
    rows, before = [], 0.0
    for name, value in json.loads(done.stdout).items():
        rows.append(Figure(f"– {name}, MiB", f"{value - before:+.0f}"))
        before = value
    return rows
