"""A summer of meals in Wessmoor: trained for, counted, told; a hub, a network, and support."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.site.town.county import County, Member
from folkmoot.work.programmes.actions import (
    attending,
    feedback,
    figures,
    groups,
    hubs,
    programmes,
    support,
    training,
)
from folkmoot.work.programmes.models import Training
from folkmoot.work.programmes.queries.hubs import localities

OWNER = "Wessmoor Council"
COUNTED = ((62, 31, 280), (44, 12, 96), (80, None, None), (35, 22, 190))


def plan_summer_of_wessmoor(county: County) -> None:
    """Enter in the diary a programme with its training and figures, a hub, and what is given."""
    tells: tuple[tuple[int, Callable[[County, datetime], None]], ...] = (
        (-150, _summer), (-115, _hub), (-100, _networks), (-60, _support), (-30, _managers),
    )  # fmt: skip
    for after, tell in tells:
        county.diary.on(county.days.at(after, 13), partial(tell, county))


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _summer(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    programme = programmes.keep_programme(
        assembly=county.assembly, title="Summer in Wessmoor", owner_name=OWNER,
        about="Four hours of play and a hot meal a day, for children who would have neither.",
        eligible_are="children on free school meals", eligible=412,
        eligible_source="The council's count of schools, last winter",
        from_on=day + timedelta(days=60), until_on=day + timedelta(days=95),
        returns_by=day + timedelta(days=120), **who,
    )  # fmt: skip
    course = training.plan_training(
        assembly=county.assembly, title="Food that children like", owner_name=OWNER,
        about="Why food matters, rewards other than food, and what to do with the pack.",
        given_for="providers", programme=programme, if_missed="block",
        by_on=day + timedelta(days=50), **who,
    )  # fmt: skip
    session = training.set_session(
        training=course,
        starts_at=at + timedelta(days=30),
        place="Poolbay Library",
        places=20,
        **who,
    )
    providers = [
        programmes.enter_provider(programme=programme, organisation=one.organisation, **who)
        for one in _members(county)[:5]
    ]

    def come(then: datetime) -> None:
        for one in providers[:4]:
            attending.enter_attendance(
                training=course, organisation=one.organisation, came=True, session=session,
                people=2, by=county.officer, at=then,
            )  # fmt: skip
            programmes.make_live(provider=one, by=county.officer, at=then)
            site = programmes.enter_site(
                provider=one, name=f"Hall of {one.organisation.name}", postcode="", area=None,
                by=county.officer, at=then,
            )  # fmt: skip
            programmes.enter_sessions(
                site=site, from_on=programme.from_on, until_on=programme.until_on, days=20,
                hours="10 to 2", places=40, has_meal=True, by=county.officer, at=then,
            )  # fmt: skip
        _ask(county, course, then)

    def count(then: datetime) -> None:
        for one, (children, eligible, visits) in zip(providers, COUNTED, strict=False):
            figures.tell_figures(
                provider=one, children=children, eligible_children=eligible, visits=visits,
                words="", by=county.officer, at=then,
            )  # fmt: skip

    county.diary.on(at + timedelta(days=31), come)
    county.diary.on(at + timedelta(days=100), count)


def _ask(county: County, course: Training, at: datetime) -> None:
    poll = feedback.open_poll(
        training=course, question="How will you use it?",
        options=["Use the pack every day", "Give out the recipe cards", "Cook with the children",
                 "Use what we have of our own"],
        free_question="What would have helped more?",
        closes_on=county.day(at) + timedelta(days=40), by=county.officer, at=at,
    )  # fmt: skip
    came = course.attendances.filter(came=True).select_related("organisation").order_by("pk")
    for number, row in enumerate(came[:3]):
        feedback.answer_poll(
            poll=poll, organisation=row.organisation,
            ticked=list(poll.options.order_by("number")[: number + 1]),
            words="A second morning, to try the recipes." if number == 0 else "",
            may_be_shown=True, by=county.officer, at=at,
        )  # fmt: skip


def _hub(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    lead = _members(county)[0].organisation
    places = localities(county.assembly)
    hub = hubs.keep_hub(
        assembly=county.assembly, name="Poolbay Family Hub", building="The old library",
        postcode="", locality=places[0], lead="group", lead_organisation=lead, site_decision="",
        lead_decision="", opened_on=day - timedelta(days=200), closed_on=None, **who,
    )  # fmt: skip
    hubs.keep_point(
        hub=hub, name="Tuesday corner", place="The village hall", from_on=day, until_on=None, **who
    )
    for kind, what, since in (
        ("parents", "A group for new parents", 180), ("space", "A room for groups on Mondays", 120),
        ("workforce", "First aid, learned together", 20),
    ):  # fmt: skip
        hubs.keep_step(
            hub=hub, kind=kind, what=what, began_on=day - timedelta(days=since), **who
        )  # fmt: skip


def _networks(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day, forum = county.day(at), county.forums["together"]
    told: dict[str, Any] = {
        "families": "", "plan_title": "", "plan_link": "", "reports_to": "", "formed": "",
        "terms": "", "terms_link": "",
    }  # fmt: skip
    groups.keep_profile(
        forum=forum, purpose="People who know one another before the phones ring.", **told, **who
    )
    for role, side in (
        ("Head of communities", "officers"), ("Ward councillors", "councillors"),
        ("Food banks", "sector"),
    ):  # fmt: skip
        groups.keep_seat(
            forum=forum, role=role, side=side, has_vote=True, from_on=day, until_on=None, **who
        )
    first = groups.switch_on(
        forum=forum, title="The floods of spring", how="A call at nine, one list of who has what.",
        after=None, from_on=day, **who,
    )  # fmt: skip

    def again(then: datetime) -> None:
        told_by: dict[str, Any] = {"by": county.officer, "at": then}
        groups.switch_off(
            activation=first, until_on=county.day(then), **told_by,
            lessons="Ring the villages first: they have no signal after noon.",
        )  # fmt: skip
        groups.switch_on(
            forum=forum, title="A winter of high bills", how="", after=first,
            from_on=county.day(then), **told_by,
        )  # fmt: skip

    county.diary.on(at + timedelta(days=60), again)
    groups.keep_profile(
        forum=county.forums["poolbay"], purpose="What families of Poolbay need, and who gives it.",
        **told | {"families": "Two parents sit in it; all are asked once a season.",
                  "plan_title": "Plan for Poolbay", "reports_to": "Children's Alliance of Wessmoor"},
        **who,
    )  # fmt: skip


def _support(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day, body = county.day(at), next(iter(county.bodies.values()))
    areas = list(county.assembly.areas.order_by("pk"))
    support.take_baseline(assembly=county.assembly, **who)
    for kind, function, name, contact in (
        ("support", "support", "Advice for groups", "Ring 01632 960 101"),
        ("support", "advocacy", "Speaking up at the council", "Ring 01632 960 102"),
        ("public", "", "Community transport", "Ring 01632 960 103 the day before"),
    ):  # fmt: skip
        support.keep_service(
            assembly=county.assembly, body=body, kind=kind, function=function, name=name, about="",
            contact=contact, areas=areas, from_on=day, until_on=None, **who,
        )  # fmt: skip
    tasks = (("support", "existing"), ("development", "new"), ("links", "several"))
    for number, member in enumerate(_members(county)[:9]):
        function, stage = tasks[number % 3]
        support.log_support(
            assembly=county.assembly, body=body, function=function, stage=stage,
            organisation=None if stage == "several" else member.organisation, area=None, on=day,
            minutes=45, words="", **who,
        )  # fmt: skip


def _managers(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    course = training.plan_training(
        assembly=county.assembly, title="Looking after volunteers", owner_name=OWNER,
        about="A first day, thanks, and what to do when it goes wrong.", given_for="managers",
        programme=None, if_missed="nothing", by_on=None, **who,
    )  # fmt: skip
    training.set_session(
        training=course, starts_at=at + timedelta(days=50), place="Town hall", places=12, **who
    )
    members = _members(county)[:4]
    training.invite_to_training(
        training=course, organisations=[one.organisation for one in members], **who
    )
