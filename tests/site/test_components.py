"""Components draw what they are given, refuse what they cannot draw, and let nothing through."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

from folkmoot.ground.fields import DateParts, HintedRadios
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.site.shapes import SHAPES, STATES
from folkmoot.site.templatetags.components.library import register

CLAUSE = Clause("staffs-alliance", "1", "chair-term", "7.1", "How long a chair serves")
AT = datetime(2026, 3, 12, 18, tzinfo=UTC)


def drawn(source: str, **given: object) -> str:
    return Template("{% load components %}" + source).render(Context(given))


def text(html: str) -> str:
    return " ".join("".join(html5lib.parseFragment(html).itertext()).split())


# Boxes


@pytest.mark.parametrize(
    ("tone", "role"),
    [
        ("plain", None),
        ("good", 'role="status"'),
        ("warning", 'role="status"'),
        ("refusal", 'role="alert"'),
    ],
)
def test_panel_is_announced_as_its_tone_asks(tone, role):
    html = drawn("{% panel heading='Heading' tone=tone %}words{% endpanel %}", tone=tone)

    assert f"fm-panel--{tone}" in html
    assert ("role=" in html) is (role is not None)
    assert role is None or role in html


def test_panel_cites_its_clause():
    html = drawn("{% panel heading='Heading' clause=clause %}words{% endpanel %}", clause=CLAUSE)

    assert "clause 7.1" in text(html)
    assert "How long a chair serves" in text(html)


def test_refusal_panel_says_why_from_when_and_by_whom():
    refusal = Refusal(
        "not-permitted", CLAUSE, {"who": "the chair"}, from_when=AT, by_whom="the officer"
    )

    words = text(drawn("{% refusal_panel refusal %}", refusal=refusal))

    assert refusal.in_words(ZoneInfo("Europe/London")) in words
    assert "From when" in words
    assert refusal.from_when_in_words(ZoneInfo("Europe/London")) in words
    assert "the officer" in words
    assert "clause 7.1" in words


def test_empty_says_what_comes_next():
    html = drawn('{% empty heading="Nothing waits" %}<p>Come back on Monday.</p>{% endempty %}')

    assert text(html) == "Nothing waits Come back on Monday."


# Words


@pytest.mark.parametrize("word", STATES)
def test_state_has_a_word_and_a_shape(word):
    html = drawn("{% state word %}", word=word)

    assert text(html) == word
    assert SHAPES[STATES[word][1]] in html


def test_state_with_a_note_says_it():
    assert text(drawn('{% state "due" note="in 3 days" %}')) == "due in 3 days"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (AT, "Thursday 12 March 2026, 6pm"),
        (datetime(2026, 7, 1, 17, 30, tzinfo=UTC), "Wednesday 1 July 2026, 6:30pm"),
        (
            datetime(2026, 6, 30, 23, tzinfo=UTC),
            "Wednesday 1 July 2026, midnight at the start of the day",
        ),
        (datetime(2026, 3, 12, 12, tzinfo=UTC), "Thursday 12 March 2026, midday"),
    ],
)
def test_moment_is_told_on_the_clock_of_the_assembly(at, words):
    with timezone.override(ZoneInfo("Europe/London")):
        assert text(drawn("{% moment at %}", at=at)) == words


def test_day_is_told_with_or_without_its_weekday():
    on = date(2026, 3, 12)

    assert (
        drawn("{% day on %}", on=on) == '<time datetime="2026-03-12">Thursday 12 March 2026</time>'
    )
    assert text(drawn("{% day on weekday=False %}", on=on)) == "12 March 2026"


def test_component_in_a_sentence_leaves_no_space_before_the_full_stop():
    assert text(drawn("On {% day on %}.", on=date(2026, 3, 12))) == "On Thursday 12 March 2026."


def test_clause_chip_on_the_page_of_no_assembly_is_plain_text():
    html = drawn("{% clause_chip clause %}", clause=CLAUSE)

    assert "<a" not in html
    assert text(html) == "clause 7.1 (How long a chair serves)"


def test_clause_chip_under_an_assembly_leads_to_the_page_of_the_clause():
    assembly = SimpleNamespace(slug="staffordshire")
    request = SimpleNamespace(resolver_match=SimpleNamespace(kwargs={"assembly": assembly}))

    html = drawn("{% clause_chip clause %}", clause=CLAUSE, request=request)

    assert 'href="/staffordshire/rules/staffs-alliance/chair-term/"' in html


# Lists


def test_timeline_tells_past_now_and_to_come_in_words():
    steps = [
        {"label": "Called", "when": date(2026, 3, 2), "state": "past", "clause": CLAUSE},
        SimpleNamespace(label="Voting", when=AT, state="now", note="41 of 96 have voted."),
        {"label": "Declared", "when": None, "state": "to come"},
    ]

    words = text(drawn("{% timeline steps %}", steps=steps))

    assert "Past: Called Monday 2 March 2026 clause 7.1" in words
    assert "Now: Voting Thursday 12 March 2026, 6pm 41 of 96 have voted." in words
    assert words.endswith("To come: Declared")


def test_desk_list_says_the_deed_by_when_and_how_long_it_takes():
    items = [{"verb_phrase": "Vote", "url": "/vote/", "due": AT, "minutes": 1, "state": "due"}]

    html = drawn("{% desk_list items %}", items=items)

    assert text(html) == "Vote due by Thursday 12 March 2026, 6pm 1 minute"
    assert 'href="/vote/"' in html


def test_pages_keep_what_was_searched_for():
    request = RequestFactory().get("/", {"q": "lunch club", "page": "2"})

    html = drawn("{% pages page %}", page=Paginator(range(60), 20).get_page(2), request=request)

    assert 'href="?q=lunch+club&amp;page=1"' in html
    assert 'href="?q=lunch+club&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_pages_of_a_list_on_one_page_are_not_drawn():
    assert text(drawn("{% pages page %}", page=Paginator(range(5), 20).get_page(1))) == ""


def test_summary_names_what_its_link_changes():
    html = drawn(
        "{% summary rows %}", rows=[("Size", "Micro", "/size/", "Change"), ("Kind", "CIO")]
    )

    assert text(html) == "Size Micro Change Size Kind CIO"


# Figures


def test_bar_chart_tells_what_it_may_not_show():
    html = drawn(
        '{% bar_chart bars finding="Most are small" name="Size" unit="organisations" %}',
        bars=[("Micro", 1200, "/micro/"), ("Large", None)],
    )

    assert "Most are small" in text(html)
    assert text(html).count("1,200") == 2
    assert text(html).count("too few to show") == 2
    assert html.count('href="/micro/"') == 2


def test_bar_chart_of_nothing_is_drawn():
    assert "None yet" in drawn('{% bar_chart bars finding="None yet" name="a" unit="b" %}', bars=[])


@pytest.mark.parametrize(("value", "is_met"), [(3, False), (4, True), (5, True)])
def test_meter_is_met_from_what_is_needed(value, is_met):
    html = drawn("{% meter 'words' value=value needed=4 %}", value=value)

    assert ("fm-meter--met" in html) is is_met


def test_meter_is_not_met_while_a_check_fails():
    html = drawn(
        "{% meter 'words' value=5 needed=4 checks=checks %}", checks=[("The chair is here", False)]
    )

    assert "fm-meter--met" not in html
    assert "Not yet: The chair is here" in text(html)


def test_download_links_say_format_and_size():
    html = drawn("{% download_links files %}", files=[("Agenda", "/a.pdf", "PDF", 2048)])

    assert text(html).replace("\xa0", " ") == "Take it with you Agenda (PDF, 2.0 KB)"


# What they cannot draw


@pytest.mark.parametrize(
    "source",
    [
        "{% panel heading='a' tone='loud' %}{% endpanel %}",
        "{% panel heading=1 %}{% endpanel %}",
        "{% panel heading='a' clause='7.1' %}{% endpanel %}",
        "{% refusal_panel 'no' %}",
        "{% clause_chip 'clause 7.1' %}",
        "{% state 'shut' %}",
        "{% moment '6pm' %}",
        "{% moment naive %}",
        "{% day 'Monday' %}",
        "{% timeline steps %}",
        "{% desk_list steps %}",
        "{% pages steps %}",
        "{% summary odd %}",
        "{% error_summary steps %}",
        "{% empty heading=3 %}{% endempty %}",
        "{% bar_chart odd finding='f' name='n' unit='u' %}",
        "{% meter 'w' value='3' needed=4 %}",
        "{% download_links odd %}",
    ],
)
def test_component_given_what_it_cannot_draw_is_an_error(source):
    given = {"steps": [{"label": "a"}], "odd": [("a",)], "naive": AT.replace(tzinfo=None)}

    with pytest.raises(TemplateSyntaxError):
        drawn(source, **given)


@pytest.mark.parametrize("name", register.tags)
def test_component_with_an_argument_it_does_not_know_is_an_error(name):
    with pytest.raises(TemplateSyntaxError):
        drawn(f"{{% {name} colour='pink' %}}{{% end{name} %}}")


def test_what_people_type_is_shown_and_never_run():
    script = "<script>alert(1)</script>"
    clause = Clause(script, "1", script, script, script)
    refusal = Refusal("not-permitted", clause, {"who": script}, by_whom=script)

    html = "".join(
        [
            drawn("{% panel heading=s clause=c %}{{ s }}{% endpanel %}", s=script, c=clause),
            drawn("{% refusal_panel r heading=s %}", r=refusal, s=script),
            drawn("{% empty heading=s %}{{ s }}{% endempty %}", s=script),
            drawn("{% state 'due' note=s %}", s=script),
            drawn("{% summary rows %}", rows=[(script, script, script, script)]),
            drawn(
                "{% timeline t %}",
                t=[{"label": script, "state": "now", "note": script, "clause": clause}],
            ),
            drawn("{% desk_list d %}", d=[{"verb_phrase": script, "url": script}]),
            drawn("{% bar_chart b finding=s name=s unit=s %}", b=[(script, 1, script)], s=script),
            drawn("{% meter s value=1 needed=1 checks=c %}", s=script, c=[(script, True)]),
            drawn("{% download_links f heading=s %}", f=[(script, script, script)], s=script),
        ]
    )

    assert "<script" not in html


# Forms


class Ask(forms.Form):
    name = forms.CharField(label="Its name", help_text="As written.")
    note = forms.CharField(label="A note", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Its kind",
        choices=[("a", "A"), ("b", "B")],
        widget=HintedRadios(hints={"a": "The first."}),
    )
    on = DateParts(label="Since when")
    agreed = forms.BooleanField(label="It has agreed")


def answers(**changed: str) -> dict[str, str]:
    good = {
        "name": "Leek",
        "kind": "a",
        "on_day": "1",
        "on_month": "3",
        "on_year": "2026",
        "agreed": "on",
    }
    return {**good, **changed}


def test_question_is_tied_to_its_hint_and_its_error():
    html = str(Ask(answers(name=""))["name"].as_field_group())

    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert "govuk-input--error" in html
    assert "Error: Answer “Its name”" in text(html)


def test_question_that_may_be_left_says_so():
    assert "A note (optional)" in text(str(Ask()["note"].as_field_group()))
    assert "(optional)" not in text(str(Ask()["name"].as_field_group()))


def test_choices_stand_in_a_group_with_their_question():
    html = str(Ask()["kind"].as_field_group())

    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_kind_0_hint"' in html


def test_error_summary_leads_to_the_first_box_of_each_question():
    html = drawn("{% error_summary form %}", form=Ask({}))

    for box in ("id_name", "id_kind_0", "id_on_0", "id_agreed"):
        assert f'href="#{box}"' in html
        assert f'id="{box}"' in str(Ask({}))


def test_error_summary_of_a_good_form_is_nothing():
    assert drawn("{% error_summary form %}", form=Ask(answers())).strip() == ""


def test_error_summary_leaves_a_refusal_to_its_panel():
    form = Ask(answers())
    form.add_error(None, "Nominations closed.")
    shown = drawn("{% error_summary form %}", form=form)
    form.refusal = Refusal("not-permitted", None, {"who": "the chair"})

    assert "Nominations closed." in shown
    assert drawn("{% error_summary form %}", form=form).strip() == ""


def test_date_in_three_boxes_is_a_day():
    form = Ask(answers(on_day="29", on_month=" 2 ", on_year="2028"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("", "", "", "Enter a day, a month and a year"),
        ("1", "", "2026", "The date must include a month"),
        ("", "", "2026", "The date must include a day and a month"),
        ("29", "2", "2026", "Enter a real date, such as 27 3 2026"),
        ("1", "March", "2026", "Enter a real date, such as 27 3 2026"),
        ("1", "3", "26", "Enter a real date, such as 27 3 2026"),
        ("²", "3", "2026", "Enter a real date, such as 27 3 2026"),
        ("1", "3", "99999999999999999999", "Enter a real date, such as 27 3 2026"),
    ],
)
def test_what_is_no_date_is_told_what_to_do(day, month, year, said):
    form = Ask(answers(on_day=day, on_month=month, on_year=year))

    assert form.errors == {"on": [said]}


def test_date_that_is_known_is_shown_in_its_boxes():
    html = str(Ask(initial={"on": date(2026, 3, 12)})["on"])

    assert [box in html for box in ('value="12"', 'value="3"', 'value="2026"')] == [True] * 3
