"""The pages of asking, and the asker's own page. The last part of each address is its key."""

from __future__ import annotations

from django.urls import path

from curbside.web.views.ask import answered, checking, photos, start, steps
from curbside.web.views.mine import deciding, publication, receipt, saying

FORM = "ask/<slug:token>/"
MINE = "mine/<slug:public_id>/<str:key>/"

urlpatterns = [
    path("ask/", start.start, name="ask"),
    *(
        path(f"{FORM}{name}/", steps.step, {"name": name}, name=f"ask-{name}")
        for name in ("who", "matter", "wants", "publish", "email")
    ),
    path(f"{FORM}photos/", photos.photos, name="ask-photos"),
    path(f"{FORM}photos/<slug:public_id>.jpg", photos.photo, name="ask-photo"),
    path(f"{FORM}check/", checking.check, name="ask-check"),
    path(f"{FORM}now/", checking.now, name="ask-now"),
    path(f"{FORM}answered/", answered.answered, name="ask-answered"),
    path(f"{FORM}thanks/", answered.thanks, name="ask-thanks"),
    path("mine/<slug:public_id>/confirm/<str:key>/", deciding.confirm, name="mine-confirm"),
    path(MINE, receipt.mine, name="mine"),
    path(f"{MINE}answer/", saying.answer, name="mine-answer"),
    path(f"{MINE}follow-up/", saying.follow_up, name="mine-follow-up"),
    path(f"{MINE}withdraw/", deciding.withdraw, name="mine-withdraw"),
    path(f"{MINE}publication/", publication.publication, name="mine-publication"),
    path(f"{MINE}consent/", deciding.consent, name="mine-consent"),
    path(f"{MINE}resend/", deciding.resend, name="mine-resend"),
    path(f"{MINE}new-link/", deciding.renew, name="mine-new-link"),
    path(f"{MINE}take/", deciding.take, name="mine-take"),
    path(f"{MINE}download/", receipt.download, name="mine-download"),
    path(f"{MINE}photos/<slug:number>.jpg", receipt.photo, name="mine-photo"),
]
