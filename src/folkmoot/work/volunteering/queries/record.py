"""The record that a volunteer owns: where they helped, for how long, and what they are thanked for."""

from collections.abc import Iterable
from typing import Any

from folkmoot.work.volunteering.models import Match, Volunteer
from folkmoot.work.volunteering.queries.words import named


def record_of(volunteer: Volunteer, matches: Iterable[Match]) -> dict[str, Any]:
    """
    Return all that is held of a volunteer, as plain values to show or to take elsewhere.

    One query for the themes; the matches come with their hours, thanks and follow-ups.
    """
    told, minutes = [], 0
    for match in matches:
        hours = sorted(match.hours.all(), key=lambda one: (one.on, one.pk), reverse=True)
        given = sum(one.minutes * one.people for one in hours)
        minutes += given
        told.append(
            {
                "role": match.opportunity.title,
                "organisation": match.opportunity.organisation.name,
                "stage": match.stage,
                "enquired": match.enquired_at.isoformat(timespec="minutes"),
                "placed": match.placed_at.isoformat(timespec="minutes") if match.placed_at else None,
                "hours": round(given / 60, 2),
                "entries": [
                    {
                        "on": one.on.isoformat(), "hours": round(one.minutes / 60, 2),
                        "people": one.people, "what": one.words,
                        "entered_by": "organisation" if one.is_by_organisation else "volunteer",
                    }
                    for one in hours
                ],
                "thanks": [
                    {"on": one.at.date().isoformat(), "words": one.words}
                    for one in sorted(match.thanks.all(), key=lambda one: (one.at, one.pk))
                ],
                "heard": [
                    {"on": one.at.date().isoformat(), "words": one.words}
                    for one in sorted(match.follow_ups.all(), key=lambda one: (one.at, one.pk))
                ],
            }
        )  # fmt: skip
    return {
        "name": volunteer.name,
        "kind": volunteer.kind,
        "group": volunteer.group_name,
        "people": volunteer.people,
        "email": volunteer.email,
        "telephone": volunteer.phone,
        "place": volunteer.area.name if volunteer.area else None,
        "themes": [theme.name for theme in volunteer.themes.order_by("name", "pk")],
        "skills": volunteer.skills,
        "days": named(volunteer.days),
        "access": named(volunteer.access),
        "words": volunteer.words,
        "under_18": volunteer.is_under_18,
        "wants_support": volunteer.wants_support,
        "guardian": {"name": volunteer.guardian_name, "contact": volunteer.guardian_contact},
        "hours": round(minutes / 60, 2),
        "matches": told,
    }
