"""Triggers that mark records as stale: whatever changes a record, by whatever way, its entries are made anew.

No view, import or other app has to think of feeds, and saving costs one short row whatever the feeds hold.
"""

import hashlib

from django.apps import apps
from django.db import connections

from crm.feeds.storing import mark_everything

PREFIX = "feeds_mark_"
LONGEST_NAME = 63  # of PostgreSQL, in bytes
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION feeds_mark() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format('INSERT INTO feeds_mark (kind, record_id) VALUES (%L, ($1).%I)', TG_ARGV[0], TG_ARGV[1])
        USING OLD;
    ELSE
        EXECUTE format('INSERT INTO feeds_mark (kind, record_id) VALUES (%L, ($1).%I)', TG_ARGV[0], TG_ARGV[1])
        USING NEW;
    END IF;
    RETURN NULL;
END $$ LANGUAGE plpgsql
"""
NAME = "family_name, given_name, patronymic"
EVERY_CHANGE = ("INSERT", "UPDATE", "DELETE")


def watched():
    """(table, changes, kind of mark, column of its record)."""
    event = apps.get_model("events", "Event")
    for name in ("cities", "countries", "people"):
        yield event._meta.get_field(name).remote_field.through._meta.db_table, ("INSERT", "DELETE"), "event", "event_id"
    records = [
        ("events", "Event", "event", "id"),
        ("events", "ProgrammeItem", "item", "id"),
        ("agreements", "Agreement", "agreement", "id"),
        ("agreements", "AgreementParty", "agreement", "agreement_id"),
        ("plans", "Commitment", "commitment", "id"),
        ("plans", "Milestone", "milestone", "id"),
        ("partners", "Partnership", "partnership", "id"),
    ]
    for app, model, kind, column in records:
        yield apps.get_model(app, model)._meta.db_table, EVERY_CHANGE, kind, column
    # Entries of days count the versions of their record, which are written after it.
    for app, model, kind, _column in records:
        if kind != "event" and model != "AgreementParty":
            yield apps.get_model(app, model).history.model._meta.db_table, ("INSERT",), kind, "id"
    for model, kind in (("City", "city"), ("Country", "country")):
        yield apps.get_model("places", model).history.model._meta.db_table, ("INSERT",), kind, "id"
    # What entries tell of other records.
    for app, model, kind, columns in (
        ("places", "City", "city", "name_ru, name_en, time_zone, country_id, city_day, founded_year"),
        ("places", "Country", "country", "name_ru, name_en, code"),
        ("events", "EventSeries", "series", "title"),
        ("events", "Delegation", "delegation", "title, city_id, department_id, deleted_at"),
        ("plans", "PreparationPlan", "plan", "title, department_id, deleted_at"),
        ("partners", "Person", "person", f"{NAME}, is_anonymised, department_id, deleted_at"),
        ("accounts", "Department", "department", "name, city_id"),
        ("accounts", "User", "user", "first_name, last_name, username, is_superuser"),
    ):
        yield apps.get_model(app, model)._meta.db_table, (f"UPDATE OF {columns}",), kind, "id"
    # Who may read what, and what subscriptions choose: nothing is written anew, yet feeds become others.
    subscription = apps.get_model("feeds", "FeedSubscription")
    yield apps.get_model("accounts", "Membership")._meta.db_table, EVERY_CHANGE, "choice", "id"
    for field in subscription._meta.many_to_many:
        yield field.remote_field.through._meta.db_table, ("INSERT", "DELETE"), "choice", "id"


def remove_triggers(using, plan=(), **kwargs):
    """Before tables are remade: SQLite renames none while a trigger tells of a missing one."""
    connection = connections[using]
    if not plan:
        return
    with connection.cursor() as cursor:
        for name, table in existing(connection, cursor):
            drop(connection, cursor, name, table)


def drop(connection, cursor, name, table):
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    cursor.execute(f'DROP TRIGGER "{name}"{on}')


def existing(connection, cursor):
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE %s",
            [f"{PREFIX}%"],
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
    return cursor.fetchall()


def build_triggers(using, **kwargs):
    """After a migrate, or at any time: what is missing is made, what is watched no more goes, and everything that went
    unwatched is marked."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    wanted = [each for each in watched() if each[0] in tables]
    if "feeds_mark" not in tables:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        there = dict(existing(connection, cursor))
        named = {
            trigger_name(table, change, kind, column): (table, change, kind, column)
            for table, changes, kind, column in wanted
            for change in changes
        }
        for name in there.keys() - named.keys():
            drop(connection, cursor, name, there[name])
        missing = named.keys() - there.keys()
        for name in sorted(missing):
            cursor.execute(statement(connection.vendor, name, *named[name]))
    if missing:
        mark_everything(using=using)


def trigger_name(*what):
    """Of (table, change, kind, column), all told by a digest: one of a former version is not taken for today's."""
    table, change, _kind, _column = what
    digest = hashlib.sha256("|".join(what).encode()).hexdigest()[:8]
    return f"{PREFIX}{table}_{change[:6].lower()}"[: LONGEST_NAME - 9] + f"_{digest}"


def statement(vendor, name, table, change, kind, column):
    if vendor == "postgresql":
        return (
            f'CREATE TRIGGER "{name}" AFTER {change} ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION feeds_mark('{kind}', '{column}')"
        )
    row = "old" if change == "DELETE" else "new"
    return (
        f'CREATE TRIGGER IF NOT EXISTS "{name}" AFTER {change} ON "{table}" BEGIN '
        f"INSERT INTO feeds_mark (kind, record_id) VALUES ('{kind}', {row}.{column}); END"  # noqa: S608
    )
