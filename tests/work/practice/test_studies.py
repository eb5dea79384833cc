"""Case studies have fixed headings, one number each, and show what is missing; benefits have a map."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.studies import keep_attachment, keep_proof, publish_study
from folkmoot.work.practice.models import Study
from folkmoot.work.practice.queries.studies import evidence_map, missing_headings
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.practice.factories import a_study, an_example, food, text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def attached(county, study, kind="footnote", label="Footnote 3", **more):
    said = {
        "words": "", "link": "", "is_missing": False, "consent_of": "", "consented_on": None,
        "consent_until": None,
    }  # fmt: skip
    return keep_attachment(study=study, kind=kind, label=label, **said | more, **county.who())


def shown(client, study) -> str:
    return text_of(client.get(reverse("practice:study", args=[study.assembly, study.number])))


@pytest.mark.clause("principles-a2-case-study-template")
def test_number_is_given_by_the_system_and_the_printed_label_stays_as_text(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)

    made = [a_study(county, printed_label=label) for label in ("1", "1", "3", "")]

    assert [one.number for one in made] == [1, 2, 3, 4]
    publish_study(study=made[1], **county.who())
    assert "Case study 2, printed as 1" in shown(client, made[1])


@pytest.mark.clause("principles-a2-case-study-template")
@pytest.mark.parametrize(
    ("blank", "named"),
    [
        (["objectives"], ["aims"]), (["budget"], ["budget"]), (["inside"], ["who took part"]),
        (["outside"], ["who took part"]), (["process"], ["how it was done"]),
        (["outcomes"], ["results"]), (["learning"], ["lessons"]), ([], []),
    ],
)  # fmt: skip
def test_heading_under_which_nothing_is_said_is_shown_as_missing(
    client, time_machine, blank, named
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    study = a_study(county, **dict.fromkeys(blank, " "))
    publish_study(study=study, **county.who())

    assert missing_headings(study, on=TODAY) == named
    page = shown(client, study)
    assert ("Parts are missing" in page) is bool(named)
    for name in named:
        assert f"Nothing is said yet under: {name}." in page


@pytest.mark.clause("principles-a2-case-study-template")
def test_attachment_that_did_not_reach_us_is_marked_and_consent_runs_out(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    study = a_study(county)
    attached(county, study, "comments", "Poll comments", is_missing=True)
    attached(
        county, study, "quote", "A mother", words="We ate together.", consent_of="Ann Agrees",
        consented_on=TODAY, consent_until=TODAY + timedelta(days=30),
    )  # fmt: skip
    publish_study(study=study, **county.who())

    page = shown(client, study)
    assert "Comments of a poll: Poll comments" in page
    assert "We ate together." in page
    assert "Ann Agrees" not in page
    time_machine.move_to(moment(TODAY + timedelta(days=30)), tick=False)
    page = shown(client, study)
    assert "We ate together." not in page
    assert "1 picture or quotation is not shown, as the agreement to it ran out." in page


def test_study_is_read_by_nobody_else_before_it_is_public_and_can_be_kept_as_text(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    study = a_study(county, learning="")
    url = reverse("practice:study_form", args=[county.assembly, study.number, "txt"])

    assert client.get(url).status_code == 403
    publish_study(study=study, **county.who())
    made = client.get(url)

    assert made["Content-Disposition"] == 'attachment; filename="case-study-1.txt"'
    said = made.content.decode()
    assert "No child hungry." in said
    assert "Missing: nothing is said here yet." in said


@pytest.mark.clause("principles-a1-benefits")
def test_studies_awards_and_reports_are_tagged_and_blank_spots_show(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    study = a_study(county, benefits=["d1", "i3"])
    a_study(county, title="Not public yet", benefits=["d2"])
    publish_study(study=study, **county.who())
    an_example(county, county.bodies[0], benefits=["d1"])
    for kind, code in (("award", "d1"), ("report", "i1")):
        keep_proof(
            assembly=county.assembly, kind=kind, title=f"A {kind}", link="", on=TODAY,
            benefits=[code], **county.who(),
        )  # fmt: skip

    rows = {one.code: one for one in evidence_map(county.assembly, on=TODAY)}

    assert [one.is_direct for one in rows.values()] == [True] * 6 + [False] * 3
    assert (rows["d1"].studies, rows["d1"].examples, rows["d1"].awards) == (1, 1, 1)
    assert (rows["i1"].reports, rows["i3"].studies, rows["d2"].total) == (1, 1, 0)
    page = text_of(client.get(reverse("practice:evidence", args=[county.assembly])))
    assert "Blank spots There is no proof yet of: services that reach further;" in page
    table = client.get(reverse("practice:evidence_csv", args=[county.assembly]))
    assert b"better services,True,1,1,1,0,3" in table.content
    found = client.get(reverse("practice:studies", args=[county.assembly]), {"benefit": "d1"})
    assert "1 case study" in text_of(found)


def test_study_is_found_by_theme_and_place(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    north, south = county.districts
    publish_study(study=a_study(county, themes=[food()], areas=[north]), **county.who())
    url = reverse("practice:studies", args=[county.assembly])

    assert "Eating in the holidays" in text_of(client.get(url, {"theme": "food"}))
    assert "Eating in the holidays" in text_of(client.get(url, {"place": north.code}))
    assert "Eating in the holidays" not in text_of(client.get(url, {"place": south.code}))


def test_somebody_who_belongs_to_nothing_tells_no_study():
    county = a_county(document="dorset-principles", micro=1)

    with pytest.raises(Refusal) as said:
        a_study(county, organisation=None, by=PersonFactory())

    assert said.value.code == "not-permitted"
    assert not Study.objects.exists()


@pytest.mark.parametrize("number", [2, 12])
def test_cost_of_the_list_does_not_grow(
    client, django_assert_max_num_queries, time_machine, number
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    for _number in range(number):
        publish_study(study=a_study(county, themes=[food()]), **county.who())

    with django_assert_max_num_queries(24):
        client.get(reverse("practice:studies", args=[county.assembly]))
