"""Most requests for feeds find nothing new. They are answered by one query, whatever a feed holds.

It is plain SQL: by the ORM the same query costs several times the rest of the answer (make bench).
"""

import datetime

from django.db import connection
from django.utils import timezone
from django.utils.cache import get_conditional_response

from crm.feeds.answering import on_day, quoted, validated
from crm.feeds.models import FeedSubscription

USED_AFTER = datetime.timedelta(hours=1)
AS_SEEN = """
    AND feed.seen = (SELECT version FROM feeds_store WHERE id = 1) || %s AND NOT EXISTS (SELECT 1 FROM feeds_mark)
"""
SUBSCRIPTION = f"""
    SELECT feed.body_hash, feed.body_changed_at, feed.id, feed.last_used_at FROM feeds_feedsubscription feed
    JOIN accounts_user ON accounts_user.id = feed.user_id AND accounts_user.is_active
    WHERE feed.token_hash = %s AND feed.revoked_at IS NULL
    AND (feed.expires_on IS NULL OR feed.expires_on >= %s) {AS_SEEN}
"""  # noqa: S608
PUBLIC_CALENDAR = f"""
    SELECT feed.body_hash, feed.body_changed_at FROM feeds_publiccalendar feed
    JOIN accounts_department ON accounts_department.id = feed.department_id
    WHERE feed.is_open AND accounts_department.slug = %s {AS_SEEN}
"""  # noqa: S608


def unchanged_subscription(request, token_hash):
    """304 when nothing happened since the body was seen and the client has that one, else None."""
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    found = looked_up(request, SUBSCRIPTION, [token_hash, today, on_day()])
    if found is None:
        return None
    digest, changed_at, pk, last_used_at = found
    remember_use(request, pk, moment(last_used_at))
    return unchanged(request, digest, changed_at)


def unchanged_public(request, slug):
    found = looked_up(request, PUBLIC_CALENDAR, [slug, on_day()])
    return found and unchanged(request, *found)


def looked_up(request, sql, values):
    if not {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & request.META.keys():
        return None
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def unchanged(request, digest, changed_at):
    changed_at = int(moment(changed_at).timestamp())
    response = get_conditional_response(request, quoted(digest), changed_at)
    return response and validated(response, digest, changed_at)


def moment(value):
    """A cursor on SQLite says universal time without saying so."""
    return value.replace(tzinfo=datetime.UTC) if value and value.tzinfo is None else value


def remember_use(request, pk, last):
    """To the hour: most polls write nothing."""
    now = timezone.now()
    if last is None or now - last > USED_AFTER:
        client = request.headers.get("User-Agent", "")[:120]
        FeedSubscription.objects.filter(pk=pk).update(last_used_at=now, last_client=client)
