"""Questions of every kind, and the patterns that pages write out: tables, buttons, cards."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms

from folkmoot.ground.fields import DateParts, HintedRadios
from folkmoot.site.examples.example import Example

CLOSES = datetime(2026, 3, 12, 18, tzinfo=UTC)


class Everything(forms.Form):
    """One question of each kind."""

    name = forms.CharField(
        label="What is the organisation called?",
        help_text="As it is on its constitution, if it has one.",
    )
    size = forms.ChoiceField(
        label="How big is it?",
        choices=[
            ("", "Choose one"),
            ("micro", "Micro: under £10,000 a year"),
            ("unknown", "Not known"),
        ],
    )
    about = forms.CharField(label="What does it do?", widget=forms.Textarea, required=False)
    basis = forms.ChoiceField(
        label="How does it belong?",
        choices=[("full", "Full member"), ("associate", "Associate member")],
        widget=HintedRadios(
            hints={
                "full": "A charity or community group: it votes.",
                "associate": "It speaks, and does not vote.",
            }
        ),
    )
    places = forms.MultipleChoiceField(
        label="Where does it work?",
        help_text="Choose all that apply.",
        choices=[("leek", "Leek"), ("stafford", "Stafford"), ("tamworth", "Tamworth")],
        widget=forms.CheckboxSelectMultiple,
    )
    from_on = DateParts(label="When did it begin?", help_text="For example, 27 3 2026.")
    deed = forms.FileField(label="Its governing document", required=False)
    agreed = forms.BooleanField(
        label="The organisation has agreed to this",
        help_text="Ask its trustees or committee first.",
    )


class Filter(forms.Form):
    """The questions above a directory."""

    every_field_optional = True

    q = forms.CharField(label="Name or words", required=False)
    place = forms.ChoiceField(
        label="Place", choices=[("", "Anywhere"), ("leek", "Leek")], required=False
    )
    form = forms.ChoiceField(
        label="Kind", choices=[("", "Any kind"), ("cio", "CIO")], required=False
    )


def shown(kind: Callable[..., forms.Form], answers: Mapping[str, Any] | None = None) -> forms.Form:
    return kind(answers, prefix="blank" if answers is None else "wrong")


FORMS: Mapping[str, list[Example]] = {
    "Questions": [
        Example(
            "one of each kind",
            "{% for field in form %}{{ field.as_field_group }}{% endfor %}"
            '<button type="button" class="govuk-button">Send</button>',
            {"form": shown(Everything)},
        ),
        Example(
            "sent without answers",
            "{{ form }}",
            {"form": shown(Everything, {"wrong-from_on_day": "31"})},
        ),
    ],
    "Filters above a list": [
        Example(
            "the directory",
            '<form class="fm-filters" role="search"><div class="fm-filters__fields">{% for field in form %}'
            "{{ field.as_field_group }}{% endfor %}</div>"
            '<button type="submit" class="govuk-button govuk-button--secondary">Show</button></form>',
            {"form": shown(Filter)},
        )
    ],
    "A table": [
        Example(
            "which stacks on a narrow screen",
            '<table class="govuk-table fm-table"><caption class="govuk-table__caption govuk-table__caption--m">'
            'Forums and their chairs</caption><thead class="govuk-table__head"><tr class="govuk-table__row">'
            '<th class="govuk-table__header" scope="col">Forum</th><th class="govuk-table__header" scope="col">Chair'
            '</th><th class="govuk-table__header" scope="col">Until</th><th class="govuk-table__header'
            ' govuk-table__header--numeric" scope="col">Members</th></tr></thead><tbody class="govuk-table__body">'
            '{% for row in rows %}<tr class="govuk-table__row"><th class="govuk-table__header" scope="row">'
            '<a class="govuk-link" href="#a-table">{{ row.0 }}</a></th>'
            '<td class="govuk-table__cell" data-label="Chair">{{ row.1 }} {% state row.2 %}</td>'
            '<td class="govuk-table__cell" data-label="Until">{% day row.3 weekday=False %}</td>'
            '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Members">{{ row.4 }}</td></tr>'
            "{% endfor %}</tbody></table>",
            {
                "rows": [
                    ("Southeast Staffordshire", "Asha Patel", "in term", date(2028, 6, 1), 96),
                    ("Mental health", "Tom Brindley", "interim", date(2026, 6, 1), 41),
                    ("Children and young people", "", "vacant", date(2026, 9, 1), 118),
                ]
            },
        )
    ],
    "Words of an agreement": [
        Example(
            "a clause in our wording",
            '<h3 class="govuk-heading-m"><span class="fm-eyebrow">Clause 7.1</span>How long a chair serves</h3>'
            '<blockquote class="fm-wording"><p>A chair serves for three years. The last day of the three years is'
            " the day before the same date.</p></blockquote>",
        )
    ],
    "Buttons": [
        Example(
            "main, second and grave",
            '<div class="govuk-button-group"><button type="button" class="govuk-button">Nominate</button>'
            '<button type="button" class="govuk-button govuk-button--secondary">Save and go on later</button>'
            '<button type="button" class="govuk-button govuk-button--warning">Withdraw</button>'
            '<a class="govuk-link" href="#buttons">Cancel</a></div>',
        )
    ],
    "Cards and figures": [
        Example(
            "three side by side",
            '<ul class="fm-cards"><li class="fm-card"><h3 class="fm-card__heading">Members</h3>'
            '<p><span class="fm-figure">1,204</span> organisations, of 7,512 in the area</p></li>'
            '<li class="fm-card"><h3 class="fm-card__heading">Forums</h3><p><span class="fm-figure">4 of 7</span>'
            ' have an elected chair</p></li><li class="fm-card"><h3 class="fm-card__heading">Next</h3>'
            "<p>Nominations for the Southeast chair close on {% moment at %}.</p></li></ul>",
            {"at": CLOSES},
        )
    ],
}
