"""What every template may use without loading it: typed text, excerpts, dates, languages."""

from __future__ import annotations

import datetime as dt
from typing import Protocol
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from curbside.catalog.models import Topic
from curbside.core import clock
from curbside.core.languages import is_chinese
from curbside.library.models import Entry, Reply
from curbside.library.rules import is_old, same_words
from curbside.people.models import Doctor
from curbside.web import asker, head, structured, text
from curbside.web.blocks import flat, room

register = template.Library()


class Spoken(Protocol):
    """A reply as a template has it: the library's own, or one in its shape."""

    text: str
    marked: bool


@register.filter
def typed(value: str) -> SafeString:
    """What somebody typed, as safe HTML (see ``web.text``)."""
    return mark_safe(text.render(value))  # noqa: S308 - cleaned by nh3 in web.text


@register.filter
def said(reply: Spoken) -> SafeString:
    """A reply's text as safe HTML: Markdown where it was written here, else as it was typed."""
    made = text.render_marked(reply.text) if reply.marked else text.render(reply.text)
    return mark_safe(made)  # noqa: S308 - cleaned by nh3 in web.text


@register.filter
def beginning(value: str, length: int = 200) -> str:
    """The beginning of a text on one line, without list marks; ``length`` in Latin letters."""
    line = flat(value)
    return head.excerpt(line, room(line, length))


@register.filter
def lang_tag(language: str) -> str:
    """The language as the ``lang`` attribute wants it: zh-Hant."""
    return structured.tag(language)


@register.simple_tag
def lang(language: str) -> SafeString:
    """`` lang="zh-Hant"`` where ``language`` is not that of the page, else nothing."""
    if language == get_language():
        return SafeString("")
    return format_html(' lang="{}"', structured.tag(language))


@register.simple_tag
def name_lang(named: Doctor | Topic) -> SafeString:
    """The language attribute of a ``name`` that is there in the other language only."""
    chinese = is_chinese(get_language() or "")
    if named.name_zh if chinese else named.name_en:
        return SafeString("")
    return SafeString(' lang="en"' if chinese else ' lang="zh-Hant"')


@register.filter
def asker_line(entry: Entry) -> str:
    """Who asked, as far as it may be known."""
    return asker.asker_line(entry)


@register.filter
def day(date: dt.date | None) -> SafeString | str:
    """A date in a <time> element, written as the reader's language writes it."""
    if date is None:
        return ""
    shape = "Y年n月j日" if is_chinese(get_language() or "") else "j F Y"
    return format_html(
        '<time datetime="{}">{}</time>', date.isoformat()[:10], date_format(date, shape)
    )


@register.filter
def adds(entry: Entry) -> bool:
    """Whether the question says more than the headline over it already does."""
    return not same_words(entry.headline, entry.question.removeprefix("Question:"))


@register.simple_tag(takes_context=True)
def reply_shown(context: template.Context, entry: Entry) -> Reply | None:
    """The reply a card shows: on a doctor's page that doctor's, else the first."""
    replies = list(entry.replies.all())
    own = [reply for reply in replies if reply.doctor == context.get("doctor")]
    return next(iter(own or replies), None)


@register.filter
def is_old_reply(reply: Reply) -> bool:
    """Whether the reply is so old that the page must say so."""
    years = settings.ENVIRONMENT.curbside_reply_age_notice_years
    return is_old(reply.date, clock.today(), years)


@register.filter
def age(date: dt.date) -> str:
    """How old, in whole years: "18 years"."""
    today = clock.today()
    years = today.year - date.year - ((today.month, today.day) < (date.month, date.day))
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


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
def thousands(value: int) -> str:
    """1234 as 1,234: both languages write it so."""
    return f"{value:,}"


@register.filter
def urlquote(value: str) -> str:
    """For a query string."""
    return quote(value, safe="")
