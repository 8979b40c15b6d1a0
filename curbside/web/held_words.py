"""Words for what is held about a person: each key has a label, codes have their meaning. Data.

A code that is not here is shown as it is; a key that is not here fails a test.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curbside.notify.texts import WORDS as MAILS
from curbside.web.forms.ask import FOR_WHOM, SEX

LABELS: dict[str, Any] = {
    "made_at": _("Put together on"),
    # The account
    "account": _("Your account"), "email": _("Email address"), "name": _("Name"),
    "language": _("Language"), "joined_at": _("Since"), "last_signed_in_at": _("Last signed in"),
    "has_password": _("A password is set"), "addresses": _("Email addresses"),
    "verified": _("Confirmed"), "second_factors": _("Second factors"), "type": _("Kind"),
    "created_at": _("Set up on"), "last_used_at": _("Last used"),
    "single_sign_on": _("Sign-in by your organisation"), "provider": _("Where"),
    "uid": _("Known there as"), "date_joined": _("Since"), "sessions": _("Where you are signed in"),
    "ip": _("Network address"), "user_agent": _("Browser"), "roles": _("Roles"),
    "role": _("Role"), "department": _("Department"), "given_at": _("Given on"),
    "invitations": _("Invitations"), "invited_at": _("Invited on"),
    "accepted_at": _("Accepted on"),
    # A doctor
    "signature": _("How you sign"), "slug": _("Address"), "name_en": _("Name"),
    "name_zh": _("Name in Chinese"), "credential_en": _("Title"),
    "credential_zh": _("Title in Chinese"), "bio_en": _("About you"),
    "bio_zh": _("About you, in Chinese"), "url": _("Web page"),
    "joined": _("Joined signatures of imports"),
    "registrations": _("Registrations"), "registration_number": _("Registration number"),
    "authority": _("Registered by"), "specialty": _("Specialty"),
    "expires_on": _("Valid until"), "state": _("State"), "applied_at": _("Sent in on"),
    "decided_at": _("Decided on"), "note": _("Reason"), "evidence": _("Evidence"),
    "media_type": _("Kind of file"), "content": _("The file"),
    "answering": _("When and where you answer"), "departments": _("Departments"),
    "languages": _("Languages"), "weekly_cap": _("Questions a week at most"),
    "away": _("Away"), "first": _("From"), "last": _("To"),
    "taken": _("Questions you took"), "replied": _("Replies you sent"),
    "asked_back": _("When you asked back"), "decided": _("Questions you declined or passed on"),
    "drafts": _("Drafts of replies"), "saved_at": _("Saved on"), "letters": _("Letters"),
    "snippets": _("Snippets"), "published_answers": _("Published answers under your name"),
    "id": _("Number"), "headline": _("Headline"), "confirmed": _("What you let be published"),
    "explanations_signed": _("Explanations you signed"), "number": _("Version"),
    "reviewed_on": _("Signed on"), "review_by": _("To be read again by"),
    "reviewer_name": _("Signed as"), "published_at": _("Public since"),
    "explanations_changed": _("What you did with explanations"),
    "reports": _("Reports you dealt with"), "outcome": _("Outcome"), "closed_at": _("Closed on"),
    # A question
    "questions": _("Your questions"), "public_id": _("Number"), "for_whom": _("For whom"),
    "age_band": _("Age"), "sex": _("Sex"), "title": _("Title"), "text": _("Text"),
    "since": _("Since when"), "onset": _("How it began"),
    "better_worse": _("What makes it better or worse"), "conditions": _("Other illnesses"),
    "medicines": _("Medicines"), "tried": _("What was tried"), "wants": _("What you want to know"),
    "may_publish": _("May be published"), "level": _("How urgent"), "flags": _("Red flags"),
    "code": _("Sign"), "part": _("Where"), "start": _("From letter"), "end": _("To letter"),
    "routed_by": _("Department chosen by"), "submitted_at": _("Sent on"),
    "verified_at": _("Address confirmed on"), "answered_at": _("Answered on"),
    "published": _("Published as"), "photos": _("Photographs"),
    "clarifications": _("What the doctor asked back"), "asked": _("The doctor asked"),
    "answer": _("You answered"), "replies": _("Replies"), "doctor": _("Doctor"),
    "before": _("What stood before a correction"), "reason": _("Reason"),
    "opinions": _("Opinions of colleagues"), "stance": _("Opinion"),
    "follow_ups": _("What you asked back"), "decisions": _("What was decided"),
    "kind": _("Kind"), "history": _("What happened"),
    # Mails and the trail
    "mails": _("Mails to you"), "sent_at": _("Sent on"), "unsubscribed": _("Mails you do not want"),
    "digest": _("How often the overview comes"),
    "audit": _("The audit trail"), "what": _("What"), "by": _("By whom"),
    "about": pgettext_lazy("held", "About"),
    "at": _("When"),
}  # fmt: skip

CODED = frozenset(
    {
        "language", "languages", "type", "role", "state", "for_whom", "sex", "level", "routed_by",
        "stance", "kind", "what", "by", "about", "outcome", "unsubscribed", "digest",
    }
)  # fmt: skip
MEANINGS: dict[str, Any] = {
    **{str(kind): words.subject for kind, words in MAILS.items()},
    **dict(FOR_WHOM),
    **dict(SEX),
    "en": _("English"), "zh": _("Chinese"), "zh-hant": _("Traditional Chinese"),
    "zh-hans": _("Simplified Chinese"),
    "you": pgettext_lazy("who", "you"), "staff": pgettext_lazy("who", "somebody who works here"),
    "asker": pgettext_lazy("who", "the asker"), "system": pgettext_lazy("who", "the service"),
    "routing": pgettext_lazy("who", "the service"), "doctor": _("Doctor"),
    "lead": _("Lead of a department"), "editor": _("Editor"),
    "administrator": _("Administrator"),
    "0": pgettext_lazy("level", "Routine"), "1": pgettext_lazy("level", "Urgent"),
    "2": pgettext_lazy("level", "Emergency"),
    "applied": _("waiting for an administrator"), "verified": _("verified"),
    "refused": _("refused"), "revoked": _("revoked"),
    "unverified": _("address not confirmed"), "waiting": _("waiting for a doctor"),
    "claimed": _("a doctor has it"), "clarifying": _("the doctor asked back"),
    "answered": _("answered"), "followup": _("asked back, waiting"), "declined": _("declined"),
    "referred": _("referred"), "withdrawn": _("withdrawn"),
    "agree": _("agrees"), "dissent": _("sees it differently"), "moved": _("moved on"),
    "totp": _("An app that shows codes"), "webauthn": _("A passkey"),
    "recovery_codes": _("Recovery codes"),
    "submitted": _("sent"), "confirmed": _("address confirmed"), "replied": _("answered"),
    "asked-back": _("the doctor asked back"), "clarified": _("you answered the doctor"),
    "followed-up": _("you asked back"), "revised": _("the answer was corrected"),
    "handed-back": _("given back to the queue"), "published": _("published"),
    "erased": _("erased"), "taken-along": _("put under your account"),
    "consent-given": _("publishing allowed"), "consent-taken": _("publishing forbidden"),
    "question.read": _("your question was read"),
    "question.photo-seen": _("a photograph was looked at"),
    "question.publication-read": _("read in order to publish it"),
    "account.made": _("account made"), "account.signed-in": _("signed in"),
    "account.downloaded": _("what is held was downloaded"),
    "role.given": _("role given"), "role.taken": _("role taken back"),
    "password.changed": _("password changed"), "email.changed": _("email address changed"),
    "draft": _("draft"), "reviewed": _("signed, not yet public"), "retired": _("retired"),
    "explainer.sign": _("signed"), "explainer.publish": _("published"),
    "explainer.confirm": _("read again: still right"), "explainer.retire": _("retired"),
    "explainer.send-back": _("sent back"), "explainer.reopened": _("a new draft begun"),
    "explainer.again": _("had composed anew"), "explainer.asked-for": _("had composed"),
    "explainer.sentence-changed": _("a sentence changed"),
    "explainer.sentence-removed": _("a sentence removed"),
    "explainer.sentence-moved": _("a sentence moved"),
    "explainer.sentence-added": _("a sentence added"),
    "explainer.sentence-cited": _("other sources chosen for a sentence"),
    "daily": _("every day"), "weekly": _("on Mondays"),
}  # fmt: skip
