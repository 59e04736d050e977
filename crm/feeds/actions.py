"""Subscriptions: their secret tokens, made, replaced and revoked."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from crm.feeds.choosing import rendering_of
from crm.feeds.models import FeedSubscription
from crm.feeds.tasks import write_entries

TOKEN_BYTES = 24  # 192 random bits
COPIED = (
    "name", "sources", "kinds", "statuses", "series", "delegation", "list_query", "shows_cancelled", "approximate",
    "shows_names", "has_alarms", "language", "expires_on",
)  # fmt: skip


def token_hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(subscription, *, site):
    """The secret of a new subscription, returned once. `site` is where its links lead: https://host."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    subscription.token_hash = token_hash(token)
    subscription.site = site
    subscription.save()
    rendering_of(subscription)
    write_entries.enqueue()
    return token


@transaction.atomic
def replace(subscription, *, site):
    """(successor, its token): the same choices under a new secret. The old row stays, so that its link says 410."""
    revoke(subscription)
    fresh = FeedSubscription(user=subscription.user)
    for name in COPIED:
        setattr(fresh, name, getattr(subscription, name))
    token = issue_token(fresh, site=site)
    for name in ("departments", "countries", "partnerships"):
        getattr(fresh, name).set(getattr(subscription, name).all())
    return fresh, token


def revoke(subscription):
    subscription.revoked_at = subscription.revoked_at or timezone.now()
    subscription.save(update_fields=["revoked_at"])
