"""Figures of calendar feeds beside what else serves them, as ratios of one run, in a database thrown away."""

import argparse
import contextlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import types
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import waitress
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path, reverse

from crm.accounts.models import Department, Membership, User
from crm.accounts.roles import Role
from crm.dates import ApproximateDate
from crm.desk.management.commands._bench_peers import (
    SITE,
    cpu_of,
    django_ical_get,
    free_port,
    median_cpu,
    radicale_get,
    requested,
)
from crm.desk.management.commands.bench_lists import PLAIN, phrase
from crm.events.models import Event, EventKind, EventStatus
from crm.feeds.actions import issue_token
from crm.feeds.models import Entry, FeedSubscription, Mark
from crm.feeds.storing import refresh
from crm.places.models import City, Country

BATCH = 5000
COUNTRIES = 10


class Command(BaseCommand):
    help = "Measures feeds with many entries: CPU milliseconds, and ratios to peers that serve the same entries."

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 50_000])
        parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)

    def handle(self, rows, serve, **options):
        if serve:
            serve_bench(serve)
            return
        try:
            import django_ical  # noqa: F401, PLC0415 – only the bench has it
        except ImportError as error:
            raise CommandError("The peers are installed by: make bench") from error
        for count in rows:
            in_a_file()
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            try:
                settings = {"ALLOWED_HOSTS": ["testserver"], "STORAGES": PLAIN, "ROOT_URLCONF": urls()}
                with override_settings(**settings):
                    self.measure(count)
            finally:
                connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)

    def measure(self, count):
        user, countries = fill(100)
        few = statistics.median(saving(each) for each in Event.objects.all()[:50])
        fill_events(range(100, count))
        whole = Feed(user)
        narrow = Feed(user, kinds=EventKind.values[1:], countries=countries[1:])
        body, part = whole.fill(), narrow.fill()
        runs = 15 if count <= 10_000 else 5
        cold, cold_part = whole.cold(runs), narrow.cold(runs)
        fresh, fresh_part = whole.cold(runs, anew=True), narrow.cold(runs, anew=True)
        row, row_part = one_row(body, runs), one_row(part, runs)
        fresh_row, fresh_row_part = one_row(body, runs, anew=True), one_row(part, runs, anew=True)
        with served() as (address, process):
            empty = polled(address, process, "/bench-empty/")
            unchanged = polled(address, process, whole.address, whole.get()[0]["ETag"])
        many = statistics.median(saving(each) for each in Event.objects.all()[:50])
        radicale = radicale_get(body, runs=3)
        peer = django_ical_get(runs=1 if count > 1_000 else 3)
        self.say(f"\n{connection.vendor}, {count} events, {len(body) // Entry.objects.count()} bytes each, CPU ms")
        self.say(f"{'':48} {'all':>9} {'filtered':>9}")
        self.line("body, MB", len(body) / 1e6, len(part) / 1e6)
        self.line("one read of the same bytes from one row", row, row_part)
        self.line("one row over a new connection", fresh_row, fresh_row_part)
        self.line("cold feed (nothing but entries kept)", cold, cold_part)
        self.line("cold feed over a new connection", fresh, fresh_part)
        self.line("Radicale, GET of all, warm", radicale)
        self.line("django-ical over the same rows", peer)
        self.line("cold : one row", cold / row, cold_part / row_part)
        self.line("the same, new connections (asked <= 2.5, <= 5)", fresh / fresh_row, fresh_part / fresh_row_part)
        self.line("Radicale, all : cold (asked >= 25, >= 15)", radicale / cold, radicale / cold_part)
        self.line("django-ical : cold (asked >= 100)", peer / cold)
        self.line("unchanged (304)", unchanged)
        self.line("emptiest view of the same server", empty)
        self.line("304 : emptiest view (asked <= 1.5)", unchanged / empty)
        self.line("queries of a 304 (asked <= 2)", whole.queries_unchanged())
        self.line("peak memory : body (asked <= 2)", whole.memory() / len(body), narrow.memory() / len(part))
        self.line("saving an event, 100 events", few)
        self.line(f"saving an event, {count} events", many)

    def line(self, label, *values):
        self.say(f"{label:48} " + " ".join(f"{value:9.2f}" for value in values))

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


