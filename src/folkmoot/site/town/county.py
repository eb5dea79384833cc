"""One assembly while its story is being told: who and what is there so far."""

from dataclasses import dataclass, field
from datetime import date, datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.site.town.diary import Days, Diary
from folkmoot.site.town.material import Invention, Plan, email_of


@dataclass(eq=False)
class Member:
    """
    An organisation that takes part, and who acts for it.

    :param side: the part of the county where it is based.
    :param cares_for: the keys of the thematic forums that it would like to be in.
    :param spoken_for: whether the story has other plans with it than leaving or being suspended.
    """

    organisation: Organisation
    side: str
    name: str
    email: str
    title: str
    cares_for: set[str] = field(default_factory=set)
    spoken_for: bool = False
    contact: Person | None = None
    membership: Membership | None = None
    joined: set[str] = field(default_factory=set)

    @property
    def acting(self) -> Person:
        """Who acts for it; known once it has joined."""
        assert self.contact is not None
        return self.contact

    @property
    def signed(self) -> Membership:
        """Its membership; known once it has joined."""
        assert self.membership is not None
        return self.membership


@dataclass
class County:
    """
    An assembly and all that has become of it, for those who go on with its story.

    :param founded: how many days after today it was founded: less than nothing.
    :param text_digest: of the agreement as it is shown to whoever signs it.
    :param share: the share of the organisations of the full town that are made.
    """

    plan: Plan
    days: Days
    diary: Diary
    invent: Invention
    founded: int
    share: float
    assembly: Assembly = field(init=False)
    officer: Person = field(init=False)
    text_digest: str = ""
    bodies: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)
    forums: dict[str, Forum] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.plan.slug

    def day(self, at: datetime) -> date:
        """Return the day of a moment on the assembly's clock."""
        return day_in(self.assembly, at=at)

    def office(self, key: str, role: str = "chair") -> Office:
        """Return an office of a forum. One query."""
        return Office.objects.select_related("forum__assembly").get(
            forum=self.forums[key], role=role
        )

    def somebody(self, name: str, at: datetime) -> Person:
        """Return a person of the county by name, made known if they were not."""
        return welcome(email=email_of(name, self.slug), name=name, at=at)

    def of(self, organisation: str) -> Member:
        """Return the member of a name."""
        return next(m for m in self.members if m.organisation.name == organisation)

    def in_forum(self, key: str) -> list[Member]:
        """Return who belongs to a forum, in the order in which they joined the assembly."""
        return [member for member in self.members if key in member.joined]
