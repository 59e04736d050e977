"""Calendars of others: read entry by entry, shown before anything is entered, fetched from public addresses only."""

import datetime
import http.server
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.events.models import Event
from crm.feeds.incoming.fetching import FetchError, fetch, is_public
from crm.feeds.incoming.reading import Entry, UnreadableError, decoded, read
from crm.feeds.models import IncomingCalendar
from tests.factories import EventFactory

ZONE = "Asia/Krasnoyarsk"
DAY = datetime.date


def ics(*entries, zones=""):
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{entry.strip()}\r\nEND:VEVENT" for entry in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{zones}{body}\r\nEND:VCALENDAR\r\n".encode()


def one(text, **values):
    (entry,) = read(ics(f"UID:1\r\nSUMMARY:Форум\r\n{text}", **values), zone=ZONE)
    return entry


def days(entry):
    return entry.date.earliest, entry.date.latest


@pytest.mark.parametrize(
    ("text", "first", "last", "hours"),
    [
        ("DTSTART;VALUE=DATE:20270612", DAY(2027, 6, 12), DAY(2027, 6, 12), (None, None)),
        ("DTSTART;VALUE=DATE:20270612\r\nDTEND;VALUE=DATE:20270615", DAY(2027, 6, 12), DAY(2027, 6, 14), (None, None)),
        ("DTSTART;VALUE=DATE:20270612\r\nDURATION:P2D", DAY(2027, 6, 12), DAY(2027, 6, 13), (None, None)),
        ("DTSTART:20270612T030000Z\r\nDTEND:20270612T040000Z", DAY(2027, 6, 12), DAY(2027, 6, 12), ("10:00", "11:00")),
        ("DTSTART:20270612T100000\r\nDURATION:PT90M", DAY(2027, 6, 12), DAY(2027, 6, 12), ("10:00", "11:30")),
        ("DTSTART;TZID=Europe/Moscow:20270612T100000", DAY(2027, 6, 12), DAY(2027, 6, 12), ("14:00", None)),
        ("DTSTART;TZID=Russian Standard Time:20270612T100000", DAY(2027, 6, 12), DAY(2027, 6, 12), ("14:00", None)),
        ("DTSTART:20270612T150000Z\r\nDTEND:20270615T150000Z", DAY(2027, 6, 12), DAY(2027, 6, 15), (None, None)),
    ],
)
def test_days_and_hours(text, first, last, hours):
    entry = one(text)
    assert entry.fault == ""
    assert days(entry) == (first, last)
    assert tuple(time and f"{time:%H:%M}" for time in (entry.start_time, entry.end_time)) == hours


