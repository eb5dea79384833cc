from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Contact, Organisation, SupportBody, Theme, Working
from folkmoot.body.organisations.queries.register import profile
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.reckoning.registers import cells
from folkmoot.rules.findings import Refusal


class Refusable(forms.Form):
    """A form that can show why the assembly said no, where the person is looking."""

    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal, keeping what was typed."""
        self.refusal = refusal
        self.add_error(None, refusal.in_words(get_current_timezone()))


class Details(Refusable):
    """What the register asks of an organisation: fields that suit only formal bodies may be left."""

    name = forms.CharField(label=_("What is it called?"), max_length=400)
    legal_form = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=Organisation.LegalForm.choices,
        initial=Organisation.LegalForm.UNKNOWN,
        help_text=_("One person and an informal group are kinds too."),
    )
    size_band = forms.ChoiceField(
        label=_("How much money does it have in a year?"),
        choices=Organisation.SizeBand.choices,
        initial=Organisation.SizeBand.UNKNOWN,
    )
    about = forms.CharField(
        label=_("What does it do?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("In your own words, as you would tell a neighbour."),
    )
    bases = forms.MultipleChoiceField(
        label=_("Where is it based?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    works = forms.MultipleChoiceField(
        label=_("In which areas does it work?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.CharField(label=_("Website"), required=False, max_length=300)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=12)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    charity_number = forms.CharField(
        label=_("Charity number"),
        required=False,
        max_length=10,
        help_text=_("In England and Wales. Most small groups have none."),
    )
    company_number = forms.CharField(label=_("Company number"), required=False, max_length=12)

    def __init__(
        self,
        *args: Any,
        assembly: Assembly,
        organisation: Organisation | None = None,
        **kwargs: Any,
    ) -> None:
        if organisation is not None:
            kwargs["initial"] = _as_typed(organisation)
        super().__init__(*args, **kwargs)
        held = [work.area for work in organisation.places.all()] if organisation else []
        keys = areas_within(assembly.areas.all()) | {area.pk for area in held}
        self.areas = {
            area.code: area for area in Area.objects.filter(pk__in=keys).order_by("name", "pk")
        }
        places = [(area.code, area.name) for area in self.areas.values()]
        self.known_themes = {theme.code: theme for theme in Theme.objects.order_by("name", "pk")}
        themes = [(theme.code, theme.name) for theme in self.known_themes.values()]
        for name, choices in (("bases", places), ("works", places), ("themes", themes)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
            else:
                del self.fields[name]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalnum() for letter in name):
            raise ValidationError(_("Enter the name that people know it by."))
        return name

    def clean_website(self) -> str:
        typed = self.cleaned_data["website"]
        if not typed:
            return ""
        if (site := cells.website(typed)) is None:
            raise ValidationError(_("Enter the address of a website, such as www.example.org."))
        return site

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        if not typed:
            return ""
        if (postcode := cells.postcode(typed)) is None:
            raise ValidationError(_("Enter a postcode, such as DT1 1XJ."))
        return postcode

    def clean_charity_number(self) -> str:
        typed: str = self.cleaned_data["charity_number"]
        if typed and not (typed.isascii() and typed.isdigit() and 5 <= len(typed) <= 7):
            raise ValidationError(_("A charity number has six or seven figures."))
        return typed

    def clean_company_number(self) -> str:
        typed = self.cleaned_data["company_number"]
        if not typed:
            return ""
        if (number := cells.company_number(typed)) is None:
            raise ValidationError(_("A company number has eight characters, such as 02324869."))
        return number

    def told(self) -> dict[str, Any]:
        """Return the answers as the actions take them."""
        answers = dict(self.cleaned_data)
        numbers = {
            "GB-CHC": answers.pop("charity_number"),
            "GB-COH": answers.pop("company_number"),
        }
        answers["identifiers"] = [(scheme, number) for scheme, number in numbers.items() if number]
        for part in ("bases", "works"):
            answers[part] = [self.areas[code] for code in answers.get(part, [])]
        answers["themes"] = [self.known_themes[code] for code in answers.get("themes", [])]
        return answers


def _as_typed(organisation: Organisation) -> dict[str, Any]:
    numbers = {one.scheme: one.number for one in organisation.identifiers.all()}
    places = list(organisation.places.all())
    return {
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "size_band": organisation.size_band,
        "about": organisation.about,
        "website": organisation.website,
        "postcode": organisation.postcode,
        "address": organisation.address,
        "bases": [work.area.code for work in places if work.kind == Working.Kind.BASE],
        "works": [work.area.code for work in places if work.kind == Working.Kind.WORKS],
        "themes": [theme.code for theme in organisation.themes.all()],
        "charity_number": numbers.get("GB-CHC", ""),
        "company_number": numbers.get("GB-COH", ""),
    }


class Claim(Refusable):
    """What somebody says who claims a listing: only what they are there, and not even that."""

    title = forms.CharField(
        label=_("What do you do there?"),
        required=False,
        max_length=120,
        help_text=_("Secretary, volunteer, the one who does everything."),
    )


class NewAuthority(Refusable):
    """Who else may act for an organisation."""

    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    name = forms.CharField(label=_("Their name"), max_length=200)
    title = forms.CharField(label=_("What they are there"), required=False, max_length=120)


class NewContact(Refusable):
    """A way to reach an organisation, and whether the public may see it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Contact.Kind.choices)
    value = forms.CharField(
        label=_("The address or number"),
        max_length=300,
        help_text=_("Of the group, not of a person."),
    )
    public = forms.BooleanField(
        label=_("Show it to everybody on our page"),
        required=False,
        help_text=_("We agree to this, and can take it back at any time."),
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        value = answers.get("value", "")
        if answers.get("kind") == Contact.Kind.EMAIL and value:
            try:
                forms.EmailField().clean(value)
            except ValidationError:
                self.add_error("value", _("Enter an e-mail address, such as us@example.org."))
        return answers


class Close(Refusable):
    """Why a listing is closed."""

    reason = forms.CharField(label=_("Why is it closed?"), max_length=300)


class Merge(Refusable):
    """Which listing the other becomes part of."""

    into = forms.CharField(
        label=_("The address of the page that stays"),
        max_length=300,
        help_text=_("Copy it from your browser when you look at the other organisation."),
    )

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assembly = assembly

    def clean_into(self) -> Organisation:
        parts = [part for part in self.cleaned_data["into"].split("/") if part]
        into = profile(self.assembly, parts[-1] if parts else "")
        if into is None:
            raise ValidationError(_("There is no page at that address in this directory."))
        return into


class NewSupportBody(Refusable):
    """How an infrastructure body is shown."""

    kind = forms.ChoiceField(label=_("Whom does it help?"), choices=SupportBody.Kind.choices)
    sub_sector = forms.CharField(
        label=_("If one kind of group, which?"), required=False, max_length=120
    )
    services = forms.CharField(
        label=_("What does it offer?"),
        required=False,
        max_length=400,
        help_text=_("Advice, training, a newsletter."),
    )


class BringList(Refusable):
    """A list to be looked through."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_(
            "A CSV with a column called name, or the Charity Commission's tables as a zip. "
            "50 MB at the most. Nothing is changed until you have seen what it would do."
        ),
    )


class UseList(Refusable):
    """To go on with a list that was looked through."""

    keep_good_rows = forms.BooleanField(
        label=_("Leave out the rows that cannot be used, and import the others"), required=False
    )
