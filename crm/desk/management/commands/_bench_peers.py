"""What else serves calendars, for bench_feeds: Radicale and django-ical with the same entries."""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.core.management.base import CommandError
from django.test import Client

from crm.events.models import Event
from crm.feeds.events import description, span, status
from crm.feeds.models import Rendering

SITE = "https://pobratim.example"
RADICALE = """
[auth]
type = none
[rights]
type = authenticated
[server]
hosts = 127.0.0.1:{port}
max_content_length = 500000000
timeout = 600
[storage]
filesystem_folder = {folder}
[logging]
level = error
"""


def median_cpu(call, runs, *, before=None):
    """Milliseconds of this process alone, without a PostgreSQL server's."""
    times = []
    for _run in range(runs):
        if before:
            before()
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def radicale_server():
    """(address, process) of a Radicale with an empty store."""
    port = free_port()
    folder = tempfile.mkdtemp()
    config = Path(folder) / "config"
    config.write_text(RADICALE.format(port=port, folder=folder), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)])  # noqa: S603
    try:
        yield f"http://127.0.0.1:{port}/bench/calendar.ics/", process
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def radicale_get(body, runs):
    """CPU milliseconds of the server for a GET of the collection, once it knows its entries."""
    with radicale_server() as (address, process):
        requested("PUT", address, body)
        requested("GET", address)
        times = []
        for _run in range(runs):
            start = cpu_of(process)
            requested("GET", address)
            times.append(cpu_of(process) - start)
        return statistics.median(times)


def requested(method, address, body=None):
    request = urllib.request.Request(address, data=body, method=method)  # noqa: S310
    request.add_header("Authorization", "Basic YmVuY2g6YmVuY2g=")
    request.add_header("Content-Type", "text/calendar; charset=utf-8")
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(request, timeout=900) as answer:  # noqa: S310
                return answer.read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise CommandError("The server did not start")


def cpu_of(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def django_ical_get(runs):
    """The same facts of the same rows by a feed as its manual shows it."""
    from django_ical.views import ICalFeed  # noqa: PLC0415 – only the bench has it

    class Peer(ICalFeed):
        product_id = "-//bench//RU"
        timezone = "Asia/Krasnoyarsk"

        def items(self):
            rows = Event.objects.present().exclude(starts_on=None).select_related("city", "series")
            return rows.prefetch_related("cities", "countries").order_by("starts_on", "pk")

        def item_guid(self, item):
            return f"{item.uid}@pobratim"

        def item_title(self, item):
            return item.title

        def item_description(self, item):
            return "\n".join(filter(None, description(item, Rendering())))

        def item_link(self, item):
            return SITE + item.get_absolute_url()

        def item_location(self, item):
            return ", ".join(filter(None, [item.venue, str(item.city or "")]))

        def item_start_datetime(self, item):
            return span(item)[0]

        def item_end_datetime(self, item):
            return span(item)[1]

        def item_status(self, item):
            return status(item)

        def item_created(self, item):
            return item.created_at

        def item_updateddate(self, item):
            return item.modified_at

    request = Client().get("/bench-empty/").wsgi_request
    return median_cpu(lambda: Peer()(request), runs)
