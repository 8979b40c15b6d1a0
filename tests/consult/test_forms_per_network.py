"""How many forms a network may begin and leave lying."""

from __future__ import annotations

import pytest
from django.conf import settings

from curbside.consult import asking, drafting
from curbside.consult.beginning import Beginner
from curbside.consult.errors import TooMany
from curbside.consult.models import AskDraft
from curbside.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_forms_per_network", 2)


def test_a_network_leaves_so_many_forms_lying_and_no_more() -> None:
    tokens = [asking.start("en", Beginner("192.0.2.1")) for _ in range(2)]
    with pytest.raises(TooMany):
        asking.start("en", Beginner("192.0.2.1"))
    asking.start("en", Beginner("192.0.2.2"))
    asking.save(tokens[0], {"text": "kept all the same"})
    assert asking.read(tokens[0]).fields["text"] == "kept all the same"


def test_forms_that_lapsed_make_room() -> None:
    for _ in range(2):
        asking.start("en", Beginner("2001:db8::1"))
    with clock.frozen(AskDraft.objects.first().expires_at):  # type: ignore[union-attr]
        drafting.start("en", Beginner("2001:db8::2"))  # the same household
