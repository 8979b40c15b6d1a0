"""Accounts, roles, credentials and availability; and the public signatures of replies."""

from __future__ import annotations

from curbside.people.models.availability import Availability, Away
from curbside.people.models.credential import Credential, Evidence
from curbside.people.models.doctor import Doctor
from curbside.people.models.invitation import Invitation
from curbside.people.models.role import Role
from curbside.people.models.user import User

__all__ = [
    "Availability",
    "Away",
    "Credential",
    "Doctor",
    "Evidence",
    "Invitation",
    "Role",
    "User",
]
