"""Milestones on the calendar page, as data for the script that draws it."""

import datetime

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from crm.plans.models import Milestone, WorkStatus

LONGEST_WINDOW_DAYS = 400
MOST = 500
DONE = {WorkStatus.DONE, WorkStatus.DROPPED}


class MilestoneData(View):
    """Those due on the days from start to the day before end."""

    http_method_names = ["get", "head"]

    def get(self, request):
        try:
            first, end = (datetime.date.fromisoformat(request.GET.get(name, "")[:10]) for name in ("start", "end"))
        except ValueError:
            first = end = None
        if not first or not 0 < (end - first).days <= LONGEST_WINDOW_DAYS:
            return JsonResponse({"error": _("Ask for at most a year of days, from start to end.")}, status=400)
        rows = Milestone.objects.visible_to(request.user).filter(due_on__gte=first, due_on__lt=end)
        rows = rows.select_related("plan").order_by("due_on", "pk")[:MOST]
        return JsonResponse({"events": [entry(milestone) for milestone in rows]})


def entry(milestone):
    """A milestone as FullCalendar reads it."""
    after = milestone.due_on + datetime.timedelta(days=1)
    looks = ["entry", "entry-milestone", *(["entry-off"] if milestone.status in DONE else [])]
    hint = ", ".join([str(milestone.plan), milestone.get_status_display()])
    return {
        "id": f"milestone-{milestone.pk}",
        "title": f"◆ {milestone.title}",
        "start": milestone.due_on.isoformat(),
        "end": after.isoformat(),
        "allDay": True,
        "url": milestone.plan.get_absolute_url(),
        "editable": False,
        "extendedProps": {"look": looks, "hint": hint},
    }
