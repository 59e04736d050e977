"""Querysets narrowed by ids found elsewhere (a search index, a link table), fast whether those are few or many."""

from django.db import models

FEW = 1000  # up to so many ids are listed in the query
MANY = 10_000  # up to so many are looked up; above it the list's own order is walked, which soon meets a page of them


class NarrowedQuerySet(models.QuerySet):
    _first_ids = None  # of a condition that very many rows meet: the first of them, by which the rows are counted

    def _clone(self):
        clone = super()._clone()
        clone._first_ids = self._first_ids
        return clone

    def narrowed(self, ids, *, walked):
        """Rows whose pk is among `ids` (a sliceable query of pks); `walked` says the same as a condition on a row."""
        first = ids[: MANY + 1]
        found = list(first)
        if len(found) <= FEW:
            return self.filter(pk__in=found)
        if len(found) <= MANY:
            return self.filter(pk__in=ids)
        rows = self.filter(walked)
        rows._first_ids = models.Q(pk__in=first)
        return rows

    def counted(self, most):
        """(number of rows up to `most`, whether that is all of them)."""
        rows = self.order_by()
        if self._first_ids is not None:
            found = rows.filter(self._first_ids)[: most + 1].count()
            if found > FEW:
                return min(found, most), False
        found = rows[: most + 1].count()
        return min(found, most), found <= most

    def related_to(self, relation, targets):
        """Rows that have one of the targets in a many-to-many field."""
        field = self.model._meta.get_field(relation)
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = field.remote_field.through.objects.filter(**{f"{target}__in": [item.pk for item in targets]})
        of_this_row = models.Exists(links.filter(**{source: models.OuterRef("pk")}))
        return self.narrowed(links.values_list(f"{source}_id", flat=True).order_by(), walked=of_this_row)
