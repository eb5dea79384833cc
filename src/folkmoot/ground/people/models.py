import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


def new_reference() -> str:
    """Make the word by which the record speaks of a person without naming them."""
    return f"p-{secrets.token_hex(5)}"


class PersonManager(BaseUserManager["Person"]):
    """Finds people as the sign-in asks for them."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """
    A human who signs in.

    The record speaks of a person by `reference` alone, so that a name can be
    forgotten without breaking the chain. There is no password to keep.
    """

    reference = models.CharField(max_length=20, unique=True, default=new_reference)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_belongs_to_one_person"),
        ]

    def __str__(self) -> str:
        return self.reference
