from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from crm.desk.searching import search
from crm.desk.strip import groups
from crm.desk.worklists import worklists


class Home(TemplateView):
    template_name = "desk/home.html"

    def get_context_data(self, **kwargs):
        lists = worklists(self.request.user, today=timezone.localdate())
        is_new = not any(each.items for each in lists)
        return super().get_context_data(page_title=_("My work"), worklists=lists, is_new=is_new, **kwargs)


class Search(TemplateView):
    template_name = "desk/search.html"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()[:200]
        hits = search(self.request.user, text) if text else []
        return super().get_context_data(page_title=_("Search"), query=text, hits=hits, **kwargs)


class Years(TemplateView):
    """The calendar of many years, one column each."""

    template_name = "desk/years.html"
    before, length = 2, 7

    def get_context_data(self, **kwargs):
        this_year = timezone.localdate().year
        asked = self.request.GET.get("from", "")
        first = int(asked) if asked.isascii() and asked.isdigit() and 1900 <= int(asked[:6]) <= 2190 else 0
        first = first or this_year - self.before
        years = range(first, first + self.length)
        return super().get_context_data(
            page_title=_("Many years: %(first)s–%(last)s") % {"first": years[0], "last": years[-1]},
            years=years,
            groups=groups(self.request.user, years),
            this_year=this_year,
            earlier=max(1900, first - self.length // 2),
            later=min(2190, first + self.length // 2),
            **kwargs,
        )


@login_not_required
def healthz(request):
    """For monitors: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
