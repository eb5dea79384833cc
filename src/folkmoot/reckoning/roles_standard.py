"""Roles for volunteers in the draft UK volunteering standard and schema.org: read and written."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

CONTEXT = {
    "@base": "https://id.volunteeringdata.io/",
    "@vocab": "https://ns.volunteeringdata.io/",
    "id": "@id",
    "type": "@type",
}
TAGS = re.compile(r"<[^>]*>")
SPACE = re.compile(r"[ \t\u00a0]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST = 5000


class NotRoles(ValueError):
    """What was given is no file of roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRole:
    """A role as a file tells it; `ends_on` as 2026-05-01, or nothing where none is told."""

    row: int
    source_id: str
    title: str
    about: str
    organisation: str = ""
    where: str = ""
    is_at_home: bool = False
    ends_on: str = ""
    causes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one role of a file, counted from 1."""

    row: int
    what: str


def plain(text: object) -> str:
    """Return text without tags, entities and carriage returns, its paragraphs kept."""
    if not isinstance(text, str):
        return ""
    told = html.unescape(TAGS.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    lines = [SPACE.sub(" ", one).strip() for one in told.replace("\0", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_roles(content: bytes) -> tuple[str, list[RawRole], list[RowFault]]:
    """
    Read a file of roles: the standard's `@graph` of activities, or a list as Do-it gives it.

    :return: the kind of file, the roles that can be used, and what is wrong with the others.
    :raises NotRoles: if it is neither.
    """
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as amiss:
        raise NotRoles("not JSON") from amiss
    rows, kind, read = _rows_of(told)
    if len(rows) > MOST:
        raise NotRoles(f"more than {MOST} roles")
    found: list[RawRole] = []
    faults: list[RowFault] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            faults.append(RowFault(number, "it is no role"))
            continue
        role = read(number, row)
        missing = [
            name
            for name, there in (
                ("an id", role.source_id), ("a title", role.title), ("a description", role.about),
            )
            if not there
        ]  # fmt: skip
        if missing:
            faults.append(RowFault(number, f"it has not {' and not '.join(missing)}"))
        elif role.source_id in seen:
            faults.append(RowFault(number, f"its id {role.source_id} stands there twice"))
        else:
            seen.add(role.source_id)
            found.append(role)
    return kind, found, faults


def _rows_of(told: Any) -> tuple[list[Any], str, Any]:
    if isinstance(told, Mapping) and isinstance(told.get("@graph"), list):
        rows = [
            one for one in told["@graph"]
            if not isinstance(one, Mapping) or one.get("type", one.get("@type")) in ("Activity", None)
        ]  # fmt: skip
        if not rows:
            raise NotRoles("no activities in it")
        return rows, "standard", _of_standard
    if isinstance(told, list) and told:
        return told, "do-it", _of_doit
    raise NotRoles("no list of roles")


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _of_standard(row: int, told: Mapping[str, Any]) -> RawRole:
    sessions = _maps(told.get("session"))
    places = [place for one in sessions for place in _maps(one.get("location"))]
    times = [time for one in sessions for time in _maps(one.get("time"))]
    ends = [day for time in times if (day := _day(time.get("end")))]
    is_remote = any(place.get("locationType") == "Remote" for place in places)
    body = told.get("organisation")
    return RawRole(
        row=row,
        source_id=_key(told.get("id", told.get("@id"))),
        title=plain(told.get("label") or told.get("title")).replace("\n", " ")[:200],
        about=plain(told.get("description"))[:8000],
        organisation=plain(told.get("organisationLabel")) or _key(body),
        where=next((where for one in places if (where := plain(one.get("address")))), "")[:300],
        is_at_home=told.get("allowsRemoteParticipation") is True or is_remote,
        ends_on=max(ends, default=""),
        causes=[plain(one) for one in told.get("cause") or [] if isinstance(one, str)],
    )


def _of_doit(row: int, told: Mapping[str, Any]) -> RawRole:
    what = told.get("activityDefinitionSubDocument")
    what = what if isinstance(what, Mapping) else {}
    body = what.get("organizationSubDocument")
    place, last = told.get("address"), told.get("endDate")
    return RawRole(
        row=row,
        source_id=_key(told.get("_id")),
        title=plain(what.get("title")).replace("\n", " ")[:200],
        about=plain(what.get("description"))[:8000],
        organisation=plain(body.get("name")) if isinstance(body, Mapping) else "",
        where=plain(place.get("street"))[:300] if isinstance(place, Mapping) else "",
        is_at_home=told.get("isOnline") is True or what.get("locationOption") == "From Home",
        ends_on=_day(last.get("$date") if isinstance(last, Mapping) else last),
        causes=[plain(one.get("displayName")) for one in _maps(what.get("causeOptions"))],
    )


def _key(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("$oid") or value.get("id") or value.get("@id")
    return str(value).strip()[:120] if isinstance(value, str | int) else ""


def _day(value: object) -> str:
    found = DAY.match(value) if isinstance(value, str) else None
    return found.group() if found else ""


def as_standard(roles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Return roles as a graph of the draft UK volunteering standard; what is not known is left out.

    :param roles: with `id`, `title`, `about`, `organisation`, `url`, and if known `where`, `place`,
        `is_at_home`, `themes`, `skills`, `ends_on`, `minimum_age`, `access`.
    """
    graph = []
    for one in roles:
        place = ", ".join(filter(None, (one.get("where"), one.get("place"))))
        kind = "Remote" if one.get("is_at_home") else "In Person"
        told = {
            "id": one["id"], "type": "Activity", "label": one["title"], "description": one["about"],
            "organisation": one["organisation_id"], "organisationLabel": one["organisation"],
            "applyLink": one["url"], "website": one["url"],
            "allowsRemoteParticipation": bool(one.get("is_at_home")),
            "requiresEmergencyParticipation": False,
            "cause": one.get("themes"), "roleSkill": one.get("skills"),
            "accessibility": one.get("access"), "minimumAge": one.get("minimum_age"),
            "publishEndDate": one.get("ends_on"),
            "session": [
                {
                    "id": f"{one['id']}#session",
                    "location": [{"locationType": kind, "address": place}],
                    **({"time": [{"end": one["ends_on"]}]} if one.get("ends_on") else {}),
                }
            ],
        }  # fmt: skip
        graph.append({name: value for name, value in told.items() if value not in (None, "", [])})
    return {"@context": CONTEXT, "@graph": graph}


def as_schema_org(roles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return roles as job postings of the kind VOLUNTEER, as search engines read them."""
    items = []
    for one in roles:
        told = {
            "@type": "JobPosting", "@id": one["url"], "url": one["url"], "title": one["title"],
            "description": one["about"], "employmentType": "VOLUNTEER",
            "hiringOrganization": {"@type": "Organization", "name": one["organisation"]},
            "datePosted": one.get("listed_on"), "validThrough": one.get("ends_on"),
            "jobLocationType": "TELECOMMUTE" if one.get("is_at_home") else None,
            "skills": ", ".join(one.get("skills") or []),
            "jobLocation": {
                "@type": "Place", "name": one.get("where") or one["place"],
                "address": {"@type": "PostalAddress", "addressRegion": one["place"], "addressCountry": "GB"},
            } if one.get("place") else None,
        }  # fmt: skip
        items.append({name: value for name, value in told.items() if value not in (None, "", [])})
    return {"@context": "https://schema.org", "@graph": items}