def test_a_zone_that_the_file_explains():
    zones = (
        "BEGIN:VTIMEZONE\r\nTZID:Our town\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\n"
        "TZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    assert f"{one('DTSTART;TZID=Our town:20270612T100000', zones=zones).start_time:%H:%M}" == "12:00"


def test_rules_that_all_read_alike_and_others():
    entry = one("DTSTART;VALUE=DATE:20270612\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20280612")
    assert (entry.recurrence, entry.excluded_days, entry.notes) == ("FREQ=YEARLY", ["2028-06-12"], [])
    for rule in ("FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=7", "FREQ=MONTHLY;BYEASTER=1"):
        entry = one(f"DTSTART;VALUE=DATE:20270612\r\nRRULE:{rule}")
        assert entry.recurrence == ""
        assert entry.notes or entry.fault


@pytest.mark.parametrize(
    "text",
    [
        "", "DTSTART:вчера", "DTSTART;VALUE=DATE:20271399", "DTSTART;VALUE=DATE:00010101",
        "DTSTART;VALUE=DATE:99991231", "DTSTART;VALUE=DATE:20270612\r\nDTEND;VALUE=DATE:20990612",
        "DTSTART:20270612T100000\r\nDTEND:20270611T100000",
        "DTSTART;VALUE=DATE:20270612\r\nRECURRENCE-ID;VALUE=DATE:20270612", "DTSTART;VALUE=DATE:20270612\r\nSEQUENCE:x",
        "DTSTART;TZID=No/Where:20270612T100000",
    ],
)  # fmt: skip
def test_a_bad_entry_says_why_and_spoils_no_other(text):
    good = "UID:2\r\nSUMMARY:Хорошее\r\nDTSTART;VALUE=DATE:20270612"
    bad, kept = read(ics(f"UID:1\r\nSUMMARY:Плохое\r\n{text}", good), zone=ZONE)
    assert bad.fault
    assert (kept.title, kept.fault) == ("Хорошее", "")


def test_entries_without_end_or_uid_and_twins():
    body = ics("UID:1\r\nSUMMARY:А\r\nDTSTART;VALUE=DATE:20270612\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Б\r\nDTSTART:x")
    assert all(entry.fault for entry in read(body, zone=ZONE))
    twin = "UID:1\r\nSUMMARY:А\r\nDTSTART;VALUE=DATE:20270612"
    assert [bool(entry.fault) for entry in read(ics(twin, twin), zone=ZONE)] == [False, True]
    assert read(ics("SUMMARY:А\r\nDTSTART;VALUE=DATE:20270612"), zone=ZONE)[0].fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding):
    body = ics("UID:1\r\nSUMMARY:Приём делегации\r\nDTSTART;VALUE=DATE:20270612").decode().encode(encoding)
    assert read(body, zone=ZONE)[0].title == "Приём делегации"


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<html></html>", b"x" * (10 * 1024 * 1024 + 1)])
def test_what_is_no_calendar_is_refused_with_words(body):
    with pytest.raises(UnreadableError):
        decoded(body)


def test_long_lines_are_refused_and_bombs_not_expanded():
    long = "UID:1\r\nSUMMARY:А\r\nDTSTART;VALUE=DATE:20270612\r\nDESCRIPTION:" + "я" * 4_000_000
    bomb = "UID:2\r\nSUMMARY:Б\r\nDTSTART;VALUE=DATE:20270612\r\nRRULE:FREQ=SECONDLY"
    first, second = read(ics(long, bomb), zone=ZONE)
    assert first.fault
    assert (second.title, second.recurrence) == ("Б", "")


GOOD = ics(
    "UID:1\r\nSUMMARY:Форум\\, встреча\r\nDTSTART;TZID=Europe/Moscow:20270612T100000\r\nDTEND:20270612T120000Z\r\n"
    "RRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:20280612\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\nLOCATION:Дом",
    "UID:2\r\nSUMMARY:Б\r\nDTSTART;VALUE=DATE:20270612\r\nDURATION:P3D",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=4), st.integers(0, 12)), max_size=6))
def test_broken_bytes_never_raise(changes):
    body = bytearray(GOOD)
    for place, fresh, cut in changes:
        body[place : place + cut] = fresh
    try:
        entries = read(bytes(body), zone=ZONE)
    except UnreadableError:
        return
    assert all(isinstance(entry, Entry) and (entry.fault or entry.date) for entry in entries)


def upload(client, body, **values):
    file = SimpleUploadedFile("календарь.ics", body, content_type="text/calendar")
    return client.post(reverse("feeds:incoming-file"), {"file": file, "kind": "meeting", **values})


@pytest.fixture
def calendar(specialist_client, department):
    body = ics(
        "UID:a\r\nSUMMARY:Форум\r\nDTSTART;VALUE=DATE:20270612", "UID:b\r\nSUMMARY:Встреча\r\nDTSTART:20270613T030000Z",
        "UID:c\r\nSUMMARY:Плохое\r\nDTSTART:x",
    )
    response = upload(specialist_client, body, department=department.pk)
    assert response.status_code == 302, response.context["form"].errors
    return IncomingCalendar.objects.get()


def kinds(client, calendar):
    found = client.get(calendar.get_absolute_url()).context["verdicts"]
    return {each.entry.uid or each.entry.title: each.kind for each in found}


def put(calendar, *entries):
    calendar.body = ics(*entries)
    calendar.save()


