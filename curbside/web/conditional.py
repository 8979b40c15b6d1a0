"""Public answers that caches may keep: ETag, 304, Cache-Control and gzip, in one place.

An ETag names what a page was made from (the generation of the library, its address, its language,
the day and the build), so a repeated request is answered without making the page. It does not
decide what is public: a view says so by wearing ``public``.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence

from curbside.core import clock, generation
from curbside.web.build import build

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]
REVALIDATE_SECONDS = 30
SMALLEST_GZIP = 500  # bytes; below this the saving is a fraction of one packet
GZIP_LEVEL = 6
GZIP = re.compile(r"gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")  # named, and not refused with q=0
SAFE = ("GET", "HEAD")


def entity_tag(*parts: object) -> str:
    """A weak entity tag for what a page is made from; the day counts because pages tell ages."""
    made_from = repr((build(), clock.today().toordinal(), *parts))
    return f'W/"{hashlib.blake2b(made_from.encode(), digest_size=10).hexdigest()}"'


def shared_cache_control() -> str:
    """Browsers ask each time; caches in front may serve a copy for a while."""
    seconds = settings.ENVIRONMENT.curbside_shared_cache_seconds
    return (
        f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={REVALIDATE_SECONDS}"
        if seconds
        else "public, no-cache"
    )


def is_match(request: HttpRequest, tag: str) -> bool:
    """Whether the reader already holds this version (If-None-Match, compared weakly)."""
    held = request.META.get("HTTP_IF_NONE_MATCH", "")
    return bool(held) and (tag.removeprefix("W/") in held or held.strip() == "*")


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the reader takes gzip."""
    return GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None


def pack(body: bytes) -> bytes:
    """The body in gzip, the same bytes for the same body."""
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def public(*, shared: bool = True) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let caches keep what the view answers, for one generation of the library.

    Not ``shared``: only the reader's own browser may (what was searched is nobody's business).
    The view answers GET and HEAD only, and must depend on nothing but its address, the language
    and the public library.
    """

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def answer(
            request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            if request.method not in SAFE:
                return HttpResponseNotAllowed(SAFE)
            control = shared_cache_control() if shared else "private, no-cache"
            tag = _tag(request)
            if is_match(request, tag):
                found: HttpResponseBase = HttpResponseNotModified()
            else:
                found = view(request, *args, **kwargs)
                if found.status_code != 200:
                    return found
                _compress(request, found)
            found.headers["ETag"] = tag
            found.headers["Cache-Control"] = control
            patch_vary_headers(found, ["Accept-Encoding", "HX-Request"])
            return found

        return cast(View[Arguments], answer)

    return decorate


def _tag(request: HttpRequest) -> str:
    fragment = request.META.get("HTTP_HX_REQUEST", "")
    return entity_tag(
        generation.current(), request.path, request.META.get("QUERY_STRING", ""), fragment
    )


def _compress(request: HttpRequest, found: HttpResponseBase) -> None:
    """Gzip a whole body. Safe against guessing by length: a public page holds no secret."""
    if isinstance(found, StreamingHttpResponse):
        if accepts_gzip(request):
            found.streaming_content = compress_sequence(
                cast(Iterator[bytes], found.streaming_content)
            )
            found.headers["Content-Encoding"] = "gzip"
        return
    if not isinstance(found, HttpResponse) or found.has_header("Content-Encoding"):
        return
    _render(found)
    if len(found.content) >= SMALLEST_GZIP and accepts_gzip(request):
        found.content = pack(found.content)
        found.headers["Content-Encoding"] = "gzip"
    found.headers["Content-Length"] = str(len(found.content))


def _render(found: Any) -> None:
    """A TemplateResponse has no content before it is rendered."""
    if hasattr(found, "render") and not found.is_rendered:
        found.render()
