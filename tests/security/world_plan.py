"""What the small world will do by when."""

from datetime import timedelta

from folkmoot.work.plan import actions
from tests.factories import AreaFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say


def plan(moot: Moot, say: Say) -> Arguments:
    """Let there be a plan with one action, signed off and told of; return its address."""
    who, on = {"by": moot.officer, "at": NOW}, NOW.date()
    made = actions.keep_plan(
        assembly=moot.forum.assembly, kind="work-plan", title=say("plan"), about=say("about a plan"),
        from_on=on, until_on=on + timedelta(days=365), watched_by=say("watched by"), **who,
    )  # fmt: skip
    actions.sign_off(plan=made, name=say("side of a plan"), is_of_sector=True, on=on, **who)
    action = actions.keep_action(
        plan=made, is_ready=False, priority=say("priority"), title=say("action of a plan"),
        owner=say("owner of it"), measure=say("measure"), evidence=say("why here"), **who,
    )  # fmt: skip
    actions.tell_progress(action=action, words=say("progress"), link="", state="", **who)
    themes = actions.keep_plan(
        assembly=moot.forum.assembly, kind="themes", title=say("themes"), about="", from_on=on,
        until_on=on + timedelta(days=365), watched_by=say("who watches themes"), **who,
    )  # fmt: skip
    actions.keep_action(
        plan=themes, is_ready=False, priority=say("theme"), title=say("work on a theme"),
        area=AreaFactory(name=say("place of a theme")), evidence=say("why that place"),
        commissioning=say("what is bought"), **who,
    )  # fmt: skip
    actions.look_at(plan=themes, words=say("what both sides found"), **who)
    return {
        "priorities": {"slug": themes.slug},
        "plan": {"slug": made.slug, "number": action.number},
    }
