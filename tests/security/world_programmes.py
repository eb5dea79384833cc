"""The small world's programme, its training, its hub, its groups and the support that is given."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Listing
from folkmoot.ground.places.models import Area
from folkmoot.work.programmes.actions.attending import enter_attendance, rate
from folkmoot.work.programmes.actions.feedback import answer_poll, open_poll
from folkmoot.work.programmes.actions.figures import report_figures, tell_figures
from folkmoot.work.programmes.actions.groups import keep_profile, keep_seat, switch_on
from folkmoot.work.programmes.actions.hubs import keep_hub, keep_point, keep_step
from folkmoot.work.programmes.actions.programmes import (
    enter_provider,
    enter_sessions,
    enter_site,
    keep_programme,
)
from folkmoot.work.programmes.actions.support import keep_service, log_support
from folkmoot.work.programmes.actions.training import (
    plan_training,
    report_attendance,
    set_session,
)
from tests.factories import AreaFactory, ForumFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say


def programmes(moot: Moot, say: Say, secret: Callable[..., str]) -> Arguments:
    """Let there be one of each; return their addresses."""
    assembly = moot.forum.assembly
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    on = NOW.date()
    body = moot.contact.organisation
    Listing.objects.get_or_create(assembly=assembly, organisation=body, defaults={"listed_on": on})
    programme = keep_programme(
        assembly=assembly, title=say("programme"), owner_name=say("owner of a programme"),
        about=say("about a programme"), eligible_are=say("whom it is for"), eligible=90,
        eligible_source=say("source of the eligible"), from_on=on - timedelta(days=30),
        until_on=on, returns_by=on + timedelta(days=9), **who,
    )  # fmt: skip
    provider = enter_provider(programme=programme, organisation=body, **who)
    site = enter_site(provider=provider, name=say("site"), postcode="", area=None, **who)
    enter_sessions(
        site=site, from_on=on, until_on=on, days=1, hours=say("hours"), places=None,
        has_meal=None, **who,
    )  # fmt: skip
    tell_figures(
        provider=provider, children=50, eligible_children=20, visits=20,
        words=secret("words with figures", "contact", "officer"), **who,
    )  # fmt: skip
    report_figures(
        programme=programme, children=50, eligible_children=20, visits=20, providers=1,
        source=say("source of figures"), on=on, **who,
    )  # fmt: skip
    return {
        "programmes": {
            "slug": programme.slug, "number": provider.pk, "reference": body.reference,
            "which": "networks", "form": "txt",
        },
        "programmes:add_sessions": {"number": site.pk},
        **_training(moot, say, secret),
        **_hub(moot, say),
        **_groups(moot, say),
        **_support(moot, say, secret),
    }  # fmt: skip


def _training(moot: Moot, say: Say, secret: Callable[..., str]) -> Arguments:
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    on, body = NOW.date(), moot.contact.organisation
    training = plan_training(
        assembly=moot.forum.assembly, title=say("training"), owner_name=say("who runs a training"),
        about=say("about a training"), given_for="managers", programme=None, if_missed="nothing",
        by_on=None, **who,
    )  # fmt: skip
    session = set_session(
        training=training, starts_at=NOW - timedelta(hours=1), place=say("place of a session"),
        places=None, **who,
    )  # fmt: skip
    row = enter_attendance(
        training=training, organisation=body, came=True, session=session, people=2, **who
    )
    rate(attendance=row, rating=4, words=secret("words of a rating", "contact"), **who)
    report_attendance(
        training=training, attended=50, providers=56, rate=90, source=say("source of a rate"), **who
    )
    poll = open_poll(
        training=training, question=say("question after a training"),
        options=[say("first answer"), say("second answer")],
        free_question=say("question in words"), closes_on=on, **who,
    )  # fmt: skip
    answer_poll(
        poll=poll, organisation=body, ticked=[], words=secret("words after a training", "officer"),
        may_be_shown=False, **who,
    )  # fmt: skip
    slug = {"slug": training.slug}
    names = ("training", "set_session", "invite", "chase", "report_attendance", "book", "rate", "ask",
             "answer", "report_poll", "attend", "certificate", "certificate_file")  # fmt: skip
    return {f"programmes:{name}": slug for name in names}


def _hub(moot: Moot, say: Say) -> Arguments:
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    assembly, on = moot.forum.assembly, NOW.date()
    place: Area = AreaFactory(kind="locality", name=say("locality"))
    assembly.areas.add(place)
    hub = keep_hub(
        assembly=assembly, name=say("hub"), building=say("building"), postcode="", locality=place,
        lead="council", lead_organisation=None, site_decision="", lead_decision="", opened_on=on,
        closed_on=None, **who,
    )  # fmt: skip
    keep_point(hub=hub, name=say("point"), place=say("its place"), from_on=on, until_on=None, **who)
    step = keep_step(hub=hub, kind="parents", what=say("what parents run"), began_on=on, **who)
    slug = {"slug": hub.slug}
    names = ("hub", "change_hub", "add_point", "add_step")
    return {f"programmes:{name}": slug for name in names} | {
        "programmes:end_step": {"number": step.pk}
    }


def _groups(moot: Moot, say: Say) -> Arguments:
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    on = NOW.date()
    forum: Forum = ForumFactory(
        assembly=moot.forum.assembly, kind="network", slug="a-network", name=say("network")
    )
    keep_profile(
        forum=forum, purpose=say("purpose"), families=say("families"), plan_title=say("its plan"),
        plan_link="", reports_to=say("whom it is linked to"), formed="2004", terms="2006-11",
        terms_link="", **who,
    )  # fmt: skip
    keep_seat(
        forum=forum, role=say("role in a group"), side="families", has_vote=True, from_on=on,
        until_on=None, **who,
    )  # fmt: skip
    time = switch_on(
        forum=forum, title=say("what it is on for"), how=say("how it works"), after=None,
        from_on=on, **who,
    )  # fmt: skip
    slug = {"slug": forum.slug}
    names = ("group", "keep_profile", "keep_seat", "switch_on")
    return {f"programmes:{name}": slug for name in names} | {
        "programmes:switch_off": {"number": time.pk}
    }


def _support(moot: Moot, say: Say, secret: Callable[..., str]) -> Arguments:
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    assembly, on = moot.forum.assembly, NOW.date()
    found = assembly.support_bodies.select_related("organisation").order_by("pk").first()
    assert found is not None
    log_support(
        assembly=assembly, body=found.organisation, function="links", stage="several",
        organisation=None, area=None, on=on, minutes=5,
        words=secret("words of support", "officer", "support body"), **who,
    )  # fmt: skip
    service = keep_service(
        assembly=assembly, body=found.organisation, kind="public", function="",
        name=say("service"), about=say("about a service"), contact=say("contact of a service"),
        areas=[], from_on=on, until_on=None, **who,
    )  # fmt: skip
    return {"programmes:change_service": {"number": service.pk}}