def test_first_shown_then_entered_and_the_same_after(specialist_client, calendar):
    assert not Event.objects.exists()
    assert kinds(specialist_client, calendar) == {"a": "new", "b": "new", "c": "broken"}
    page = specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b", "c", "x"]}, follow=True)
    assert "Внесено 2 мероприятия" in page.content.decode()
    made = Event.objects.get(title="Встреча")
    assert (made.kind, made.status, f"{made.start_time:%H:%M}") == ("meeting", "planned", "10:00")
    assert made.history.count() == 1
    assert kinds(specialist_client, calendar) == {"a": "same", "b": "same", "c": "broken"}


def test_changes_conflicts_and_old_versions(specialist_client, calendar):
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b"]})
    put(
        calendar, "UID:a\r\nSUMMARY:Форум\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20270620",
        "UID:b\r\nSUMMARY:Встреча глав\r\nDTSTART:20270613T030000Z",
    )
    mine = Event.objects.get(title="Встреча")
    mine.venue = "Мэрия"
    mine.save()
    assert kinds(specialist_client, calendar) == {"a": "update", "b": "conflict"}
    page = specialist_client.get(calendar.get_absolute_url()).content.decode()
    assert "<del>12 июня 2027</del> → <ins>20 июня 2027</ins>" in page
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    moved = Event.objects.get(title="Форум")
    assert (moved.starts_on, moved.sequence) == (DAY(2027, 6, 20), 1)
    put(calendar, "UID:a\r\nSUMMARY:Форум\r\nSEQUENCE:1\r\nDTSTART;VALUE=DATE:20270612")
    assert kinds(specialist_client, calendar) == {"a": "old"}
    assert "Встреча" in specialist_client.get(calendar.get_absolute_url()).content.decode()  # no longer there


def test_a_take_over_is_undone_but_for_what_was_edited_since(specialist_client, calendar):
    undo = reverse("feeds:incoming-undo", args=[calendar.pk])
    page = specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b"]}, follow=True).content.decode()
    assert undo in page
    specialist_client.post(undo)
    assert not Event.objects.present().exists()
    assert kinds(specialist_client, calendar) == {"a": "dropped", "b": "dropped", "c": "broken"}
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b"]})
    put(
        calendar, "UID:a\r\nSUMMARY:Форум\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20270620",
        "UID:b\r\nSUMMARY:Встреча\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20270621",
    )
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a", "b"]})
    edited = Event.objects.present().get(title="Встреча")
    edited.venue = "Мэрия"
    edited.save()
    specialist_client.post(undo)
    back = Event.objects.present().get(title="Форум")
    assert (back.starts_on, back.sequence) == (DAY(2027, 6, 12), 2)
    edited.refresh_from_db()
    assert (edited.starts_on, edited.venue) == (DAY(2027, 6, 21), "Мэрия")


def test_cancelled_there_is_cancelled_here(specialist_client, calendar):
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    put(calendar, "UID:a\r\nSUMMARY:Форум\r\nSTATUS:CANCELLED\r\nSEQUENCE:1\r\nDTSTART;VALUE=DATE:20270612")
    specialist_client.post(calendar.get_absolute_url(), {"uid": ["a"]})
    assert Event.objects.get().status == "cancelled"


def test_our_own_entries_are_known(specialist_client, calendar, department):
    event = EventFactory(department=department, title="Наше")
    put(calendar, f"UID:{event.uid}@pobratim\r\nSUMMARY:Наше\r\nDTSTART;VALUE=DATE:20270612")
    assert list(kinds(specialist_client, calendar).values()) == ["own"]


def test_preview_takes_as_many_queries_for_many_entries(specialist_client, calendar):
    def queries(number):
        put(calendar, *(f"UID:{each}\r\nSUMMARY:Ф{each}\r\nDTSTART;VALUE=DATE:20270612" for each in range(number)))
        specialist_client.post(calendar.get_absolute_url(), {"uid": [str(each) for each in range(number)]})
        with CaptureQueriesContext(connection) as made:
            specialist_client.get(calendar.get_absolute_url())
        return len(made)

    assert queries(3) == queries(30)


