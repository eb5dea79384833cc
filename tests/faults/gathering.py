"""
A meeting in a process of its own, on a database of its own, where many act at once.

    python -m tests.faults.gathering polls TIMES MEMBERS
    python -m tests.faults.gathering items TIMES
    python -m tests.faults.gathering numbers EACH
    python -m tests.faults.gathering ends TIMES

The database is that of FOLKMOOT_DATABASE_URL. Everything is told on standard output, as JSON.
"""

import json
import logging
import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("FOLKMOOT_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.config.settings")
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

import django  # noqa: E402  the path must be set first

django.setup()
logging.disable(logging.INFO)

from django.core.management import call_command  # noqa: E402  Django must be ready
from django.db import connection, transaction  # noqa: E402  the same

from folkmoot.body.membership.actions import give_notice  # noqa: E402  the same
from folkmoot.ground.ledger.models import Entry  # noqa: E402  the same
from folkmoot.ground.ledger.queries import exported, head  # noqa: E402  the same
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot  # noqa: E402  the same
from folkmoot.proceedings.decisions.actions.close_poll import close_poll  # noqa: E402  the same
from folkmoot.proceedings.decisions.actions.enact import plan_enactment  # noqa: E402  the same
from folkmoot.proceedings.decisions.actions.propose import propose  # noqa: E402  the same
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement  # noqa: E402  the same
from folkmoot.proceedings.decisions.models import Ballot, Enactment, Motion, Poll  # noqa: E402  the same
from folkmoot.proceedings.meetings.actions.action_log import agree_action  # noqa: E402  the same
from folkmoot.proceedings.meetings.actions.check_in import check_in_somebody  # noqa: E402  the same
from folkmoot.proceedings.meetings.actions.items import add_item, change_item  # noqa: E402  the same
from folkmoot.proceedings.meetings.actions.take_item import end_item, take_item  # noqa: E402  the same
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Attendance  # noqa: E402  the same
from folkmoot.reckoning import chain  # noqa: E402  the same
from folkmoot.rules.findings import Refusal  # noqa: E402  the same
from tests.factories import AuthorityFactory  # noqa: E402  the same
from tests.proceedings.decisions.factories import (  # noqa: E402  the same
    A_MINUTE,
    NOW,
    MotionFactory,
    Scene,
    a_scene,
)
from tests.proceedings.meetings.factories import (  # noqa: E402  the same
    STARTS_AT,
    AgendaItemFactory,
    MeetingFactory,
    a_gathering,
    come,
)

DONE = "done"
type Deed = Callable[[], object]


def empty() -> None:
    """Make the tables of an empty database, if it has none."""
    if "decisions_poll" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    connection.close()


