"""How many questions may be sent in a day, by one person and by a network, in parallel bursts too.

A person is the address that is typed, and the account of who is signed in. Counts sendings, not
questions, so that withdrawing or erasing frees no place. Forms that are begun: ``beginning``.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Count, Q

from curbside.consult import links
from curbside.consult.errors import TooMany
from curbside.consult.models import Sending
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


def admit(email: str, address: str, policy: Policy, account: str = "") -> None:
    """Count a sending in the caller's transaction; ``account`` is the id of who is signed in.

    Whoever sends from the same address, account or network waits for that transaction to end, so
    that parallel sendings are counted one after the other. Raises TooMany.
    """
    hashes = {
        "email_hash": links.concealed(f"email {email}"),
        "account_hash": of_account(account),
        "network_hash": of_network(address),
    }
    in_turn(hashes.values())
    by = {name: Q(**{name: found}) for name, found in hashes.items() if found}
    recent = Sending.objects.filter(reduce(or_, by.values()), at__gt=clock.now() - DAY)
    sent = recent.aggregate(**{name: Count("pk", filter=only) for name, only in by.items()})
    if max(sent["email_hash"], sent.get("account_hash", 0)) >= policy.asks_per_email:
        raise TooMany(
            "One person has sent as many questions as they may in a day.",
            "What you typed is kept; send it tomorrow.",
        )
    if sent.get("network_hash", 0) >= policy.asks_per_network:
        raise TooMany(
            "Too many questions came from your network today.",
            "What you typed is kept; send it tomorrow, or from another connection.",
        )
    Sending.objects.create(**hashes)


def of_network(address: str) -> str:
    """The hash of the network of an address; "" where none is known."""
    return links.concealed(f"network {network_of(address)}") if address else ""


def of_account(public_id: str) -> str:
    """The hash of an account; "" where nobody is signed in."""
    return links.concealed(f"account {public_id}") if public_id else ""


def forget_old() -> None:
    """Forget sendings that no limit counts any more."""
    Sending.objects.filter(at__lt=clock.now() - KEPT).delete()


def in_turn(hashes: Iterable[str]) -> None:
    """Wait for whoever holds any of these. Locks are held until the transaction ends, and taken in
    order so that no two wait for each other.
    """
    numbers = sorted(int.from_bytes(bytes.fromhex(one)[:8], signed=True) for one in hashes if one)
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
