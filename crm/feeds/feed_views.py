"""Calendars and single events as files for programs."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from crm.events.models import Event
from crm.feeds.actions import token_hash
from crm.feeds.answering import (
    answer,
    as_feed,
    busy,
    gone,
    is_polled_too_often,
    unknown,
)
from crm.feeds.choosing import entries_of, public_entries
from crm.feeds.files import event_bytes
from crm.feeds.models import FeedSubscription, PublicCalendar
from crm.feeds.polling import remember_use, unchanged_public, unchanged_subscription
from crm.feeds.sites import site_of


@login_not_required
@require_safe
@as_feed
def feed(request, token, name):
    """One person's calendar under its secret link."""
    key = token_hash(token)
    if response := unchanged_subscription(request, key):
        return response
    subscription = FeedSubscription.objects.select_related("user").filter(token_hash=key).first()
    if subscription is None:
        return unknown()
    if not subscription.is_live:
        return gone()
    if is_polled_too_often(subscription.pk):
        return busy(60)
    remember_use(request, subscription.pk, subscription.last_used_at)
    if not subscription.site:  # made before links said where they lead
        subscription.site = site_of(request)
        subscription.save(update_fields=["site"])
    return answer(
        request, subscription, name=subscription.name, language=subscription.language, entries=entries_of
    )


@login_not_required
@require_safe
@as_feed
def public_feed(request, slug):
    """What a department shows to everybody; 410 once it is closed again, 404 as long as it never was open."""
    if response := unchanged_public(request, slug):
        return response
    calendar = PublicCalendar.objects.select_related("department").filter(department__slug=slug).first()
    if calendar is None:
        return unknown()
    if not calendar.is_open:
        return gone()
    return answer(request, calendar, name=calendar.department.name, language="ru", entries=public_entries)


@require_safe
def event_file(request, pk):
    """One event as an .ics file, for whom may read it."""
    events = Event.objects.visible_to(request.user).filter(starts_on__isnull=False).select_related("city", "series")
    event = get_object_or_404(events, pk=pk)
    body = event_bytes(event, site=site_of(request), language=translation.get_language())
    return file_response(body, f"event-{pk}.ics")


def file_response(body, name, *, method=""):
    content_type = f"text/calendar; charset=utf-8{f'; method={method}' if method else ''}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
