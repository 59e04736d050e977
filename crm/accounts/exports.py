"""Lists that can be taken away as spreadsheets, and the log of who took what."""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.accounts.formats import FORMATS
from crm.ui.views import RecordList

LIMIT = 10_000
EXPORT = 4  # beside the three kinds of LogEntry: added, changed, deleted


class ExportedList(RecordList):
    """The file holds the rows that the page shows, filtered and sorted as they are there."""

    resource_class = None

    def get(self, request, *args, **kwargs):
        name = request.GET.get("export")
        return self.export(FORMATS[name]()) if name in FORMATS else super().get(request, *args, **kwargs)

    def exports(self):
        if not self.may("export"):
            return []
        return [{"label": f".{name}", "url": self.address(export=name, page=None)} for name in FORMATS]

    def export(self, file_format):
        if not self.may("export"):
            raise PermissionDenied
        if self.filterset.qs.order_by()[: LIMIT + 1].count() > LIMIT:
            messages.error(self.request, too_many())
            return HttpResponseRedirect(self.address(export=None))
        resource = self.resource_class(user=self.request.user)
        dataset = resource.export(self.filterset.qs.order_by(*self.order), force_native_type=file_format.is_binary())
        note_export(user=self.request.user, model=self.model, rows=len(dataset), file_format=file_format)
        return as_file(dataset, file_format, capfirst(str(self.model._meta.verbose_name_plural)))


def too_many():
    limit = number_format(LIMIT, force_grouping=True)
    return _("A file holds %(limit)s rows at the most: narrow the list with filters first.") % {"limit": limit}


def as_file(dataset, file_format, title):
    response = HttpResponse(file_format.export_data(dataset), content_type=file_format.get_content_type())
    name = f"{title} {timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def note_export(*, user, model, rows, file_format):
    """Who took how many records of which kind; nothing of what is in them (152-FZ)."""
    text = ngettext("%(rows)s record taken out as .%(format)s", "%(rows)s records taken out as .%(format)s", rows)
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(model),
        object_repr=str(model._meta.verbose_name_plural)[:200],
        action_flag=EXPORT,
        change_message=text % {"rows": rows, "format": file_format.get_extension()},
    )
