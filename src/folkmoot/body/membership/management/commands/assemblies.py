from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.utils import timezone

from folkmoot.body.assemblies.actions import found_assembly, give_post
from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions import name_support_body
from folkmoot.body.organisations.models import Listing, Organisation, SupportBody
from folkmoot.body.rulebook.actions import adopt
from folkmoot.body.rulebook.queries import documents
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.places.actions import map_known_areas
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers.areas import known_areas
from folkmoot.rules.findings import Refusal
from folkmoot.rules.rulebook import NotInForce, version_in_force


class Command(BaseCommand):
    help = "Found an assembly, name its support bodies and officers. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        found = verbs.add_parser("found", help="begin an assembly")
        found.add_argument("slug", help="the first part of its addresses, such as anyshire")
        found.add_argument("--name", required=True, help="its whole name")
        found.add_argument("--scheme", required=True, choices=Assembly.Scheme.values)
        found.add_argument("--agreement", help="the id of the document that it signs or follows")
        found.add_argument(
            "--from", dest="from_on", type=_day, help="from which day; today if it is not said"
        )
        found.add_argument(
            "--areas",
            nargs="*",
            default=[],
            metavar="CODE",
            help="its areas, by the codes of the Office for National Statistics: E10000028",
        )
        found.add_argument("--about", default="", help="one paragraph for the public")
        officer = verbs.add_parser("officer", help="give an assembly a support officer")
        officer.add_argument("slug", help="the assembly")
        officer.add_argument("email", help="the address the officer signs in with")
        officer.add_argument("name", help="the officer's name")
        officer.add_argument("--body", default="", help="who employs them")

        support = verbs.add_parser("support-body", help="name an infrastructure body of it")
        support.add_argument("slug", help="the assembly")
        support.add_argument(
            "organisation", help="its reference (the end of its page's address), or its whole name"
        )
        support.add_argument("--short-name", default="", help="what it is called for short")
        support.add_argument(
            "--specialist", metavar="FOR", default="", help="the kind of group it is for, if one"
        )
        support.add_argument("--services", default="", help="what it offers")
        support.add_argument("--side", default="", help="the part of the area it stands for")

    def handle(self, *, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., str]] = {
            "found": self.found,
            "officer": self.officer,
            "support-body": self.support_body,
        }
        self.stdout.write(verbs[verb](**options))

    def found(
        self,
        *,
        slug: str,
        name: str,
        scheme: str,
        agreement: str | None,
        from_on: date | None,
        areas: list[str],
        about: str,
        **options: Any,
    ) -> str:
        """Begin an assembly that is not there yet, and bind it to its agreement."""
        at = timezone.now()
        _check(validate_slug, slug, f"{slug!r} is not small letters, figures and hyphens.")
        if slug != slug.lower() or "_" in slug:
            raise CommandError(f"{slug!r} is not small letters, figures and hyphens.")
        mapped = _areas(code for each in areas for code in each.split(",") if code)
        assembly = Assembly.objects.filter(slug=slug).order_by("pk").first()
        told = []
        if agreement is not None and agreement not in documents():
            raise CommandError(f"No document {agreement!r}; there are: {', '.join(documents())}.")
        if assembly is None:
            try:
                assembly = found_assembly(
                    slug=slug, name=name, scheme=scheme, areas=mapped, about=about, by=None, at=at
                )
            except Refusal as refusal:
                words = refusal.in_words(timezone.get_current_timezone())
                raise CommandError(words) from refusal
            told.append(f"{name} is founded, at /{slug}/.")
        else:
            told.append(f"{assembly.name} is here already, at /{slug}/.")
        if agreement is not None:
            on = from_on or day_in(assembly, at=at)
            told.append(self.bind(assembly, agreement, on=on))
        return "\n".join([" ".join(told), *_next_steps(assembly, on=day_in(assembly, at=at))])

    def bind(self, assembly: Assembly, agreement: str, *, on: date) -> str:
        """Adopt the version of the agreement in force on a day, unless it binds already."""
        document = documents()[agreement]
        try:
            book = version_in_force(document, on=on)
        except NotInForce as why:
            raise CommandError(f"{why}.") from why
        binding = assembly.adoptions.filter(until_on=None, is_agreement=True)
        standing = binding.order_by("pk").first()
        if standing is not None and standing.document != agreement:
            raise CommandError(
                f"{assembly.name} is bound by {standing.document} already; "
                "another agreement is adopted under its own rules, not here."
            )
        if standing is not None and standing.version == book.number:
            return f"{book} binds it already."
        adopt(
            assembly=assembly,
            document=agreement,
            version=book.number,
            from_on=on,
            is_agreement=True,
            by=None,
            at=timezone.now(),
        )
        return f"{book} binds it from {on:%-d %B %Y}."

    def officer(self, *, slug: str, email: str, name: str, body: str, **options: Any) -> str:
        """Make a person known, and give them the post of support officer."""
        at = timezone.now()
        assembly = _assembly(slug)
        _check(validate_email, email, f"{email!r} is not an e-mail address.")
        on = day_in(assembly, at=at)
        person = welcome(email=email, name=name, at=at)
        held = Post.objects.held_on(on).filter(
            assembly=assembly, person=person, kind=Post.Kind.OFFICER
        )
        if held.exists():
            return f"{person.name} is a support officer of {assembly.name} already."
        give_post(
            assembly=assembly,
            person=person,
            kind=Post.Kind.OFFICER,
            body=body,
            from_on=on,
            by=None,
            at=at,
        )
        return (
            f"{person.name} is a support officer of {assembly.name}. "
            f"They sign in with a code sent to {person.email}, then set up a second factor."
        )

    def support_body(
        self,
        *,
        slug: str,
        organisation: str,
        short_name: str,
        specialist: str,
        services: str,
        side: str,
        **options: Any,
    ) -> str:
        """Recognise an organisation of the register as an infrastructure body."""
        assembly, body = _assembly(slug), _organisation(organisation)
        name_support_body(
            assembly=assembly,
            organisation=body,
            kind=SupportBody.Kind.SPECIALIST if specialist else SupportBody.Kind.GENERALIST,
            sub_sector=specialist,
            services=services,
            short_name=short_name,
            side=side,
            by=None,
            at=timezone.now(),
        )
        called = f" ({short_name})" if short_name else ""
        return f"{body.name}{called} is an infrastructure body of {assembly.name}."


