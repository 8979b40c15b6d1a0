"""Teaching routing from the library: only entries that somebody filed, and only where it helps."""

from __future__ import annotations

import pytest

from curbside.library.models import Entry, Source
from curbside.library.teaching import teach
from curbside.search.models import RoutingModel
from tests.factories import make_department, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed() -> None:
    """Two departments whose entries differ by a word that no vocabulary has."""
    places = [make_department("neurology"), make_department("dermatology")]
    for number in range(240):
        word = ("flurbish", "grommet")[number % 2]
        make_entry(
            f"The {word} of patient {number}",
            f"My {word} has been odd for {number} days.",
            ref=f"e{number}",
            department=places[number % 2],
        )
    Entry.objects.update(department_by=Entry.RoutedBy.SOURCE)


def test_it_learns_and_uses_what_is_better(filed: None) -> None:
    taught = teach("operator")
    assert taught is not None
    assert taught.better
    assert taught.after.top1 > taught.before.top1
    assert RoutingModel.objects.get().figures["after"]["top1"] == taught.after.top1


@pytest.mark.parametrize(
    "changed",
    [{"department_by": Entry.RoutedBy.ROUTING}, {"state": Entry.State.WITHDRAWN}],
)
def test_what_routing_filed_or_nobody_may_see_teaches_nothing(
    filed: None, changed: dict[str, str]
) -> None:
    Entry.objects.update(**changed)
    assert teach("operator") is None


def test_the_sample_corpus_teaches_nothing(filed: None) -> None:
    Source.objects.update(sample=True)
    assert teach("operator") is None
