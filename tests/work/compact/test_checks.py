"""Before an agreement is signed, what it does not show of freedom, duties and equality is pointed out."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.work.compact.actions.accords import name_side, sign_accord
from folkmoot.work.compact.actions.checks import check_accord
from folkmoot.work.compact.queries.accords import accords
from folkmoot.work.compact.queries.checks import checking_book, flags_of
from tests.signing_in import browser
from tests.work.compact.factories import a_compact, days, read, url
from tests.work.consultations.factories import NOW, a_county

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    return a_county(micro=1)


def flags(county):
    book = checking_book(county.assembly, on=TODAY)
    [one] = accords(county.assembly)
    return [found.clause.key for found in flags_of(one, book)]


@pytest.mark.clause("compact-principle-independence", "compact-equality-law")
def test_agreement_is_flagged_before_it_is_signed_until_it_shows_all_three(county):
    accord = a_compact(county, kind="memorandum", title="With the care system")
    side = name_side(accord=accord, name="The board", is_of_sector=False, **county.who())
    assert flags(county) == ["principle-independence", "equality-law"]
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    desk = browser(county.officer)
    shown = read(browser(), url("accord", accord))
    assert "that somebody has read it for limits on a group" in shown
    assert "not known to have a term on equality law" in shown
    signing = read(desk, url("sign", accord, side.pk))
    assert "not known to have a term on equality law" in signing
    listed = read(browser(), reverse("compact:accords", args=[county.assembly]))
    assert "not shown yet: freedom, duties or equality" in listed

    typed = {"limits_nothing": "no", "limits_words": "Term 4 asks for a say in appointments.",
             "has_equality_term": "yes", "equality_where": "Term 9"}  # fmt: skip
    desk.post(url("check", accord), typed)
    assert flags(county) == ["principle-independence"]
    desk.post(url("check", accord), typed | {"limits_nothing": "yes"})
    assert flags(county) == ["principle-independence"]
    assert "duties in law" in read(browser(), url("accord", accord))
    desk.post(
        url("check", accord),
        typed | {"limits_nothing": "yes", "duties": "To plan care for all who live there."},
    )
    assert flags(county) == []
    assert "To plan care for all who live there." in read(browser(), url("accord", accord))


@pytest.mark.clause("compact-best-practice")
def test_flag_points_out_and_does_not_stop_a_signature(county):
    accord = a_compact(county)
    side = name_side(accord=accord, name="The council", is_of_sector=False, **county.who())
    check_accord(
        accord=accord, limits_nothing=False, limits_words="x", duties="", has_equality_term=False,
        equality_where="", **county.who(),
    )  # fmt: skip
    assert flags(county) == ["principle-independence", "equality-law"]
    sign_accord(side=side, signed_by="", signed_on=TODAY, **county.who())
    side.refresh_from_db()
    assert side.signed_on == TODAY
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    other = name_side(accord=accord, name="The sector", is_of_sector=True, **county.who())
    sent = browser(county.officer).post(
        url("sign", accord, other.pk), {"signed_by": "", **days("signed_on", TODAY)}
    )
    assert sent.status_code == 302
