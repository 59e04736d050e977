"""Files that would keep the reader busy for hours, or change how the next file is read."""

import signal

import pytest

from crm.feeds.incoming import reading
from crm.feeds.incoming.reading import UnreadableError, read
from tests.feeds.test_incoming import ZONE, ics

MOMENT = "UID:1\r\nSUMMARY:А\r\nDTSTART;TZID=Our town:20270612T100000"
DAY = "SUMMARY:А\r\nDTSTART;VALUE=DATE:20270612"


@pytest.fixture
def time_limit():
    """None of these needs more than a moment; without their guards they need hours, and would hang the tests."""
    def stop(*_args):
        pytest.fail("too slow")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(10)
    yield
    signal.alarm(0)


def zone(offset="+0500", rule="FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", name="Our town"):
    halves = "".join(
        f"BEGIN:{half}\r\nDTSTART:19700101T000000\r\nRRULE:{rule}\r\nTZNAME;LANGUAGE=ru:x\r\nX-Y;Z=1:x\r\n"
        f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:{half}\r\n"
        for half in ("STANDARD", "DAYLIGHT")
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nX-LIC-LOCATION:x\r\n{halves}END:VTIMEZONE\r\n"


def only(*entries, **values):
    (entry,) = read(ics(*entries, **values), zone=ZONE)
    return entry


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY", "FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"]
)
def test_a_zone_is_of_its_own_file(rule):
    """The parser keeps the first zone of a name for as long as the process lives."""
    assert f"{only(MOMENT, zones=zone(rule=rule)).start_time:%H:%M}" == "12:00"
    assert f"{only(MOMENT, zones=zone('+0300', rule)).start_time:%H:%M}" == "14:00"
    assert "Our town" in only(MOMENT).fault


@pytest.mark.parametrize("line", ["END:VTIMEZONE", "END:VTIME\r\n ZONE", "END;X=1:vtimezone"])
def test_a_zone_within_an_entry_is_not_kept_either(line):
    plain = zone(name="Hidden").replace("TZNAME;LANGUAGE=ru:x\r\nX-Y;Z=1:x", "TZNAME:x")
    hidden = plain.replace("X-LIC-LOCATION:x\r\n", "").strip().replace("END:VTIMEZONE", line)
    entry = f"{MOMENT.replace('Our town', 'Hidden')}\r\n{hidden}"
    assert only(entry).fault
    assert "Hidden" in only(MOMENT.replace("Our town", "Hidden")).fault


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=YEARLY;BYSECOND=1,2,3;BYMONTH=1", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYDAY=MO,TU,WE", "FREQ=YEARLY;BYYEARDAY=1",
    ],
)  # fmt: skip
def test_a_zone_with_endless_rules_is_unknown(rule, time_limit):
    assert "Our town" in only(MOMENT, zones=zone(rule=rule)).fault


def test_zones_without_end_are_looked_through_once(time_limit):
    body = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VTIMEZONE\r\n" * 50_000 + ics(f"UID:1\r\n{DAY}")
    assert [entry.title for entry in read(body, zone=ZONE)] == ["А"]


def test_a_long_zone_is_read_once_for_all_its_entries(time_limit):
    long = "".join(zone(name=f"Z{number}") for number in range(100))
    moments = [f"UID:{number}\r\nSUMMARY:А\r\nDTSTART;TZID=Z1:20270612T100000" for number in range(3000)]
    assert not any(entry.fault for entry in read(ics(*moments, zones=long), zone=ZONE))


def test_rules_that_name_no_day_are_left_after_a_while(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.5)
    never = f"{DAY}\r\nRRULE:FREQ=MONTHLY;BYDAY=SA;BYSETPOS=99"
    with pytest.raises(UnreadableError):
        read(ics(*(f"UID:{number}\r\n{never}" for number in range(100))), zone=ZONE)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85"])
def test_text_ends_no_line_where_only_unicode_does(mark):
    entry = only(f"UID:1\r\nSUMMARY:Договор{mark}LOCATION:Мэрия\r\nDTSTART;VALUE=DATE:20270612")
    assert entry.title.endswith("LOCATION:Мэрия")
    assert entry.venue == ""