@pytest.mark.parametrize("role", ["reader", "foreigner"])
def test_others_cannot_reach_it(request, calendar, role):
    client = request.getfixturevalue(f"{role}_client")
    for name in ("preview", "ask", "undo", "switch", "forget"):
        url = reverse(f"feeds:incoming-{name}", args=[calendar.pk])
        assert client.post(url, {"uid": ["a"]}).status_code in {403, 404}
    assert client.get(calendar.get_absolute_url()).status_code in {403, 404}
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("169.254.169.254", False), ("::1", False),
        ("fe80::1%eth0", False), ("::ffff:127.0.0.1", False), ("224.0.0.1", False), ("0.0.0.0", False),  # noqa: S104
        ("93.184.216.34", True), ("2606:2800:220:1::1", True),
    ],
)  # fmt: skip
def test_which_addresses_are_public(text, public):
    assert is_public(text) == public


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802 – the name that http.server wants
        match self.path:
            case "/calendar.ics" if self.headers.get("If-None-Match") == '"1"':
                self.send_response(304)
                self.end_headers()
            case "/calendar.ics":
                self.reply(ics("UID:a\r\nSUMMARY:Форум\r\nDTSTART;VALUE=DATE:20270612"), ETag='"1"')
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/calendar.ics")
                self.end_headers()
            case "/round":
                self.send_response(302)
                self.send_header("Location", "/round")
                self.end_headers()
            case "/huge":
                self.reply(b"x" * (11 * 1024 * 1024))
            case "/page":
                self.reply(b"<html>")
            case _:
                self.send_error(500)

    def reply(self, body, **headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def private_allowed(settings):
    settings.CALENDARS_FROM_PRIVATE_NETWORKS = True


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_private_addresses_are_not_asked(name):
    with pytest.raises(FetchError):
        fetch(f"http://{name}/calendar.ics")


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "https://", "http://[", "x", "http://a b"])
def test_other_addresses_are_none(url):
    with pytest.raises(FetchError):
        fetch(url)


def test_redirects_are_followed_and_not_for_ever(server, private_allowed):
    assert b"VEVENT" in fetch(f"{server}/moved").body
    for path in ("round", "huge", "nothing"):
        with pytest.raises(FetchError):
            fetch(f"{server}/{path}")


def test_an_address_is_asked_and_told_about(specialist_client, department, server, private_allowed):
    values = {"name": "Партнёр", "url": f"{server}/calendar.ics", "kind": "forum", "interval": 24, "is_on": "on"}
    response = specialist_client.post(
        reverse("feeds:incoming-address"), {**values, "department": department.pk, "is_automatic": "on"}
    )
    assert response.status_code == 302, response.context["form"].errors
    calendar = IncomingCalendar.objects.get()
    assert (calendar.etag, calendar.failure) == ('"1"', "")
    assert Event.objects.get().title == "Форум"
    page = specialist_client.post(reverse("feeds:incoming-ask", args=[calendar.pk]), follow=True).content.decode()
    assert "Ничего не изменилось" in page
    calendar.url = f"{server}/page"
    calendar.etag = ""
    calendar.fetched_at = None
    calendar.save()
    call_command("fetch_calendars", verbosity=0)
    calendar.refresh_from_db()
    assert "BEGIN:VCALENDAR" in calendar.failure
    assert b"VEVENT" in bytes(calendar.body)  # what came before stays


def test_an_address_inside_is_refused_in_words(specialist_client, department, server):
    values = {"name": "Внутри", "url": f"{server}/calendar.ics", "kind": "forum", "interval": 24}
    specialist_client.post(reverse("feeds:incoming-address"), {**values, "department": department.pk})
    calendar = IncomingCalendar.objects.get()
    assert "закрытой сети" in calendar.failure
    assert "закрытой сети" in specialist_client.get(reverse("feeds:incoming-list")).content.decode()
