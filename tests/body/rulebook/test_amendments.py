"""What an agreement fixes, changed by a decision from a day."""

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from folkmoot.body.rulebook.actions import adopt, amend
from folkmoot.body.rulebook.models import Amendment
from folkmoot.body.rulebook.queries import amendments_ahead, changes_in, documents, in_force, pinned
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
FROM = date(2026, 5, 1)
A_DAY = timedelta(days=1)


def change(adoption, parameter="quorum.full_members", value=5, **more):
    given = {
        "unit": pinned(adoption.document, adoption.version).parameters[parameter].unit
        if parameter in pinned(adoption.document, adoption.version).parameters
        else "",
        "from_on": FROM,
        "decided_by": "2026-14",
        "proposed_on": date(2026, 1, 5),
        "decided_on": NOW.date(),
        "votes": None,
        "by": PersonFactory(),
        "at": NOW,
        **more,
    }
    return amend(
        assembly=adoption.assembly, document=None, parameter=parameter, value=value, **given
    )


@pytest.mark.parametrize(
    ("on", "quorum", "by"),
    [(FROM - A_DAY, 4, ""), (FROM, 5, "2026-14"), (FROM + A_DAY, 5, "2026-14")],
)
def test_amended_number_applies_from_its_first_day(on, quorum, by):
    adoption = AdoptionFactory()
    change(adoption)

    book = in_force(adoption.assembly, on=on)

    assert (
        book.whole("quorum.full_members"),
        book.parameter("quorum.full_members").amended_by,
    ) == (
        quorum,
        by,
    )
    assert str(quorum) in book.told("quorum-forums")


def test_amendment_of_the_later_day_counts_though_it_was_decided_first():
    adoption = AdoptionFactory()
    change(adoption, value=6, from_on=FROM + 10 * A_DAY)
    change(adoption, value=5, decided_by="2026-15")

    assert in_force(adoption.assembly, on=FROM + 9 * A_DAY).whole("quorum.full_members") == 5
    assert in_force(adoption.assembly, on=FROM + 10 * A_DAY).whole("quorum.full_members") == 6
    assert [one.value for one in amendments_ahead(
        adoption.assembly, adoption.document, on=FROM
    )] == [6]  # fmt: skip


def test_amended_number_is_that_of_one_assembly_and_of_one_version():
    adoption, other = AdoptionFactory(), AdoptionFactory()
    change(adoption)

    assert in_force(other.assembly, on=FROM).whole("quorum.full_members") == 4
    assert pinned(adoption.document, adoption.version).whole("quorum.full_members") == 4
    adopt(
        assembly=adoption.assembly, document="model-assembly",
        version=pinned_version("model-assembly"), from_on=FROM + A_DAY, by=None, at=NOW,
    )  # fmt: skip
    model = in_force(adoption.assembly, on=FROM + A_DAY, document="model-assembly")
    assert model.parameter("quorum.full_members").amended_by == ""


def pinned_version(document):
    return documents()[document].versions[-1].number


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"parameter": "quorum.moon"}, "parameter-not-fixed"),
        ({"value": "five"}, "amendment-of-another-kind"),
        ({"value": True}, "amendment-of-another-kind"),
        ({"value": -1}, "amendment-of-another-kind"),
        ({"unit": "members"}, "amendment-in-another-unit"),
        ({"value": 4}, "amendment-changes-nothing"),
    ],
)
def test_change_that_does_not_fit_is_refused_and_leaves_no_trace(more, code):
    adoption = AdoptionFactory()

    with pytest.raises(Refusal) as refused:
        change(adoption, **more)

    assert refused.value.code == code
    assert not Amendment.objects.exists()
    assert not Entry.objects.filter(kind="RuleAmended").exists()


@pytest.mark.parametrize(
    ("votes", "proposed_on", "code"),
    [
        ((4, 2), date(2026, 3, 3), None),
        (None, date(2026, 3, 3), None),
        ((3, 2), date(2026, 3, 3), "amendment-without-majority"),
        ((4, 2), date(2026, 3, 4), "amendment-without-notice"),
    ],
)
def test_agreement_that_says_how_it_is_changed_is_changed_so_alone(votes, proposed_on, code):
    adoption = AdoptionFactory(document="model-assembly", version=pinned_version("model-assembly"))
    book = in_force(adoption.assembly, on=NOW.date())
    assert book.share("amendment.majority") == Fraction(2, 3)

    if code is None:
        change(adoption, "urgent.window", votes=votes, proposed_on=proposed_on)
        assert Amendment.objects.exists()
    else:
        with pytest.raises(Refusal) as refused:
            change(adoption, "urgent.window", votes=votes, proposed_on=proposed_on)
        assert (refused.value.code, refused.value.clause is not None) == (code, True)
        assert not Amendment.objects.exists()


def test_assembly_without_amendments_costs_one_query_and_with_them_two(django_assert_num_queries):
    adoption = AdoptionFactory()
    with django_assert_num_queries(1):
        in_force(adoption.assembly, on=FROM)
    change(adoption)
    change(adoption, "agenda.notice", 8, decided_by="2026-15")
    with django_assert_num_queries(2):
        in_force(adoption.assembly, on=FROM)


def test_what_was_begun_keeps_the_amendments_of_its_day():
    adoption = AdoptionFactory()
    change(adoption)
    change(adoption, "vote.majority", "two thirds", decided_by="2026-15")
    began = in_force(adoption.assembly, on=FROM)
    change(adoption, value=6, decided_by="2026-16", from_on=FROM + A_DAY)

    kept = json.loads(json.dumps(changes_in(began)))
    again = pinned(began.document, began.number, changes=kept)

    assert again == began
    assert (again.whole("quorum.full_members"), again.word("vote.majority")) == (5, "two thirds")
    assert changes_in(pinned(began.document, began.number)) == {}
