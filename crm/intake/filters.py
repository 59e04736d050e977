import django_filters
from django.utils.translation import gettext_lazy as _

from crm.intake.models import Document, DocumentKind, DocumentState


class DocumentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="matching", label=_("Search"))
    kind = django_filters.ChoiceFilter(choices=DocumentKind.choices, label=_("Kind"), empty_label=_("any"))
    state = django_filters.ChoiceFilter(choices=DocumentState.choices, label=_("State"), empty_label=_("any"))
    year = django_filters.NumberFilter(label=_("Reporting year"))

    class Meta:
        model = Document
        fields = []

    def matching(self, rows, name, value):
        return rows.matching(value)
