from datetime import datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.messages import may_read_messages
from folkmoot.rules.findings import Refusal


def require_may_read(person: Person, assembly: Assembly, *, at: datetime) -> None:
    """:raises Refusal: unless they act for a member, or hold a post in the assembly."""
    if not may_read_messages(person, assembly, at=at):
        who = "somebody who acts for a member of this assembly, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})
