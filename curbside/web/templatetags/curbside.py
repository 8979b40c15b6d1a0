"""The template tags of the pages: typed text, excerpts, dates, languages."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from curbside.core import clock
from curbside.library.models import Entry, Reply
from curbside.library.rules import is_old
from curbside.web import asker, head, structured, text

register = template.Library()


@register.filter
def typed(value: str) -> SafeString:
    """What somebody typed, as safe HTML (see ``web.text``)."""
    return mark_safe(text.render(value))  # noqa: S308 - cleaned by nh3 in web.text


@register.filter
def beginning(value: str, length: int = 200) -> str:
    """The beginning of a text on one line, without list and quote marks."""
    lines = (line.strip().lstrip(">-*• ") for line in value.splitlines())
    return head.excerpt(" ".join(line for line in lines if line), int(length))


@register.filter
def lang_tag(language: str) -> str:
    """The language as the ``lang`` attribute wants it: zh-Hant."""
    return structured.tag(language)


@register.filter
def asker_line(entry: Entry) -> str:
    """Who asked, as far as it may be known."""
    return asker.asker_line(entry)


@register.filter
def day(date: dt.date | None) -> SafeString | str:
    """A date in a <time> element, written as the reader's language writes it."""
    if date is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), asker.day(date))


@register.filter
def is_old_reply(reply: Reply) -> bool:
    """Whether the reply is so old that the page must say so."""
    years = settings.ENVIRONMENT.curbside_reply_age_notice_years
    return is_old(reply.date, clock.today(), years)


@register.filter
def age(date: dt.date) -> str:
    """How old, in whole years."""
    return asker.age(date, clock.today())


@register.filter
def monogram(name: str) -> str:
    """One or two letters that stand for a person: AO for Dr Amara Osei, 林 for 林怡辰."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in {"dr", "prof"}]
    if not words:
        return "?"
    if not words[0][0].isascii():
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def urlquote(value: str) -> str:
    """For a query string inside a link to another service."""
    return quote(value, safe="")
