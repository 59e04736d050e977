"""Whatever is typed into an address or a form, the answer is a page with words, never a failure of the server."""

import pytest
from django.urls import reverse

from tests.test_access import LISTED

VALUES = [
    "99999999999999999999", "2147483648", "-1", "a\x00b", "ж" * 10_000, "0000-00-00", "9999-12-31", "0001-01-01",
    "9999-12-31/9999-12-31", "зима 9999", "31.02.2020", "١٢٣", "²", "NaN", "[]", "'\"--", "\r\nX: 1", "12:99", "🙂",
]  # fmt: skip
TYPED = ["99999999999999999999", "2147483648", "a\x00b", "0001-01-01", "9999-12-31", "зима 9999", "²", "1e400"]
PAGES = [
    ("events:calendar", ["date", "view", "country", "city", "kind"]),
    ("events:calendar-data", ["start", "end"]),
    ("desk:search", ["q"]),
    ("feeds:subscription-create", ["name", "country", "city", "kind", "status"]),
]


def works(response):
    return response.status_code < 500


@pytest.fixture
def client(administrator_client):
    administrator_client.raise_request_exception = False
    return administrator_client


@pytest.mark.parametrize("stem", LISTED)
def test_every_parameter_of_every_list(client, stem):
    address = reverse(f"{stem}-list")
    names = {*client.get(address).context["filter"].filters, "page", "sort", "export"}
    for name in sorted(names):
        for value in VALUES:
            assert works(client.get(address, {name: value})), (name, value[:40])


@pytest.mark.parametrize(("name", "parameters"), PAGES)
def test_every_parameter_of_other_pages(client, name, parameters):
    for parameter in parameters:
        for value in VALUES:
            assert works(client.get(reverse(name), {parameter: value})), (parameter, value[:40])
    for value in VALUES:
        assert works(client.get(reverse(name), dict.fromkeys(parameters, value))), value[:40]


@pytest.mark.parametrize("stem", LISTED)
def test_every_field_of_every_form(client, stem):
    """Each alone, so that one refusal does not hide another's fault."""
    address = reverse(f"{stem}-create")
    context = client.get(address).context
    names = [field.html_name for field in context["form"]]
    data = {field.html_name: field.value() for field in context["form"] if field.value() not in (None, "", [])}
    for formset in context.get("formsets", []):
        data |= {field.html_name: field.value() for field in formset.management_form}
        names += [field.html_name for field in formset.management_form]
        names += [field.html_name for form in formset.forms for field in form]
    for name in names:
        for value in TYPED:
            assert works(client.post(address, {**data, name: value})), (name, value[:40])
