"""The sweep: every page, every role, a foreign department, and nobody."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests import factories

PUBLIC = {
    "login", "logout", "set_language", "accounts:setup", "desk:healthz",
    "feeds:feed", "feeds:public-page", "feeds:public-feed",
}  # fmt: skip
OWNED = {
    "partners:partnership": factories.PartnershipFactory, "partners:organisation": factories.OrganisationFactory,
    "partners:person": factories.PersonFactory, "partners:post": factories.PostFactory,
    "partners:tenure": factories.TenureFactory,
    "agreements:agreement": factories.AgreementFactory, "events:event": factories.EventFactory,
    "events:series": factories.EventSeriesFactory, "events:delegation": factories.DelegationFactory,
    "events:meeting": factories.MeetingNoteFactory, "events:outcome": factories.OutcomeFactory,
    "plans:commitment": factories.CommitmentFactory, "plans:plan": factories.PreparationPlanFactory,
    "intake:document": factories.DocumentFactory,
}  # fmt: skip
LISTED = [stem for stem in OWNED if stem != "partners:tenure"]
LISTS = [f"{stem}-list" for stem in LISTED] + ["desk:home", "desk:search", "events:calendar", "feeds:subscription-list"]


def names(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            if entry.namespace != "admin":
                yield from names(entry, namespace)
        elif entry.name:
            yield f"{prefix}{entry.name}", entry


def address(name, entry):
    samples = {"pk": 1, "token": "x", "name": "x", "app": "events", "model": "event", "slug": "x"}
    keys = entry.pattern.converters
    kwargs = {key: samples.get(key, 1 if converter.regex == "[0-9]+" else "x") for key, converter in keys.items()}
    return reverse(name, kwargs=kwargs)


@pytest.mark.django_db
def test_nobody_sees_anything_without_signing_in():
    client = Client()

    for name, entry in names():
        if name in PUBLIC:
            continue
        response = client.get(address(name, entry))
        assert response.status_code in {302, 405}, name
        assert response.status_code == 405 or response.url.startswith("/accounts/login/"), name


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ["reader", "specialist", "protocol", "head", "administrator", "foreigner"])
def test_lists_open_for_every_role(request, role, name):
    client = request.getfixturevalue(f"{role}_client")

    status = client.get(reverse(name)).status_code

    assert status == 200


@pytest.mark.parametrize("stem", OWNED)
@pytest.mark.parametrize("action", ["detail", "edit", "history", "delete", "restore"])
def test_a_foreign_department_gets_not_found(department, foreigner_client, stem, action):
    record = OWNED[stem](department=department)

    url = reverse(f"{stem}-{action}", args=[record.pk])
    answers = {foreigner_client.get(url).status_code, foreigner_client.post(url).status_code}

    assert answers <= {404, 405}
    assert 404 in answers


@pytest.mark.parametrize("stem", OWNED)
def test_members_of_the_department_read_it(department, reader_client, stem):
    record = OWNED[stem](department=department)

    for action in ("detail", "history"):
        assert reader_client.get(reverse(f"{stem}-{action}", args=[record.pk])).status_code == 200


@pytest.mark.parametrize("stem", OWNED)
def test_a_reader_changes_nothing(department, reader_client, stem):
    record = OWNED[stem](department=department)

    for action in ("edit", "delete"):
        assert reader_client.post(reverse(f"{stem}-{action}", args=[record.pk])).status_code == 403


@pytest.mark.parametrize("stem", OWNED)
def test_a_deleted_record_comes_back(department, specialist_client, stem):
    record = OWNED[stem](department=department)

    specialist_client.post(reverse(f"{stem}-delete", args=[record.pk]))
    record.refresh_from_db()
    assert record.deleted_at is not None
    assert specialist_client.get(reverse(f"{stem}-detail", args=[record.pk])).status_code == 404

    specialist_client.post(reverse(f"{stem}-restore", args=[record.pk]))
    record.refresh_from_db()
    assert record.deleted_at is None


@pytest.mark.parametrize("stem", LISTED)
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    department, specialist_client, stem, django_assert_num_queries, django_assert_max_num_queries
):
    OWNED[stem](department=department)
    url = reverse(f"{stem}-list")
    specialist_client.get(url)
    with django_assert_max_num_queries(40) as first:
        specialist_client.get(url)
    for n in range(3):
        extra = {"city": factories.CityFactory(name_ru=f"Город{n}")} if stem == "partners:partnership" else {}
        OWNED[stem](department=department, **extra)

    with django_assert_num_queries(len(first)):
        specialist_client.get(url)
