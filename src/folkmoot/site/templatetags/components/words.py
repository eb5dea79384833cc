"""Short words in a line: a state, a moment, a day."""

from datetime import date, datetime

from django.template import TemplateSyntaxError
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import is_naive, localtime
from django.utils.translation import gettext as _

from folkmoot.rules.telling import told_time
from folkmoot.site.shapes import SHAPES, STATES
from folkmoot.site.templatetags.components.library import (
    in_line,
    must_be,
    must_be_one_of,
    register,
)


@register.simple_tag
def state(word: str, *, note: str = "") -> SafeString:
    """
    How something stands, as a word with a shape and a colour.

    :param word: one of the words in shapes.py.
    :param note: a few words after it ("in 3 days").
    """
    must_be_one_of("state", "word", word, STATES)
    must_be("state", "note", note, str)
    tone, shape = STATES[word]
    given = {"word": _(word), "note": note, "tone": tone, "path": SHAPES[shape]}
    return in_line("components/state.html", given)


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """
    A moment on the assembly's own clock: "Thursday 12 March 2026, 6pm".

    Midnight is told with the day that it begins, because it is read both ways.
    """
    must_be("moment", "value", value, datetime)
    if is_naive(value):
        raise TemplateSyntaxError(f"moment: {value!r} has no time zone")
    local = localtime(value)
    given = {"machine": local.isoformat(timespec="minutes"), "words": _moment_in_words(local)}
    return in_line("components/time.html", given)


@register.simple_tag
def day(value: date, *, weekday: bool = True) -> SafeString:
    """
    A day: "Thursday 12 March 2026".

    :param weekday: whether to name the day of the week; leave it out in long tables.
    """
    must_be("day", "value", value, date)
    must_be("day", "weekday", weekday, bool)
    on = localtime(value).date() if isinstance(value, datetime) else value
    given = {"machine": on.isoformat(), "words": _day_in_words(on, weekday=weekday)}
    return in_line("components/time.html", given)


def _day_in_words(on: date, *, weekday: bool = True) -> str:
    return date_format(on, "l j F Y" if weekday else "j F Y", use_l10n=False)


def _moment_in_words(local: datetime) -> str:
    if (local.hour, local.minute) == (0, 0):
        words = _("midnight at the start of the day")
    else:
        words = told_time(local.time().replace(second=0, microsecond=0))
    return f"{_day_in_words(local.date())}, {words}"
