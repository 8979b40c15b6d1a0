"""How many questions may be sent in a day, by address and by network, in parallel bursts too.

Counts sendings, not questions, so that withdrawing or erasing frees no place.
"""

from __future__ import annotations

import datetime as dt
import ipaddress

from django.db import connection
from django.db.models import Count, Q

from curbside.consult import links
from curbside.consult.errors import TooMany
from curbside.consult.models import AskDraft, Sending
from curbside.consult.policy import Policy
from curbside.core import clock

DAY = dt.timedelta(days=1)
KEPT = 2 * DAY


def network_of(address: str) -> str:
    """The network an address belongs to: an IPv4 address, or the 64 bits a household gets of
    IPv6; what is no address stands for itself.
    """
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return address.strip()[:100]
    if known.version == 6 and known.ipv4_mapped:
        return str(known.ipv4_mapped)
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)


def admit(email: str, address: str, policy: Policy) -> None:
    """Count a sending in the caller's transaction. Raises TooMany.

    Whoever sends from the same address or network waits for that transaction to end, so that
    parallel sendings are counted one after the other.
    """
    hashes = (links.concealed(f"email {email}"), links.concealed(f"network {network_of(address)}"))
    _wait_for_others(hashes)
    by_email, by_network = Q(email_hash=hashes[0]), Q(network_hash=hashes[1])
    recent = Sending.objects.filter(by_email | by_network, at__gt=clock.now() - DAY)
    found = recent.aggregate(
        by_email=Count("pk", filter=by_email), by_network=Count("pk", filter=by_network)
    )
    if found["by_email"] >= policy.asks_per_email:
        raise TooMany(
            "This address has sent as many questions as it may in a day.",
            "What you typed is kept; send it tomorrow.",
        )
    if found["by_network"] >= policy.asks_per_network:
        raise TooMany(
            "Too many questions came from your network today.",
            "What you typed is kept; send it tomorrow, or from another connection.",
        )
    Sending.objects.create(email_hash=hashes[0], network_hash=hashes[1])


def admit_form(address: str, policy: Policy) -> str:
    """The hash of the network that begins a form, in the caller's transaction. Raises TooMany when
    too many of its forms lie about unsent; parallel beginnings are counted one after the other.
    """
    network = links.concealed(f"network {network_of(address)}")
    _wait_for_others((network,))
    lying = AskDraft.objects.filter(network_hash=network, expires_at__gt=clock.now())
    if lying.count() >= policy.forms_per_network:
        raise TooMany(
            "Many forms were begun from your network and never sent.",
            "Go on with one of those, or begin again tomorrow.",
        )
    return network


def forget_old() -> None:
    """Forget sendings that no limit counts any more."""
    Sending.objects.filter(at__lt=clock.now() - KEPT).delete()


def _wait_for_others(hashes: tuple[str, ...]) -> None:
    """Locks held until the transaction ends, taken in order so that no two wait for each other."""
    numbers = sorted(int.from_bytes(bytes.fromhex(one)[:8], signed=True) for one in hashes)
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
