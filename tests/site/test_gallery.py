"""The gallery shows every component, each drawn as a page would, and each well formed."""

import gzip
import re
from pathlib import Path

import html5lib
import pytest
from django.contrib.staticfiles.finders import find
from django.urls import path

from folkmoot.config.urls import urlpatterns as everything
from folkmoot.site.examples import EXAMPLES, FORMS
from folkmoot.site.shapes import STATES
from folkmoot.site.templatetags.components.library import register
from folkmoot.site.views.gallery import gallery

urlpatterns = [path("gallery/", gallery), *everything]


def test_every_component_has_its_place_in_the_gallery():
    assert set(EXAMPLES) == set(register.tags)


@pytest.mark.parametrize(
    "example",
    [example for group in (EXAMPLES, FORMS) for examples in group.values() for example in examples],
    ids=lambda example: example.title,
)
def test_example_is_drawn_and_well_formed(example):
    parser = html5lib.HTMLParser(strict=True)

    parser.parseFragment(example.drawn())


@pytest.mark.django_db
@pytest.mark.urls("tests.site.test_gallery")
def test_gallery_shows_each_component_with_what_it_says_of_itself(client):
    html = client.get("/gallery/").content.decode()

    for name in EXAMPLES:
        assert f'id="{name}"' in html
    assert "A boxed message with a heading" in html
    assert all(word in html for word in STATES)


@pytest.mark.django_db
def test_gallery_is_not_open_where_the_public_comes_in(client):
    assert client.get("/gallery/").status_code == 404


@pytest.mark.django_db
@pytest.mark.urls("tests.site.test_gallery")
def test_first_view_of_a_page_is_light(client):
    page = client.get("/gallery/").content
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|m?js|woff2|svg))"', page.decode())
    sent = [page, *(Path(find(file)).read_bytes() for file in files)]

    weight = sum(len(gzip.compress(part)) for part in sent)

    assert len(files) == 6
    assert weight <= 100_000, f"{weight} bytes"
