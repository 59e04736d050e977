import hashlib
import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView
from django.views.generic.edit import FormView

from crm.events.models import Event
from crm.feeds.actions import events_of, issue_token, replace, revoke, token_hash
from crm.feeds.contents import contents
from crm.feeds.deadlines import DayEntry, day_entries
from crm.feeds.forms import SubscriptionForm
from crm.feeds.ical import calendar_bytes, event_bytes
from crm.feeds.links import links
from crm.feeds.models import FeedSubscription, Source
from crm.partners.models import Partnership
from crm.ui.forms import is_id

log = logging.getLogger(__name__)
POLLS_A_MINUTE = 60
USED_AFTER_SECONDS = 60


class SubscriptionList(ListView):
    template_name = "feeds/subscription_list.html"

    def get_queryset(self):
        rows = FeedSubscription.objects.visible_to(self.request.user)
        return rows.prefetch_related("departments", "countries", "partnerships__city")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(page_title=_("Calendar subscriptions"), **kwargs)
        for subscription in context["object_list"]:
            subscription.contents = contents(subscription)
        context["live"] = [row for row in context["object_list"] if row.is_live]
        context["revoked"] = [row for row in context["object_list"] if not row.is_live]
        return context


class SubscriptionCreate(FormView):
    form_class = SubscriptionForm
    template_name = "ui/object_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        """The filters of the list of events, when it is that list that one wants on the phone."""
        asked = self.request.GET
        cities = [pk for pk in asked.getlist("city") if is_id(pk)]
        partners = Partnership.objects.visible_to(self.request.user).filter(city__in=cities)
        return {
            "countries": [pk for pk in asked.getlist("country") if is_id(pk)],
            "partnerships": [partner.pk for partner in partners],
            "kinds": asked.getlist("kind"),
            "statuses": asked.getlist("status"),
            "sources": [Source.EVENTS],
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=_("New subscription"),
            submit_label=_("Create the link"),
            cancel_url=reverse("feeds:subscription-list"),
            **kwargs,
        )

    def form_valid(self, form):
        subscription = form.save(commit=False)
        token = issue_token(subscription)
        form.save_m2m()
        return show_links(self.request, subscription, token)


def show_links(request, subscription, token):
    """The only page that ever shows the secret."""
    context = {
        "subscription": subscription,
        "links": links(request, subscription, token),
        "contents": contents(subscription),
    }
    response = render(request, "feeds/subscription_links.html", {"page_title": subscription.name, **context})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def regenerate(request, pk):
    subscription = get_object_or_404(FeedSubscription.objects.visible_to(request.user), pk=pk)
    return show_links(request, *replace(subscription))


@require_POST
def revoke_subscription(request, pk):
    subscription = get_object_or_404(FeedSubscription.objects.visible_to(request.user), pk=pk)
    revoke(subscription)
    messages.success(request, _("The link “%(name)s” no longer works.") % {"name": subscription.name})
    return redirect("feeds:subscription-list")


@require_safe
def event_file(request, pk):
    """One event as an .ics file, for whom may read it."""
    events = Event.objects.visible_to(request.user).filter(starts_on__isnull=False).select_related("city", "series")
    event = get_object_or_404(events, pk=pk)
    url = request.build_absolute_uri(event.get_absolute_url())
    body = event_bytes(event, url=url, language=translation.get_language())
    headers = {"Content-Disposition": f'attachment; filename="event-{pk}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def feed(request, token, name):
    """The calendar itself: 200 or 304; 410 when it is over, 404 when unknown, 503 when asked too often or ill."""
    subscription = FeedSubscription.objects.select_related("user").filter(token_hash=token_hash(token)).first()
    if subscription is None:
        return sealed(HttpResponse(status=404))
    if not subscription.is_live:
        return sealed(HttpResponse(status=410))
    if is_polled_too_often(subscription):
        return sealed(HttpResponse(status=503, headers={"Retry-After": "60"}))
    remember_use(subscription, request)
    try:
        body = feed_body(request, subscription)
    except Exception:
        # Clients keep what they have on 503; after a 500 some drop the calendar.
        log.exception("subscription %s could not be written", subscription.pk)
        return sealed(HttpResponse(status=503, headers={"Retry-After": "3600"}))
    etag, changed_at = validators(subscription, body)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    return sealed(get_conditional_response(request, etag, changed_at, response))


def sealed(response):
    """Secret links stay out of caches, search engines, Referer and the log of refused requests."""
    response._has_been_logged = True
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def feed_body(request, subscription):
    with translation.override(subscription.language):
        return calendar_bytes(
            subscription.name,
            events_of(subscription),
            days=day_entries(subscription, today=timezone.localdate()),
            url_of=lambda entry: request.build_absolute_uri(path_of(entry)),
            language=subscription.language,
        )


def path_of(entry):
    return entry.path if isinstance(entry, DayEntry) else entry.get_absolute_url()


def validators(subscription, body):
    """ETag and Last-Modified: the hash of the body, and when that hash was first seen, so it never moves back."""
    digest = hashlib.sha256(body).hexdigest()
    if digest != subscription.body_hash:
        subscription.body_hash, subscription.body_changed_at = digest, timezone.now()
        subscription.save(update_fields=["body_hash", "body_changed_at"])
    return quote_etag(digest[:32]), int(subscription.body_changed_at.timestamp())


def remember_use(subscription, request):
    now = timezone.now()
    last = subscription.last_used_at
    if last is None or (now - last).total_seconds() > USED_AFTER_SECONDS:
        subscription.last_used_at = now
        subscription.last_client = request.headers.get("User-Agent", "")[:120]
        subscription.save(update_fields=["last_used_at", "last_client"])


def is_polled_too_often(subscription):
    key = f"feed-polls-{subscription.pk}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > POLLS_A_MINUTE
    except ValueError:  # the counter ran out between the two calls
        return False
