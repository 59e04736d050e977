"""Full-text search over one column of lemmas: FTS5 on SQLite, GIN on PostgreSQL, the same answers on both."""

from functools import reduce
from operator import and_, or_

from django.apps import apps
from django.db import connections, models
from django.db.models import Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from crm.russian import search_terms, search_text
from crm.ui.querysets import NarrowedQuerySet


class SearchTextField(models.TextField):
    """Folded words and lemmas of other attributes of the row, kept in step on every save (and bulk_create).

    A new row may bring its text as `known_search_text`: working it out for each city of the world takes long.
    """

    def __init__(self, *args, sources=(), **kwargs):
        self.sources = tuple(sources)
        kwargs.update(editable=False, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, instance, add):
        text = instance.__dict__.pop("known_search_text", None) or self.text_of(instance)
        setattr(instance, self.attname, text)
        return text

    def text_of(self, instance):
        values = (getattr(instance, source) for source in self.sources)
        return search_text(*(str(value() if callable(value) else value or "") for value in values))


def search_field(model):
    return next((f for f in model._meta.concrete_fields if isinstance(f, SearchTextField)), None)


class SearchableQuerySet(NarrowedQuerySet):
    def matching(self, text):
        """Rows that hold every word of the text in any of its forms; an unfinished word counts as a beginning."""
        terms = search_terms(text)
        if not terms:
            return self.none() if text.strip() else self
        postgres = connections[self.db].vendor == "postgresql"
        return self._matching_postgres(terms) if postgres else self._matching_sqlite(terms)

    def _matching_sqlite(self, terms):
        query = " AND ".join("(" + " OR ".join(f'"{word}" *' for word in words) + ")" for words in terms)
        index = f"{self.model._meta.db_table}_fts"
        hits = RawSQL(f'SELECT rowid FROM "{index}" WHERE "{index}" MATCH %s', [query])  # noqa: S608, S611
        ids = self.model._base_manager.filter(pk__in=hits).values_list("pk", flat=True).order_by()
        # The words of a row read one by one cost less than a look into the index for each row.
        text = Concat(Value(" "), "search_text", output_field=models.TextField())
        holds = [reduce(or_, (Contains(text, Value(f" {word}")) for word in words)) for words in terms]
        return self.narrowed(ids, walked=reduce(and_, holds))

    def _matching_postgres(self, terms):
        query = " & ".join("(" + " | ".join(f"'{word}':*" for word in words) + ")" for words in terms)
        table = self.model._meta.db_table
        found = f"to_tsvector('simple', \"{table}\".\"search_text\") @@ to_tsquery('simple', %s)"
        return self.filter(RawSQL(found, [query], output_field=models.BooleanField()))


def build_search_indexes(using, **kwargs):
    """Create what is missing of the search indexes; safe to call at any time."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        if search_field(model) and model._meta.db_table in tables and not hasattr(model, "history_object"):
            with connection.cursor() as cursor:
                build = build_postgres_index if connection.vendor == "postgresql" else build_sqlite_index
                build(cursor, model._meta.db_table)


def build_postgres_index(cursor, table):
    cursor.execute(
        f'CREATE INDEX IF NOT EXISTS "{table}_fts" ON "{table}" USING gin (to_tsvector(\'simple\', "search_text"))'
    )


def build_sqlite_index(cursor, table):
    fts = f"{table}_fts"
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    triggers = {row[0] for row in cursor.fetchall()}
    if {f"{fts}_insert", f"{fts}_delete", f"{fts}_update"} <= triggers:
        return
    remove = f'INSERT INTO "{fts}"("{fts}", rowid, search_text) VALUES (\'delete\', old.id, old.search_text)'
    add = f'INSERT INTO "{fts}"(rowid, search_text) VALUES (new.id, new.search_text)'  # noqa: S608
    cursor.execute(
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{fts}" USING fts5'
        f"(search_text, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )
    for name, when, body in (
        ("insert", "AFTER INSERT", f"{add};"),
        ("delete", "AFTER DELETE", f"{remove};"),
        ("update", "AFTER UPDATE OF search_text", f"{remove}; {add};"),
    ):
        cursor.execute(f'DROP TRIGGER IF EXISTS "{fts}_{name}"')
        cursor.execute(f'CREATE TRIGGER "{fts}_{name}" {when} ON "{table}" BEGIN {body} END')
    cursor.execute(f'INSERT INTO "{fts}"("{fts}") VALUES (\'rebuild\')')  # noqa: S608