def in_a_file():
    """A database of memory alone would flatter whatever reads little of it."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(tempfile.gettempdir()) / "bench_feeds.sqlite3")


class Feed:
    """A subscription and its link."""

    def __init__(self, user, *, countries=(), **choices):
        self.subscription = FeedSubscription(user=user, name="Bench", **choices)
        self.address = reverse("feeds:feed", args=[issue_token(self.subscription, site=SITE), "calendar"])
        self.subscription.countries.set(countries)
        self.client = Client()

    def get(self, **headers):
        cache.clear()  # else polls without pause are put off
        response = self.client.get(self.address, headers=headers)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response, body

    def fill(self):
        refresh(most=None)
        response, body = self.get()
        if response.status_code != 200:
            raise CommandError(f"{response.status_code} instead of a feed")
        return body

    def cold(self, runs, *, anew=False):
        return median_cpu(self.get, runs, before=connection.close if anew else None)

    def queries_unchanged(self):
        response, _body = self.get()
        with CaptureQueriesContext(connection) as captured:
            again, _body = self.get(**{"If-None-Match": response["ETag"]})
        if again.status_code != 304:
            raise CommandError(f"{again.status_code} instead of 304")
        return len(captured)

    def memory(self):
        """Peak of Python's memory while the body is made and sent in its pieces."""
        tracemalloc.start()
        cache.clear()
        response = self.client.get(self.address)
        for _chunk in response.streaming_content:
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak


def read_row():
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM bench_body")
        return cursor.fetchone()


def one_row(body, runs, *, anew=False):
    kind = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_body (body {kind})")
        cursor.execute("INSERT INTO bench_body VALUES (%s)", [body])
    found = median_cpu(read_row, runs * 3, before=connection.close if anew else None)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_body")
    return found


@login_not_required
def empty_view(request):
    return HttpResponse()


def urls():
    module = types.ModuleType("bench_urls")
    module.urlpatterns = [path("bench-empty/", empty_view), path("", include("crm.urls"))]
    sys.modules["bench_urls"] = module
    return "bench_urls"


@contextlib.contextmanager
def served():
    """(address, process) of the server of `make run` over the bench's database."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    port = free_port()
    arguments = [sys.executable, "manage.py", "bench_feeds", "--serve", str(port)]
    process = subprocess.Popen(arguments, env={**os.environ, "DATABASE_URL": url})  # noqa: S603
    try:
        requested("GET", f"http://127.0.0.1:{port}/bench-empty/")
        yield ("127.0.0.1", port), process
    finally:
        process.terminate()
        process.wait()


def polled(address, process, path_asked, etag="", times=1000):
    """CPU milliseconds of the server for one request, each over a connection of its own as calendar programs do."""
    client = http.client.HTTPConnection(*address)
    headers = {"If-None-Match": etag, "Connection": "close"}
    start = cpu_of(process)
    for _time in range(times):
        client.request("GET", path_asked, headers=headers)
        answer = client.getresponse()
        answer.read()
        if answer.status != (304 if etag else 200):
            raise CommandError(f"{answer.status} for {path_asked}")
    return (cpu_of(process) - start) / times


def serve_bench(port):
    with override_settings(ROOT_URLCONF=urls(), ALLOWED_HOSTS=["127.0.0.1"]):
        waitress.serve(get_wsgi_application(), host="127.0.0.1", port=port, threads=8, ident="", _quiet=True)


def saving(event):
    start = time.process_time()
    event.save()
    return (time.process_time() - start) * 1000


def fill(count):
    """(user, countries): a department with so many events, spread evenly over the countries."""
    Mark.objects.all().delete()
    countries = [Country.objects.create(code=f"X{n}", name_ru=f"Страна {n}") for n in range(COUNTRIES)]
    cities = City.objects.bulk_create(
        City(name_ru=f"Город{n}", country=countries[n % COUNTRIES], time_zone="Asia/Krasnoyarsk") for n in range(500)
    )
    department = Department.objects.create(name="Отдел", slug="bench", city=cities[0])
    user = User.objects.create_user("bench", password=None)
    Membership.objects.create(user=user, department=department, role=Role.SPECIALIST)
    fill_events(range(count))
    return user, countries


def twice(pick, n):
    return f"{phrase(pick, n)} {phrase(pick, n)}"


def fill_events(numbers):
    pick = random.Random(numbers.start)  # noqa: S311 – the same data each time, nothing secret
    department, cities = Department.objects.get(), list(City.objects.order_by("pk"))
    today = date.today()
    for first in range(numbers.start, numbers.stop, BATCH):
        events = Event.objects.bulk_create(
            Event(
                department=department, title=twice(pick, n), venue=twice(pick, n)[:200],
                kind=pick.choice(EventKind.values), status=pick.choice(EventStatus.values),
                date=ApproximateDate.day(today + timedelta(days=pick.randrange(4000))), city=pick.choice(cities),
                start_time="10:00" if n % 3 else None,
            )
            for n in range(first, min(first + BATCH, numbers.stop))
        )
        linked = Event.cities.through
        linked.objects.bulk_create(linked(event=event, city=event.city) for event in events)
        linked = Event.countries.through
        linked.objects.bulk_create(linked(event=event, country=event.city.country) for event in events)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
