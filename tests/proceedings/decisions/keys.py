"""What an officer shows at the door."""

from allauth.mfa.models import Authenticator

from folkmoot.ground.people.models import Person


def a_second_factor(person: Person) -> None:
    """Let somebody have a second factor, which the browser of the tests has shown."""
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
