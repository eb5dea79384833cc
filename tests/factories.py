"""The people and bodies that most tests need: each says only what it must."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

A_DAY = date(2026, 3, 2)
A_MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = "people.Person"

    name = factory.Sequence("Person {}".format)
    email = factory.Sequence("person{}@example.org".format)
    joined_at = A_MOMENT


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = "places.Area"

    code = factory.Sequence("X{:05}".format)
    name = factory.Sequence("District {}".format)
    kind = "district"


class AssemblyFactory(DjangoModelFactory):
    class Meta:
        model = "assemblies.Assembly"

    slug = factory.Sequence("assembly-{}".format)
    name = factory.Sequence("Assembly {}".format)
    scheme = "signed"


class AdoptionFactory(DjangoModelFactory):
    """By default the Staffordshire agreement, as the agreement of a new assembly."""

    class Meta:
        model = "rulebook.Adoption"

    assembly = factory.SubFactory(AssemblyFactory)
    document = "staffs-alliance"
    version = "1"
    is_agreement = True
    from_on = date(2022, 4, 1)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = "assemblies.Post"

    assembly = factory.SubFactory(AssemblyFactory)
    person = factory.SubFactory(PersonFactory)
    kind = "officer"
    from_on = date(2022, 4, 1)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = "organisations.Organisation"

    name = factory.Sequence("Community Group {}".format)
    reference = factory.Sequence("community-group-{}".format)


class AuthorityFactory(DjangoModelFactory):
    class Meta:
        model = "organisations.Authority"

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    title = "Secretary"
    from_on = date(2022, 4, 1)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = "membership.Membership"

    assembly = factory.SubFactory(AssemblyFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    membership_class = "full"
    admitted_on = date(2026, 1, 5)


class ForumFactory(DjangoModelFactory):
    class Meta:
        model = "forums.Forum"

    assembly = factory.SubFactory(AssemblyFactory)
    slug = factory.Sequence("forum-{}".format)
    name = factory.Sequence("Forum {}".format)
    kind = "local"
    recognised_on = date(2022, 4, 1)


class ForumMemberFactory(DjangoModelFactory):
    class Meta:
        model = "forums.ForumMember"

    forum = factory.SubFactory(ForumFactory)
    membership = factory.SubFactory(
        MembershipFactory, assembly=factory.SelfAttribute("..forum.assembly")
    )
    joined_on = date(2026, 1, 5)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = "forums.Office"

    forum = factory.SubFactory(ForumFactory)
    role = "chair"
