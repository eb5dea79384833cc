"""The finder of untranslated words, tried on words that are and words that are not."""

import pytest

from tests.words import untranslated


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<img alt="A map" src="map.svg">', ["A map"]),
        ('<input placeholder="Your name">', ["Your name"]),
        ('{% panel heading="Not received" %}{% endpanel %}', ["Not received"]),
        ("{% if a %}<b>Yes, it is</b>{% endif %}", ["Yes, it is"]),
    ],
)
def test_words_outside_a_translate_tag_are_found(template, found):
    assert untranslated(template) == found


@pytest.mark.parametrize(
    "template",
    [
        '<p class="govuk-body">{% translate "Hello there" %}</p>',
        "{% blocktranslate trimmed with a=b %}Hello <b>there</b> {{ a }}{% endblocktranslate %}",
        '<img alt="{% translate "A map" %}" {% if x %}class="wide"{% endif %}>',
        '{% panel heading=_("Not received") %}{% endpanel %}',
        "{# Hello there #}{% comment %}Hello there{% endcomment %}",
        "<p><code>folkmoot recount {{ file }}</code></p>",
        "{{ address }}/{{ slug }}/elections/{{ contest }}/vote/",
        "<p>{{ name }}: {{ number }} &middot; £</p>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ],
)
def test_words_inside_one_are_not(template):
    assert untranslated(template) == []
