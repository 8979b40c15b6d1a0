"""An account. Whoever has one may ask; everything else needs a role."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from curbside.core import clock, ids
from curbside.people.rules import address_key

ERASED = "@erased.invalid"  # no mail is ever sent there (RFC 2606)


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is stored as ``rules.address_key`` folds it."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password it is entered with a code sent by email."""
        user = User(email=address_key(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=address_key(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in, known by one email address.

    ``sample`` accounts come with ``--sample``; they cannot sign in where sample people are switched
    off. ``is_staff`` is kept in step with the role of administrator, which alone decides.
    Of an ``erased_at`` account nothing is left but its id, to which replies and the trail refer.
    """

    class Language(models.TextChoices):
        ENGLISH = "en"
        CHINESE = "zh-hant"

    public_id = models.CharField(max_length=10, unique=True, default=ids.public_id)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    sample = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(name="", is_active=False, is_staff=False, email__endswith=ERASED),
                name="user_erased_keeps_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        self.email = address_key(self.email)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def signs_as(self) -> str:
        """The name that askers see: that of the signature, which outlives the account."""
        signature = getattr(self, "doctor", None)
        return signature.name if signature else self.name
