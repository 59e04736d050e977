"""Figures of the list pages: queries and median server time, in a database made for this run and thrown away."""

import random
import statistics
import time
from datetime import date, timedelta
from urllib.parse import unquote_plus

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from crm.accounts.models import Department, Membership, User
from crm.accounts.roles import Role
from crm.agreements.models import Agreement, AgreementKind, AgreementStatus
from crm.dates import ApproximateDate
from crm.events.models import Delegation, Event, EventKind, EventSeries, EventStatus
from crm.partners.models import Organisation, OrganisationKind, Partnership, Person, Post
from crm.places.models import City, Country
from crm.plans.models import Commitment, CommitmentKind, WorkStatus

WORDS = [
    "встреча", "выставка", "форум", "делегация", "города", "побратима", "культура", "спорт", "образование", "школа",
    "университет", "молодёжь", "музыка", "фестиваль", "сотрудничество", "промышленность", "транспорт", "экология",
    "туризм", "история", "библиотека", "музей", "театр", "наука", "медицина",
]  # fmt: skip
RUNS = 15
# Static files need no collectstatic here; their names are not what is measured.
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
BATCH = 5000
CITIES = 20_000  # about as many as the world has: no department has more partners


class Command(BaseCommand):
    help = "Measures every list page with many records: queries, and median milliseconds of CPU and wall time."

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, default=10_000)

    def handle(self, rows, **options):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=PLAIN):
                self.measure(rows, fill(rows))
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)

    def measure(self, rows, user):
        client = Client()
        client.force_login(user, backend="crm.accounts.backends.RoleBackend")
        self.stdout.write(f"{connection.vendor}, {rows} rows of each kind; medians of {RUNS} runs in milliseconds")
        self.stdout.write(f"{'page':72} {'queries':>7} {'CPU':>7} {'wall':>7}")
        for address in addresses():
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            queries = len(captured)  # before the next request empties the log
            runs = [timed(client, address) for _run in range(RUNS)]
            cpu, wall = (statistics.median(times) for times in zip(*runs, strict=True))
            self.stdout.write(f"{unquote_plus(address):72} {queries:7} {cpu:7.1f} {wall:7.1f}")


def timed(client, address):
    """(CPU, wall) milliseconds of one request; CPU is this process alone, without a PostgreSQL server's."""
    cpu, wall = time.process_time(), time.perf_counter()
    response = client.get(address)
    spent = (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return spent


def addresses():
    """Each list plainly, then the event list by its filters, sorts, last page and search."""
    yield reverse("desk:home")
    for name in (
        "partners:partnership-list", "partners:organisation-list", "partners:person-list", "partners:post-list",
        "agreements:agreement-list", "events:series-list", "events:delegation-list", "plans:commitment-list",
    ):
        yield reverse(name)
    events = reverse("events:event-list")
    yield events
    yield from (f"{events}?{query}" for query in event_queries())


def event_queries():
    country = Country.objects.order_by("pk").first().pk
    return [
        "page=2", "page=100", "page=400", "sort=title", "sort=-title", "sort=date", "status=held", "status=planned",
        "kind=forum", "status=held&kind=forum", f"country={country}", f"country={country}&status=held",
        "q=выставки", "q=побратимом", "q=редчайшее", "q=выставки+форумы", "period=2024", "period=октябрь+2024",
    ]


def fill(count):
    pick = random.Random(7)  # noqa: S311 – the same data each time, nothing secret
    country = Country.objects.create(code="KG", name_ru="Киргизия")
    countries = [country, *(Country.objects.create(code=f"X{n}", name_ru=f"Страна {n}") for n in range(10))]
    cities = City.objects.bulk_create(
        City(name_ru=f"Город{n}", country=pick.choice(countries), search_text=f"город{n}")
        for n in range(min(count, CITIES))
    )
    department = Department.objects.create(name="Отдел", slug="bench", city=cities[0])
    user = User.objects.create_user("bench", password=None)
    Membership.objects.create(user=user, department=department, role=Role.SPECIALIST)
    for first in range(0, count, BATCH):
        fill_batch(range(first, min(count, first + BATCH)), department, cities, countries, pick)
    if connection.vendor == "postgresql":  # as its autovacuum does; an SQLite installation has no figures of its tables
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return user


def phrase(pick, n):
    rare = " редчайшее" if n % 5000 == 7 else ""
    return " ".join(pick.choices(WORDS, k=6)).capitalize() + f" {n}{rare}"


def fill_batch(numbers, department, cities, countries, pick):
    owned = {"department": department}
    days = {n: ApproximateDate.day(date(1996, 1, 1) + timedelta(days=pick.randrange(11_000))) for n in numbers}
    choose = pick.choice
    series = EventSeries.objects.bulk_create(EventSeries(**owned, title=phrase(pick, n)) for n in numbers)
    events = Event.objects.bulk_create(
        Event(
            **owned, title=phrase(pick, n), kind=choose(EventKind.values), status=choose(EventStatus.values),
            date=days[n], city=choose(cities[:500]), series=choose(series) if n % 2 else None,
        )
        for n in numbers
    )
    links = Event.countries.through
    links.objects.bulk_create(links(event=event, country=choose(countries)) for event in events)
    Partnership.objects.bulk_create(Partnership(**owned, city=cities[n]) for n in numbers if n < len(cities))
    Organisation.objects.bulk_create(
        Organisation(**owned, name=phrase(pick, n), kind=choose(OrganisationKind.values)) for n in numbers
    )
    Person.objects.bulk_create(Person(**owned, family_name=f"Фамилия{n}", given_name="И.О.") for n in numbers)
    Post.objects.bulk_create(Post(**owned, title=phrase(pick, n), city=choose(cities[:500])) for n in numbers)
    Agreement.objects.bulk_create(
        Agreement(
            **owned, title=phrase(pick, n), kind=choose(AgreementKind.values), status=choose(AgreementStatus.values),
            signed=days[n],
        )
        for n in numbers
    )
    Delegation.objects.bulk_create(Delegation(**owned, title=phrase(pick, n), date=days[n]) for n in numbers)
    Commitment.objects.bulk_create(
        Commitment(
            **owned, text=phrase(pick, n), kind=choose(CommitmentKind.values), status=choose(WorkStatus.values),
            due=days[n],
        )
        for n in numbers
    )
