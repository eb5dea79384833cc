"""Lists: steps in time, what waits, answers, pages, what is wrong in a form."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm, CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template import Context, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from folkmoot.rules.findings import Clause
from folkmoot.site.shapes import STATES
from folkmoot.site.templatetags.components.library import (
    must_be,
    must_be_one_of,
    part,
    register,
)
from folkmoot.site.templatetags.components.words import day

STEPS = {"past": "past", "now": "now", "to come": "coming"}


@register.simple_tag(takes_context=True)
def timeline(context: Context, steps: Iterable[Any]) -> SafeString:
    """
    The whole life of something, as an ordered list: past, now and to come.

    :param steps: mappings or objects with `label`, `when` (a date, a moment or None) and
        `state` (past, now or to come), and if they like `clause` and `note`.
    """
    drawn = []
    for step in steps:
        given = part("timeline", step, "state")
        must_be_one_of("timeline", "state", given, STEPS)
        drawn.append(
            {
                "label": part("timeline", step, "label"),
                "when": _when("timeline", part("timeline", step, "when", otherwise=None)),
                "clause": _clause("timeline", step),
                "note": part("timeline", step, "note", otherwise=""),
                "look": STEPS[given],
                "said": {"past": _("Past"), "now": _("Now"), "to come": _("To come")}[given],
            }
        )
    return render_to_string("components/timeline.html", {"steps": drawn} | _frame(context))


@register.simple_tag(takes_context=True)
def desk_list(context: Context, items: Iterable[Any]) -> SafeString:
    """
    What waits for somebody, soonest first: the deed, when by, and how long it takes.

    :param items: mappings or objects with `verb_phrase` ("Vote for the Southeast chair") and
        `url`, and if they like `due` (a moment or a day), `minutes`, `clause` and `state`.
    """
    drawn = []
    for item in items:
        state = part("desk_list", item, "state", otherwise="") or ""
        if state:
            must_be_one_of("desk_list", "state", state, STATES)
        minutes = part("desk_list", item, "minutes", otherwise=None)
        must_be("desk_list", "minutes", minutes, int, type(None))
        drawn.append(
            {
                "verb_phrase": part("desk_list", item, "verb_phrase"),
                "url": part("desk_list", item, "url"),
                "due": _when("desk_list", part("desk_list", item, "due", otherwise=None)),
                "minutes": minutes,
                "clause": _clause("desk_list", item),
                "state": state,
            }
        )
    return render_to_string("components/desk_list.html", {"items": drawn} | _frame(context))


@register.simple_tag
def summary(rows: Iterable[Sequence[Any]]) -> SafeString:
    """
    Facts with their names, each with a link to change it if there is one.

    :param rows: (label, value) or (label, value, address, words of the link).
    """
    drawn = []
    for row in rows:
        if len(row) not in (2, 4):
            raise TemplateSyntaxError(f"summary: a row has 2 or 4 parts, not {row!r}")
        label, value, url, action = (*row, None, None)[:4]
        if isinstance(value, date) and not isinstance(value, datetime):
            value = day(value, weekday=False)  # in words, as everywhere else
        drawn.append({"label": label, "value": value, "url": url, "action": action})
    has_actions = any(row["url"] for row in drawn)
    given = {"rows": drawn, "has_actions": has_actions}
    return render_to_string("components/summary.html", given)


@register.simple_tag(takes_context=True)
def pages(
    context: Context, page_obj: Page[Any], *, parameter: str = "page", label: str = ""
) -> SafeString:
    """
    Links to the other pages of a list, keeping what was searched for; nothing for one page.

    :param parameter: the name in the address that holds the number of the page.
    :param label: what the links are called, where a page has two such lists.
    """
    must_be("pages", "page_obj", page_obj, Page)
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    given: dict[str, Any] = {
        "shown": page_obj.paginator.num_pages > 1,
        "page": page_obj,
        "label": label,
    }
    if given["shown"]:
        numbers = page_obj.paginator.get_elided_page_range(
            page_obj.number, on_each_side=1, on_ends=1
        )
        given["numbers"] = [
            (number, address(number) if isinstance(number, int) else None) for number in numbers
        ]
        if page_obj.has_previous():
            given["previous"] = address(page_obj.previous_page_number())
        if page_obj.has_next():
            given["next"] = address(page_obj.next_page_number())
    return render_to_string("components/pages.html", given)


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """
    What is wrong in a form, at its head, with a link to each answer; nothing if all is well.

    A refusal that the form carries is left to its own panel.
    """
    must_be("error_summary", "form", form, BaseForm)
    faults: list[dict[str, str]] = []
    if form.is_bound and form.errors:
        if not getattr(form, "refusal", None):
            faults += [{"words": str(error), "to": ""} for error in form.non_field_errors()]
        for field in form:
            to = "" if field.is_hidden else first_input(field)
            faults += [{"words": str(error), "to": to} for error in field.errors]
    return render_to_string("components/error_summary.html", {"faults": faults})


def first_input(field: BoundField) -> str:
    """Return the id of the first thing that can be typed in or chosen for a question."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return field.subwidgets[0].id_for_label or "" if field.subwidgets else ""
    if isinstance(field.field.widget, MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label


def _when(tag: str, when: object) -> dict[str, object] | None:
    must_be(tag, "when", when, date, type(None))
    return None if when is None else {"value": when, "is_moment": isinstance(when, datetime)}


def _clause(tag: str, of: object) -> Clause | None:
    clause: Clause | None = part(tag, of, "clause", otherwise=None)
    must_be(tag, "clause", clause, Clause, type(None))
    return clause


def _frame(context: Context) -> dict[str, object]:
    """Carry into a component what the chips inside it need to know."""
    return {"request": context.get("request"), "assembly": context.get("assembly")}
