"""Awards go out in the 360Giving standard and come in from real lists, each fault told by its row."""

import json
import time
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from folkmoot.body.organisations.models import Identifier
from folkmoot.work.funding.actions.awards import read_awards
from folkmoot.work.funding.actions.funds import publish_fund
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries.giving import as_360giving
from folkmoot.work.funding.queries.reading import read_list
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.funding.against_schema import faults
from tests.work.funding.test_funds import a_fund, applied, given, judged

pytestmark = pytest.mark.django_db
HEAD = "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Name,Funding Org:Name\n"


def read(county, text, source="a list"):
    return read_list(county.assembly, text.encode(), source=source)


def test_awards_made_here_go_out_and_come_back_the_same():
    county, other = a_county(micro=1), a_county(micro=1)
    made = given(county, county.bodies[0], pence=123_456)

    sent = json.dumps(as_360giving(county.assembly))
    (back,) = read(other, sent).awards

    for name in ("identifier", "title", "pence", "awarded_on", "starts_on", "ends_on",
                 "recipient_name", "funder_name"):  # fmt: skip
        assert getattr(back, name) == getattr(made, name), name
    assert not back.is_ours


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("g1,x,GBP,-5,2026-01-02,Choir,Council", "below nothing"),
        ("g1,x,GBP,99999999999999999,2026-01-02,Choir,Council", "too large"),
        ("g1,x,GBP,many,2026-01-02,Choir,Council", "no number: many"),
        ("g1,x,GBP,NaN,2026-01-02,Choir,Council", "too large"),
        ("g1,x,EUR,5,2026-01-02,Choir,Council", "in EUR"),
        ("g1,x,GBP,5,2026-02-30,Choir,Council", "no day: 2026-02-30"),
        ("g1,x,GBP,5,,Choir,Council", "no day"),
        (",x,GBP,5,2026-01-02,Choir,Council", "no identifier"),
        ("g1,x,GBP,5,2026-01-02,,Council", "no recipient"),
        ("g0,x,GBP,5,2026-01-02,Choir,Council", "g0 is in row 2 already"),
    ],
)
def test_row_at_fault_is_told_by_its_number(row, fault):
    county = a_county(micro=1)

    found = read(county, f"{HEAD}g0,x,GBP,5,2026-01-02,Choir,Council\n{row}\n")

    assert [one.identifier for one in found.awards] == ["g0"]
    ((number, words),) = found.faults
    assert number == 3
    assert fault in words


