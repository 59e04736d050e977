"""The frame of every page: what the Content-Security-Policy and a screen reader rely on."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", re.IGNORECASE)


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_error_pages_need_no_request(name):
    page = get_template(name).render()
    assert "<h1>" in page
    assert not INLINE.search(page)


def test_login_names_its_fields_and_has_nothing_inline(client, db):
    page = client.get(reverse("login")).content.decode()
    assert 'for="id_username"' in page and 'class="form-control"' in page
    assert not INLINE.search(page)


def test_a_wrong_login_is_explained(client, db):
    answer = client.post(reverse("login"), {"username": "x", "password": "y"})
    assert "errorlist" in answer.content.decode()


def test_the_frame_has_skip_link_and_landmarks(reader_client):
    page = reader_client.get(reverse("accounts:profile")).content.decode()
    assert 'href="#main"' in page and "<main" in page and "<nav" in page
    assert 'aria-live="polite"' in page


def test_a_missing_page_keeps_the_frame(reader_client):
    answer = reader_client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "<main" in answer.content.decode()