def _next_steps(assembly: Assembly, *, on: date) -> list[str]:
    """Say what an assembly still lacks before people can use it, each with its command."""
    slug, steps = assembly.slug, []
    if not Listing.objects.filter(assembly=assembly).exists():
        steps.append(
            f"Load its organisations: folkmoot organisations import FILE --assembly {slug}"
        )
    if not SupportBody.objects.filter(assembly=assembly).exists():
        steps.append(
            "Name who helps other groups: "
            f'folkmoot assemblies support-body {slug} "NAME" --short-name SHORT'
        )
    if not Post.objects.held_on(on).filter(assembly=assembly, kind=Post.Kind.OFFICER).exists():
        steps.append(f'Name a support officer: folkmoot assemblies officer {slug} EMAIL "NAME"')
    return ["Next:", *(f"  {step}" for step in steps)] if steps else []


def _assembly(slug: str) -> Assembly:
    assembly = Assembly.objects.filter(slug=slug).order_by("pk").first()
    if assembly is None:
        raise CommandError(f"There is no assembly {slug!r}. Found it first.")
    return assembly


def _organisation(asked: str) -> Organisation:
    """Find an organisation by its reference, or by its name where no other has the same."""
    named = Organisation.objects.filter(name__iexact=asked.strip()).order_by("pk")
    found = list(Organisation.objects.filter(reference=asked).order_by("pk")) or list(named[:20])
    if not found:
        raise CommandError(
            f"No organisation on the register is {asked!r}. Give its whole name, or the last part "
            "of its page's address; add it first if it is not there."
        )
    if len(found) > 1:
        told = ", ".join(each.reference for each in found)
        raise CommandError(f"Several organisations are called {asked!r}. Say which of: {told}.")
    return found[0]


def _day(typed: str) -> date:
    return date.fromisoformat(typed)


def _check(validate: object, typed: str, told: str) -> None:
    try:
        validate(typed)  # type: ignore[operator]  # Django's validators are callables of many types
    except ValidationError as why:
        raise CommandError(told) from why


def _areas(codes: Iterable[str]) -> list[Area]:
    """Return the areas with some codes; those that are known and not on the map are drawn."""
    wanted = list(dict.fromkeys(code.strip() for code in codes if code.strip()))
    on_map = set(Area.objects.filter(code__in=wanted).values_list("code", flat=True))
    missing = sorted(code for code in wanted if code not in on_map and code not in known_areas())
    if missing:
        raise CommandError(
            f"No area has the code: {', '.join(missing)}. Areas are given by the codes of the "
            "Office for National Statistics, such as E10000028 for Staffordshire."
        )
    keys = {
        *map_known_areas(code for code in wanted if code not in on_map).values(),
        *Area.objects.filter(code__in=on_map).values_list("pk", flat=True),
    }
    return list(Area.objects.filter(pk__in=keys).order_by("name", "pk"))
