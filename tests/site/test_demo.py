"""The command that builds the town: where it does nothing at all."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from folkmoot.body.assemblies.models import Assembly
from folkmoot.site.town.building import LEAST
from tests.factories import AssemblyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.FOLKMOOT_DEMO = True


@pytest.mark.parametrize("fresh", [False, True])
def test_town_is_refused_outside_a_demonstration_and_leaves_no_trace(fresh):
    with pytest.raises(CommandError, match="only in a demonstration, so nothing was touched"):
        call_command("demo", fresh=fresh)

    assert not Assembly.objects.exists()


@pytest.mark.parametrize("fresh", [False, True])
def test_database_of_somebody_else_is_never_touched(demo, fresh):
    AssemblyFactory(slug="real-county")

    with pytest.raises(CommandError, match="something other than the demonstration"):
        call_command("demo", fresh=fresh)

    assert [one.slug for one in Assembly.objects.all()] == ["real-county"]


def test_too_small_a_town_is_refused(demo):
    with pytest.raises(CommandError, match=f"at least {LEAST}"):
        call_command("demo", organisations=LEAST - 1)
