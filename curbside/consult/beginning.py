"""How many forms somebody may begin and leave unsent, in parallel bursts too.

Before anybody is refused, room is made by throwing away forms in which nothing was ever kept and
that nobody has touched for an hour: whoever still has one open loses no word. A form that holds a
word, a choice or a photograph is never thrown away for this. An address that is only typed into a
form proves nothing about who types, so it counts when something is sent with it (``limits``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from curbside.consult import form, limits, links
from curbside.consult.errors import TooMany, TooManyOwn
from curbside.consult.models import AskDraft
from curbside.consult.policy import Policy, current
from curbside.core import clock

ABANDONED = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Beginner:
    """Who begins a form, as far as anybody knows; "" for what nobody does. ``network`` is an
    address, ``browser`` a random word that the browser keeps, ``account`` the id of an account.
    """

    network: str = ""
    browser: str = ""
    account: str = ""


NOBODY = Beginner()


def admit(by: Beginner, policy: Policy) -> dict[str, str]:
    """What to keep with the form of who began it, in the caller's transaction: hashes, which count
    and name nobody. Parallel beginnings are counted one after the other.

    Raises TooManyOwn for a person, TooMany for a network.
    """
    hashes = {
        "account_hash": limits.of_account(by.account),
        "browser_hash": links.concealed(f"browser {by.browser}") if by.browser else "",
        "network_hash": limits.of_network(by.network),
    }
    limits.in_turn(hashes.values())
    lying = AskDraft.objects.filter(expires_at__gt=clock.now())
    today = lying.filter(started_at__gt=clock.now() - limits.DAY)
    for name in ("account_hash", "browser_hash"):
        if hashes[name] and _full(today.filter(**{name: hashes[name]}), policy.forms_per_person):
            raise TooManyOwn(
                "You began many forms today and did not send them.",
                "Go on with one of those, or begin again tomorrow.",
            )
    network = hashes["network_hash"]
    if network and _full(lying.filter(network_hash=network), policy.forms_per_network):
        raise TooMany(
            "Many forms were begun from your network and never sent.",
            "Go on with one of those, or begin again tomorrow.",
        )
    return hashes


def expiry(policy: Policy) -> dt.datetime:
    """Until when a form that is changed now is kept."""
    return clock.now() + dt.timedelta(days=policy.draft_days)


def _full(forms: QuerySet[AskDraft], most: int) -> bool:
    """Whether there is no room for one more, abandoned empty ones thrown away if need be."""
    over = forms.count() + 1 - most
    return over > 0 and _thrown_away(forms) < over


def _thrown_away(forms: QuerySet[AskDraft]) -> int:
    """Delete those in which there is nothing, but none that somebody is saving at this moment. The
    photographs are looked for once the forms are locked: one may just have been added.
    """
    untouched = forms.select_for_update(skip_locked=True).filter(
        expires_at__lte=expiry(current()) - ABANDONED
    )
    empty = [one.pk for one in untouched.only("fields") if form.is_empty(one.fields)]
    found = AskDraft.objects.filter(pk__in=empty, photos=None)
    number = found.count()
    found.delete()
    return number
