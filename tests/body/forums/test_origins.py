"""What forums grew from, what was asked from outside, and a printed table brought in."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.body.forums.actions import meet_mandate, register_mandate, tell_origins
from folkmoot.body.forums.models import Forum, Mandate
from folkmoot.body.forums.queries import mandates
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from tests.body.forums.conftest import A_DAY, MADE_UP, NOW, TODAY
from tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def asked(assembly, officer):
    """Register what somebody asks."""

    def make(asks="An alliance in every system", **facts):
        return register_mandate(
            assembly=assembly, issuer="NHS England", asks=asks, by=officer, at=NOW, **facts
        )

    return make


@pytest.mark.clause("staffs-4.1")
def test_record_of_a_forum_says_what_it_grew_from(client, local, officer):
    forum = local("Southwest")
    client.force_login(officer)
    words = "The health and care forum, which met too rarely."

    client.post("/staffs/forums/southwest/grew-from/", {"grew_from": words})

    forum.refresh_from_db()
    assert forum.grew_from == words
    assert words in client.get("/staffs/forums/southwest/").content.decode()
    assert words in client.get("/staffs/forums/origins/").content.decode()
    entry = Entry.objects.get()
    assert (entry.kind, entry.facts["grew_from"]) == ("ForumOriginsTold", words)
    assert "4.1" in entry.under


def test_nobody_else_says_what_a_forum_grew_from(local):
    with pytest.raises(Refusal, match="not-permitted"):
        tell_origins(forum=local("Southwest"), grew_from="x", by=PersonFactory(), at=NOW)


@pytest.mark.clause("staffs-4.1")
@pytest.mark.parametrize(
    ("due_on", "met_on", "state", "was_late"),
    [
        (None, None, "open", False),
        (TODAY, None, "open", False),
        (TODAY - A_DAY, None, "late", True),
        (TODAY - A_DAY, TODAY - A_DAY, "met", False),
        (TODAY - A_DAY, TODAY, "met", True),
        (None, TODAY, "met", False),
    ],
)
def test_state_of_a_mandate_follows_from_its_dates(
    assembly, asked, officer, due_on, met_on, state, was_late
):
    mandate = asked(due_on=due_on)
    if met_on:
        meet_mandate(mandate=mandate, met_on=met_on, evidence="A letter.", by=officer, at=NOW)

    (told,) = mandates(assembly, on=TODAY)

    assert (told.state, told.was_late) == (state, was_late)


@pytest.mark.clause("staffs-4.1")
def test_officer_registers_a_mandate_and_records_how_it_was_met(client, local, officer):
    forum = local("Southwest")
    client.force_login(officer)
    typed = {
        "issuer": "NHS England", "asks": "An alliance by April", "source": "Guidance of 2021",
        "due_on_day": "30", "due_on_month": "4", "due_on_year": "2022", "forum": forum.pk,
    }  # fmt: skip

    client.post("/staffs/forums/origins/asked/", typed)
    again = client.post("/staffs/forums/origins/asked/", typed)
    mandate = Mandate.objects.get()
    late = client.get("/staffs/forums/origins/")
    of_forum = client.get("/staffs/forums/southwest/").content.decode()
    answers = {"met_on_day": "1", "met_on_month": "4", "met_on_year": "2022"}
    page = f"/staffs/forums/origins/asked/{mandate.pk}/met/"
    without = client.post(page, answers)
    done = client.post(page, answers | {"evidence": "The agreement was signed."})
    client.logout()
    met = client.get("/staffs/forums/origins/")

    assert again.status_code == 422
    assert "is on the register already" in again.content.decode()
    assert "Guidance of 2021" in late.content.decode()
    assert "30 April 2022" in late.content.decode()
    assert [one.state for one in late.context["asked"]] == ["late"]
    assert "An alliance by April" in of_forum
    assert (without.status_code, done.status_code) == (422, 302)
    assert "The agreement was signed." in met.content.decode()
    assert [one.state for one in met.context["asked"]] == ["met"]
    kinds = Entry.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["MandateRegistered", "MandateMet"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"evidence": " "}, "mandate-without-evidence"),
        ({"met_on": TODAY + A_DAY}, "mandate-met-tomorrow"),
        ({"by": "a stranger"}, "not-permitted"),
    ],
)
def test_mandate_is_not_met_without(asked, officer, facts, code):
    given = {"met_on": TODAY, "evidence": "A letter.", "by": officer} | facts
    if given["by"] == "a stranger":
        given["by"] = PersonFactory()
    mandate = asked()

    with pytest.raises(Refusal, match=code):
        meet_mandate(mandate=mandate, **given, at=NOW)


def test_mandate_is_met_once(asked, officer):
    mandate = asked()
    meet_mandate(mandate=mandate, met_on=TODAY, evidence="A letter.", by=officer, at=NOW)

    with pytest.raises(Refusal, match="mandate-met"):
        meet_mandate(mandate=mandate, met_on=TODAY, evidence="A letter.", by=officer, at=NOW)


@pytest.mark.parametrize("size", [1, 3])
def test_page_of_origins_costs_the_same(client, asked, size, django_assert_num_queries):
    for number in range(size):
        asked(f"Thing {number}")

    with django_assert_num_queries(4):  # assembly, forums, mandates, clause
        client.get("/staffs/forums/origins/")


# A printed table

SINCE = {"recognised_on_day": "1", "recognised_on_month": "4", "recognised_on_year": "2022"}


def test_officer_brings_a_table_looks_at_it_and_keeps_it(client, assembly, officer, sus, vast):
    client.force_login(officer)
    text = MADE_UP.read_bytes()

    asks = client.get("/staffs/forums/import/").content.decode()
    look = client.post(
        "/staffs/forums/import/", {**SINCE, "file": SimpleUploadedFile("forums.txt", text)}
    )
    nothing = Forum.objects.count()
    report = look.context["report"]
    kept = client.post(
        "/staffs/forums/import/",
        {**SINCE, "step": "keep", "table": look.context["form"].cleaned_data["table"]},
    )

    assert 'value="2022"' in asks
    assert (look.status_code, nothing) == (200, 0)
    assert "What this table would do" in look.content.decode()
    assert (kept.status_code, kept.url) == (302, "/staffs/forums/appendix/")
    assert Forum.objects.count() == len(report.lines) > 0
    assert Forum.objects.order_by("pk")[0].recognised_on == date(2022, 4, 1)
    assert Entry.objects.get().kind == "ForumRegisterImported"


def test_table_is_carried_over_to_the_second_step_as_it_was(client, assembly, officer):
    client.force_login(officer)
    text = "Forum\tDescription\tChair\tSupport\n“Quotes” & <marks>\tFor all\tTBC\tTBC\n"

    page = client.post("/staffs/forums/import/", {**SINCE, "table": text}).content.decode()

    carried = page.split('name="table" value="')[1].split('"')[0]
    assert carried == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose a file, or paste the table."),
        ({"table": "no table at all"}, "No line has the four columns"),
        (
            {"table": "Forum\tDescription\tChair\tSupport\nOak\tx\n"},
            "Line 2: It has 2 cells",
        ),
        ({"file": (b"\xff\xfe\x00",)}, "not plain text in UTF-8"),
        ({"file": (b"x" * 500_001,)}, "larger than 500 kB"),
    ],
)
def test_table_that_cannot_be_used_says_why(client, assembly, officer, typed, told):
    client.force_login(officer)
    if "file" in typed:
        typed = {"file": SimpleUploadedFile("a.txt", *typed["file"])}

    response = client.post("/staffs/forums/import/", SINCE | typed)

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Forum.objects.exists()
