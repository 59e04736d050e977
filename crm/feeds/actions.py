"""Subscriptions: their secret tokens and what they contain."""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.events.models import Event, EventStatus
from crm.feeds.ical import WINDOW_BACK_DAYS
from crm.feeds.models import FeedSubscription, Source

TOKEN_BYTES = 24  # 192 random bits


def token_hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(subscription):
    """The secret of a new subscription, returned once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    subscription.token_hash = token_hash(token)
    subscription.save()
    return token


@transaction.atomic
def replace(subscription):
    """(successor, its token): the same choices under a new secret. The old row stays, so that its link says 410."""
    revoke(subscription)
    fresh = FeedSubscription(user=subscription.user)
    for name in ("name", "sources", "kinds", "statuses", "shows_cancelled", "language", "expires_on"):
        setattr(fresh, name, getattr(subscription, name))
    token = issue_token(fresh)
    for name in ("departments", "countries", "partnerships"):
        getattr(fresh, name).set(getattr(subscription, name).all())
    return fresh, token


def revoke(subscription):
    subscription.revoked_at = subscription.revoked_at or timezone.now()
    subscription.save(update_fields=["revoked_at"])


def events_of(subscription, *, today=None):
    """Events the subscription shows, in a fixed order: what its user may see, narrowed by its choices."""
    today = today or timezone.localdate()
    if Source.EVENTS not in subscription.sources:
        return Event.objects.none()
    events = Event.objects.visible_to(subscription.user)
    events = events.filter(ends_on__gte=today - datetime.timedelta(days=WINDOW_BACK_DAYS))
    if departments := list(subscription.departments.values_list("pk", flat=True)):
        events = events.filter(department__in=departments)
    if countries := list(subscription.countries.values_list("pk", flat=True)):
        there = Q(countries__in=countries) | Q(city__country__in=countries) | Q(cities__country__in=countries)
        events = events.filter(pk__in=Event.objects.filter(there).values("pk"))
    if cities := list(subscription.partnerships.values_list("city", flat=True)):
        events = events.filter(pk__in=Event.objects.filter(Q(cities__in=cities) | Q(city__in=cities)).values("pk"))
    if subscription.kinds:
        events = events.filter(kind__in=subscription.kinds)
    if subscription.statuses:
        events = events.filter(status__in=subscription.statuses)
    if not subscription.shows_cancelled:
        events = events.exclude(status__in=[EventStatus.CANCELLED, EventStatus.FAILED])
    related = events.select_related("city", "series").prefetch_related("cities", "countries")
    return related.order_by("starts_on", "pk")
