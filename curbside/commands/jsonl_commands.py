"""`curbside similar`, `topics` and `headline`: engines for whoever measures or reuses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from curbside.commands.jsonlines import Line, answer_all, answer_lines
from curbside.commands.setup import connect, connect_with_catalogue

MOST = 100  # results a line may ask for

Json = Annotated[
    bool,
    typer.Option("--json", help='Read {"id", "text"} lines, write a JSON line each.'),
]
Count = Annotated[int, typer.Option("--k", min=1, max=MOST, help="How many results a line.")]


def similar(json: Json = False, k: Count = 10) -> None:
    """Find the questions most like each given one."""
    need_json(json)
    connect()
    answer_all(lambda texts: [found(text, k, replies=False) for text in texts])


def topics(json: Json = False, k: Count = 10) -> None:
    """List the topics each question is about, the closest first."""
    need_json(json)
    connect_with_catalogue()
    answer_all(_topics(k))


def headline(json: Json = False) -> None:
    """Write a headline for each question; a line may have its "title" too."""
    need_json(json)
    answer_lines(_headlines)


def need_json(json: bool) -> None:
    """Refuse to run without --json."""
    if not json:
        raise typer.BadParameter("say --json; results are for programs", param_hint="--json")


def found(text: str, k: int, replies: bool) -> dict[str, Any]:
    """The result line of a search, without the id."""
    from curbside.library import queries as library
    from curbside.search import queries
    from curbside.search.queries import Request

    hits = queries.find(Request(text, replies=replies, limit=k))
    known = library.refs([hit.number for hit in hits])
    return {
        "results": [
            {"ref": known[hit.number][0], "score": round(hit.score, 4),
             "headline": known[hit.number][1]}
            for hit in hits
            if hit.number in known
        ]
    }  # fmt: skip


def _headlines(lines: Sequence[Line]) -> list[dict[str, Any]]:
    from curbside.search.headlines import propose

    return [{"headline": propose(_title(line), line.text)} for line in lines]


def _title(line: Line) -> str:
    title = line.row.get("title", "")
    return title if isinstance(title, str) else ""


def linked(texts: Sequence[str]) -> tuple[Any, ...]:
    """What routing is given for the texts: links, texts, languages, vectors."""
    from curbside.core.languages import guess
    from curbside.search.linking import Linker
    from curbside.search.operations import encoder

    languages = [guess(text) for text in texts]
    vectors = encoder().encode(texts)
    return Linker.load().link(texts, languages, vectors), texts, languages, vectors


def _topics(k: int) -> Callable[[Sequence[str]], list[dict[str, Any]]]:
    from curbside.catalog import queries as catalog

    known = catalog.topics_by_id()

    def answer(texts: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {
                "topics": [
                    {
                        "slug": link.slug,
                        "name": known[link.topic].name_en,
                        "department": known[link.topic].department.slug,
                        "score": round(link.score, 4),
                    }
                    for link in links[:k]
                    if link.topic in known
                ]
            }
            for links in linked(texts)[0]
        ]

    return answer
