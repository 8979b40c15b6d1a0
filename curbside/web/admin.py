"""What Django's admin shows for repairs: read-mostly, and what is changed there is audited.

Nothing is added or deleted here; roles, credentials and invitations have pages of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from curbside.core import audit, generation
from curbside.core.models import AuditLine
from curbside.people.models import Credential, Doctor, Role, User
from curbside.web.guards import person_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin  # which is generic for type checkers only

site = admin.site


class Repair(ModelAdmin):
    """Every field readable; only ``mended`` can be changed. Who gets here has passed the site."""

    mended: ClassVar[tuple[str, ...]] = ()
    show_full_result_count = False
    list_per_page = 50

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        hidden = {*self.mended, *(self.exclude or ())}
        return [field.name for field in self.opts.fields if field.name not in hidden]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.mended)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        subject = f"{self.opts.model_name}:{getattr(obj, 'public_id', obj.pk)}"
        changed = [name for part in message for name in part.get("changed", {}).get("fields", [])]
        audit.record(person_of(request).actor, "repaired", subject, fields=changed)
        return super().log_change(request, obj, message)


@admin.register(User)
class UserRepair(Repair):
    """The password is a digest, and not for looking at either."""

    list_display = ("email", "name", "is_active", "date_joined", "last_login")
    search_fields = ("email", "name", "public_id")
    exclude = ("password", "groups", "user_permissions")
    mended = ("name", "language")


@admin.register(Doctor)
class DoctorRepair(Repair):
    """How a doctor is shown to readers."""

    list_display = ("name_en", "name_zh", "kind", "department", "user")
    search_fields = ("name_en", "name_zh", "slug")
    list_select_related = ("department", "user")
    mended = ("name_en", "name_zh", "credential_en", "credential_zh", "bio_en", "bio_zh", "url")

    def save_model(self, request: HttpRequest, obj: Doctor, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        generation.bump()  # question pages show it


@admin.register(Role)
class RoleRepair(Repair):
    list_display = ("user", "kind", "department", "given_at")
    list_filter = ("kind",)
    list_select_related = ("user", "department")


@admin.register(Credential)
class CredentialRepair(Repair):
    list_display = ("doctor", "state", "specialty", "expires_on", "applied_at")
    list_filter = ("state",)
    list_select_related = ("doctor",)


@admin.register(AuditLine)
class AuditRepair(Repair):
    """To look at; changing a line is what the database refuses."""

    list_display = ("at", "actor", "action", "subject", "position")
    search_fields = ("subject__exact", "actor__exact")
    ordering = ("-id",)