def at_once(deeds: Sequence[Deed]) -> list[str]:
    """
    Do deeds at the same time, each on a connection of its own.

    :return: for each "done", the code of its refusal, or what broke.
    """
    ready = threading.Barrier(len(deeds))
    found = [""] * len(deeds)

    def do(place: int) -> None:
        ready.wait()
        try:
            deeds[place]()
        except Refusal as refusal:
            found[place] = refusal.code
        except Exception as error:  # whatever it is, the test is told
            found[place] = f"broken: {error!r}"
        else:
            found[place] = DONE
        connection.close()

    threads = [threading.Thread(target=do, args=[place]) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def is_whole(assembly: str) -> bool:
    """Whether the record of an assembly holds together, to its head."""
    return not chain.faults(list(exported(assembly)), head=head(assembly).hash)


def polls(times: int, members: int) -> dict[str, object]:
    """Let two people of each member vote, and the chair close the vote, all at once."""
    empty()
    chance = random.Random(20261125)
    told: Counter[str] = Counter()
    agree, whole = 0, True
    for _ in range(times):
        with transaction.atomic():
            scene = a_scene(members=members)
            others = [
                AuthorityFactory(organisation=member.organisation).person
                for member in scene.gathering.members
            ]
            poll = scene.call()
        accepted: list[tuple[int, str]] = []
        deeds = [
            _vote(poll, member.membership, person, chance.choice(["for", "against"]), accepted)
            for member, other in zip(scene.gathering.members, others, strict=True)
            for person in (member.person, other)
        ]
        chance.shuffle(deeds)
        for _close in range(2):
            place = chance.randrange(4, len(deeds))
            deeds.insert(place, lambda poll=poll, scene=scene: _close_it(poll, scene))
        told.update(at_once(deeds))
        closed = Poll.objects.get(pk=poll.pk)
        kept = sorted(Ballot.objects.filter(poll=poll).values_list("membership", "choice"))
        counted = Counter(choice for _, choice in accepted)
        agree += (
            kept == sorted(accepted)
            and len({member for member, _ in kept}) == len(kept)
            and (closed.votes_for, closed.votes_against) == (counted["for"], counted["against"])
            and closed.roll.filter(has_voted=True).count() == len(kept)
        )
        whole &= is_whole(scene.assembly.slug)
    return {"polls": times, "agree": agree, "told": dict(told), "whole": whole}


def _vote(poll, membership, person, choice, accepted) -> Deed:
    def vote() -> None:
        cast_ballot(
            poll=poll, membership=membership, choice=choice, form_key=f"form-{person.pk}",
            by=person, at=NOW + A_MINUTE,
        )  # fmt: skip
        accepted.append((membership.pk, choice))

    return vote


def _close_it(poll: Poll, scene: Scene) -> Poll:
    return close_poll(poll=poll, by=scene.chair, at=NOW + 2 * A_MINUTE)


def items(times: int) -> dict[str, object]:
    """Let two begin different items, two change one, and two end one, at the same time."""
    empty()
    told: dict[str, list[list[str]]] = {"take": [], "change": [], "end": []}
    agree = 0
    for _ in range(times):
        with transaction.atomic():
            gathering = a_gathering()
            meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
            first, second = (AgendaItemFactory(meeting=meeting, position=n) for n in (1, 2))
            come(meeting, *gathering.members)
        chair, officer = gathering.chair, gathering.officer

        def take(item, after, *, by=chair) -> Deed:
            given = {"edition": item.edition, "after": after, "by": by, "at": NOW}
            return lambda: take_item(item=item, **given)

        def change(item, title, by) -> Deed:
            return lambda: change_item(
                item=item, edition=item.edition, title=title, text="", purpose="decision",
                minutes=10, visibility="members", by=by, at=NOW,
            )  # fmt: skip

        told["take"].append(sorted(at_once([take(first, None), take(second, None)])))
        now = AgendaItem.objects.get(meeting=meeting, started_at__isnull=False, ended_at=None)
        now.meeting = meeting
        told["change"].append(
            sorted(at_once([change(now, "Buses", chair), change(now, "Trains", officer)]))
        )
        now = AgendaItem.objects.select_related("meeting__forum__assembly").get(pk=now.pk)
        is_one = now.title in ("Buses", "Trains")
        end = {"item": now, "edition": now.edition, "by": chair, "at": NOW + A_MINUTE}
        told["end"].append(
            sorted(at_once([lambda end=end: end_item(**end), change(now, "Trams", officer)]))
        )
        after = AgendaItem.objects.get(pk=now.pk)
        ended, changed = after.ended_at is not None, after.title == "Trams"
        one_each = told["end"][-1] == ["changed-meanwhile", DONE] and ended != changed
        agree += is_one and one_each and is_whole(gathering.forum.assembly.slug)
    return {"times": times, "agree": agree, **told}


def numbers(each: int) -> dict[str, object]:
    """Add items, motions and actions to one meeting at once, while people come in and it goes on."""
    empty()
    with transaction.atomic():
        gathering = a_gathering(members=each)
        forum = gathering.forum
        meeting = MeetingFactory(forum=forum, opened_at=STARTS_AT)
        item, busy = (AgendaItemFactory(meeting=meeting, position=n) for n in (1, 2))
        come(meeting, gathering.members[0])
    chair, officer = gathering.chair, gathering.officer
    deeds: list[Deed] = []
    for number, member in enumerate(gathering.members):
        deeds += [
            lambda n=number: add_item(
                meeting=meeting, title=f"Matter {n}", text="", purpose="decision", minutes=5,
                visibility="members", by=chair if n % 2 else officer, at=NOW,
            ),
            lambda n=number: propose(
                forum=forum, item=item if n % 2 else None, question=f"That we do {n}.",
                form_key=f"motion-{n}", by=officer, at=NOW,
            ),
            lambda n=number, member=member: agree_action(
                forum=forum, text=f"Do {n}.", organisation=member.organisation,
                meeting=meeting if n % 2 else None, form_key=f"action-{n}", by=officer, at=NOW,
            ),
            lambda member=member: check_in_somebody(
                meeting=meeting, person=member.person, name=member.person.name,
                organisation=member.organisation, mode="room", by=officer, at=NOW,
            ),
            lambda n=number: change_item(
                item=busy, edition=busy.edition, title=f"Busy {n}", text="", purpose="decision",
                minutes=5, visibility="members", by=officer, at=NOW,
            ),
        ]  # fmt: skip
    random.Random(20261125).shuffle(deeds)
    told = Counter(at_once(deeds))
    positions = sorted(meeting.items.values_list("position", flat=True))
    references = sorted(Motion.objects.values_list("reference", flat=True))
    logged = sorted(Action.objects.values_list("number", flat=True))
    return {
        "told": dict(told),
        "positions_run_on": positions == list(range(1, len(positions) + 1)),
        "items": len(positions),
        "references": len(set(references)),
        "numbers": logged,
        "here": Attendance.objects.filter(meeting=meeting).count(),
        "whole": is_whole(forum.assembly.slug),
    }


def ends(times: int) -> dict[str, object]:
    """Settle a motion that ends a membership, from two sides, while the member gives notice."""
    empty()
    told: list[list[str]] = []
    agree = 0
    for _ in range(times):
        with transaction.atomic():
            gathering = a_gathering(kind="co-ordination", members=6)
            meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
            item = AgendaItemFactory(meeting=meeting, purpose="decision", started_at=STARTS_AT)
            come(meeting, *gathering.members)
            scene = Scene(gathering, meeting, item, MotionFactory(item=item))
            member = scene.member(5)
            facts = {
                "organisation": member.organisation.pk,
                "organisation_name": member.organisation.name,
                "reason": "It broke the agreement.",
            }
            plan_enactment(
                motion=scene.motion, kind="end-membership", facts=facts, effective_on=None,
                by=scene.chair, at=NOW,
            )  # fmt: skip
        motion = scene.again()

        def agree_on(motion=motion, scene=scene) -> Motion:
            return settle_by_agreement(
                motion=motion, discussion="All agreed.", words="", by=scene.chair, at=NOW
            )

        def leave(member=member) -> object:
            return give_notice(membership=member.membership, by=member.person, at=NOW)

        found = at_once([agree_on, agree_on, leave])
        told.append([*sorted(found[:2]), found[2]])
        enactment = Enactment.objects.get(motion=motion)
        is_settled = bool(enactment.enacted_at) != bool(enactment.refused_because)
        once = Entry.objects.filter(
            assembly=scene.assembly.slug, kind="MotionSettled"
        ).count() == 1  # fmt: skip
        agree += is_settled and once and is_whole(scene.assembly.slug)
    return {"times": times, "agree": agree, "told": told}


def main(words: list[str]) -> None:
    deed, *rest = words
    if deed == "empty":
        empty()
        print(json.dumps({}))
        return
    deeds = {"polls": polls, "items": items, "numbers": numbers, "ends": ends}
    print(json.dumps(deeds[deed](*(int(word) for word in rest))))


if __name__ == "__main__":
    main(sys.argv[1:])