def test_days_and_sums_are_read_as_people_write_them():
    county = a_county(micro=1)

    found = read(
        county,
        f'{HEAD}g1,x,GBP,"£1,234.50",02/03/2026,Choir,Council\n'
        "g2,x,,7,2026-03-02T00:00:00Z,Choir,Council\n",
    )

    assert found.faults == []
    assert [(one.pence, one.awarded_on) for one in found.awards] == [
        (123_450, date(2026, 3, 2)), (700, date(2026, 3, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"{", b"", b"a,b\n1,2\n", b'{"grants": 5}', b'{"x": []}', b"\xff\xfe\x00"]
)
def test_file_of_another_kind_is_said_to_be_so(data):
    county = a_county(micro=1)

    found = read_list(county.assembly, data, source="x")

    assert found.awards == []
    assert len(found.faults) == 1


def test_recipient_with_an_org_id_is_tied_to_the_register():
    county = a_county(micro=1)
    Identifier.objects.create(organisation=county.bodies[0], scheme="GB-CHC", number="1000328")
    grant = {
        "id": "g1", "title": "x", "description": "x", "currency": "GBP", "amountAwarded": 5,
        "awardDate": "2026-01-02", "fundingOrganization": [{"id": "f", "name": "Council"}],
        "recipientOrganization": [{"id": "GB-CHC-1000328", "name": "Choir"}],
    }  # fmt: skip

    (found,) = read(county, json.dumps({"grants": [grant]})).awards

    assert found.organisation_id == county.bodies[0].pk


def test_list_is_kept_whole_or_without_its_faults_and_never_twice(time_machine):
    county = a_county(micro=1)

    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    time_machine.move_to(NOW, tick=False)
    page, url = browser(county.officer), reverse("funding:read", args=[county.assembly])
    text = f"{HEAD}g1,x,GBP,5,2026-01-02,Choir,Council\ng2,x,GBP,-5,2026-01-02,Choir,Council\n"

    def send(**more):
        return page.post(
            url, {"file": SimpleUploadedFile("a.csv", text.encode()), "source": "x", **more}
        )

    refused = send()
    assert refused.status_code == 422
    assert "below nothing" in refused.content.decode()
    assert not Award.objects.exists()
    assert send(leave_out="on").status_code == 200
    assert Award.objects.get().identifier == "g1"
    send(leave_out="on")
    assert Award.objects.count() == 1


@pytest.mark.shared
def test_real_list_of_a_council_is_read_whole(shared):
    county = a_county(micro=1)
    grants = shared / "data" / "grants"

    told = {
        kind: read_list(
            county.assembly,
            (grants / f"trafford_council_voluntary_sector_grants.{kind}").read_bytes(),
            source="Trafford",
        )
        for kind in ("json", "csv")
    }

    for found in told.values():
        assert (len(found.awards), found.faults) == (555, [])
        assert round(sum(one.pence for one in found.awards) / 100) == 1_291_437
    both = [
        {(one.identifier, one.pence, one.awarded_on, one.recipient_name) for one in found.awards}
        for found in told.values()
    ]
    assert both[0] == both[1]


def schema_of_360giving(shared):
    """Return the schema of a file of grants, with that of a grant inside it, and the latter."""
    folder = shared / "data" / "standards" / "360giving-1.4.3"
    whole, grant = (
        json.loads((folder / f"360-giving-{name}schema.json").read_text())
        for name in ("package-", "")
    )
    whole["properties"]["grants"]["items"] = grant
    return whole, grant


@pytest.mark.shared
def test_what_goes_out_is_valid_against_the_schema_of_360giving(shared, client):
    county = a_county(micro=2)
    fund = publish_fund(fund=a_fund(county, area=county.districts[0]), **county.who())
    bid = judged(county, fund, applied(fund, county.bodies[0], a_member(county.bodies[0])))
    given(county, county.bodies[0], application=bid, area=county.districts[0], pence=200_001)
    given(county, county.bodies[1], directorate="", funder_name="Foundation & Sons")
    sent = client.get(reverse("funding:as_360giving", args=[county.assembly])).json()
    whole, grant = schema_of_360giving(shared)

    assert len(sent["grants"]) == 2
    assert list(faults(sent, whole, grant)) == []
    funders = {one["fundingOrganization"][0]["id"] for one in sent["grants"]}
    assert len(funders) == 2
    broken = {**sent["grants"][0], "awardDate": "2 March", "amountAwarded": "5"}
    del broken["title"]
    found = " ".join(faults({"grants": [broken]}, whole, grant))
    for words in ("awardDate", "amountAwarded", "fits 0 of 2"):
        assert words in found


@pytest.mark.shared
def test_real_list_of_a_council_goes_out_as_it_came_in_and_is_valid(shared):
    county = a_county(micro=1)
    path = shared / "data" / "grants" / "trafford_council_voluntary_sector_grants.json"
    found = read_list(county.assembly, path.read_bytes(), source="Trafford")
    read_awards(assembly=county.assembly, awards=found.awards, source="x", **county.who())

    sent = as_360giving(county.assembly, is_all=True)

    whole, grant = schema_of_360giving(shared)
    assert list(faults(sent, whole, grant)) == []
    came = {one["id"]: one for one in json.loads(path.read_text())["grants"]}
    assert len(sent["grants"]) == len(came) == 555
    for one in sent["grants"]:
        was = came[one["id"]]
        for name in ("title", "description", "currency", "amountAwarded", "awardDate"):
            assert one[name] == was[name], (one["id"], name)
        for name in ("recipientOrganization", "fundingOrganization"):
            kept = {part: was[name][0][part] for part in one[name][0]}
            assert one[name] == [kept], (one["id"], name)


@pytest.mark.shared
def test_faulty_list_of_eleven_thousand_rows_is_read_in_seconds_with_each_fault(shared):
    county = a_county(micro=1)
    data = (shared / "data" / "grants" / "sport_england_lottery_awards_2009-2015.csv").read_bytes()
    start = time.perf_counter()

    found = read_list(county.assembly, data, source="Sport England")
    kept = read_awards(assembly=county.assembly, awards=found.awards, source="x", **county.who())

    assert time.perf_counter() - start < 10
    twice = [words for _row, words in found.faults if "already" in words]
    assert len(found.awards) + len(found.faults) == 11_140
    assert len(twice) == 824
    assert kept == len(found.awards) == Award.objects.count()


@pytest.mark.shared
def test_files_made_to_fail_are_explained_and_never_break_the_reading(shared):
    county = a_county(micro=1)
    folder = shared / "data" / "grants" / "360_bad_fixtures"

    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".csv"):
            found = read_list(county.assembly, path.read_bytes(), source=path.name)
            assert found.awards or found.faults, path.name
