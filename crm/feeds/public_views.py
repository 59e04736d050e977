"""What a department shows to everybody, and the switch that opens it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from crm.events.models import Event
from crm.events.recurrence import in_words, last_day
from crm.feeds.choosing import public_rendering
from crm.feeds.models import PublicCalendar
from crm.feeds.sites import site_of
from crm.feeds.tasks import write_entries
from crm.ui.approximate import shown

PAGE = 100


@method_decorator(login_not_required, name="dispatch")
class PublicPage(ListView):
    """Events to come that may be shown publicly: what, when and where; no person, nothing of the office."""

    template_name = "feeds/public_page.html"
    paginate_by = PAGE

    def get_queryset(self):
        rows = PublicCalendar.objects.select_related("department").filter(is_open=True)
        self.calendar = get_object_or_404(rows, department__slug=self.kwargs["slug"])
        events = Event.objects.present().filter(department=self.calendar.department, is_public=True)
        today = timezone.localdate()
        again = [event.pk for event in events.recurring() if (last_day(event) or today) >= today]
        coming = events.filter(Q(ends_on__gte=today) | Q(pk__in=again)).select_related("city")
        return coming.order_by("starts_on", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(page_title=str(self.calendar.department), **kwargs)
        for event in context["object_list"]:
            event.when = f"{shown(event.date)}, {in_words(event)}" if event.recurrence else shown(event.date)
            event.where = ", ".join(filter(None, [event.venue, str(event.city or "")]))
        address = self.request.build_absolute_uri(reverse("feeds:public-feed", args=[self.kwargs["slug"]]))
        context.update(feed=address, webcal="webcal:" + address.partition(":")[2])
        return context


@require_POST
def switch_public(request, pk):
    """Opens or closes the public calendar of a department."""
    departments = request.user.departments_for("feeds.change_publiccalendar")
    department = departments.filter(pk=pk).first()
    if department is None:
        raise Http404
    calendar, _is_new = PublicCalendar.objects.get_or_create(department=department)
    calendar.is_open = request.POST.get("open") == "1"
    calendar.site = site_of(request)
    calendar.save()
    if calendar.is_open:
        public_rendering(calendar)
        write_entries.enqueue()
    told = _("The public calendar is open.") if calendar.is_open else _("The public calendar is closed.")
    messages.success(request, told)
    return redirect("feeds:subscription-list")

