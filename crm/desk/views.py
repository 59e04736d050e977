from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from crm.desk.searching import search
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


@login_not_required
def healthz(request):
    """For monitors: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
