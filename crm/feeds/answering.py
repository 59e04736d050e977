"""How feeds answer clients: 200 or 304; 410 when one is over, 404 when unknown, 503 when it cannot be told now."""

import datetime
import hashlib
import logging
from functools import wraps

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from crm.feeds.ical import FEED_TAIL, feed_head
from crm.feeds.models import Store
from crm.feeds.storing import refresh

log = logging.getLogger(__name__)
POLLS_A_MINUTE = 60
CHUNK = 1000
WHOLE = 1 << 64


def gone():
    return HttpResponse(status=410)


def unknown():
    return HttpResponse(status=404)


def busy(seconds):
    return HttpResponse(status=503, headers={"Retry-After": str(seconds)})


def as_feed(view):
    """Clients keep what they have on 503; after a 500 some drop the calendar. Secret links stay secret."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Exception:
            log.exception("a feed could not be written")
            response = busy(3600)
        response._has_been_logged = response._csp_exempt = True
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def validated(response, digest, changed_at):
    response["ETag"] = quoted(digest)
    response["Last-Modified"] = http_date(changed_at)
    return response


def quoted(digest):
    return quote_etag(digest[:32])


def answer(request, served, *, name, language, entries):
    """`entries` gives querysets of entries, once all ways of writing are known; again after a change."""
    with translation.override(language):
        before = version_now()
        querysets = list(entries(served))
        if not refresh():
            return busy(30)
        version = version_now()  # before the body: never newer than it
        if version != before:  # who may read what may have changed, too
            querysets = list(entries(type(served).objects.get(pk=served.pk)))
        chunks, digest = body_of(name, querysets)
    remember_body(served, digest, version)
    changed_at = int(served.body_changed_at.timestamp())
    response = validated(whole(request, chunks), digest, changed_at)
    return get_conditional_response(request, quoted(digest), changed_at, response)


def version_now():
    return Store.objects.values_list("version", flat=True).filter(pk=1).first()


def body_of(name, querysets):
    """(chunks, digest): in memory once; the digest is of the head and of the digests that entries were stored with."""
    chunks, zones, seen = [b""], set(), hashlib.sha256()
    for rows in querysets:
        count = total = 0
        for batch in batches(rows.values_list("body", "digest", "zone")):
            bodies, digests, batch_zones = zip(*batch, strict=True)
            chunks.append(b"".join(bodies))
            count += len(batch)
            total += sum(digests)
            zones.update(batch_zones)
        seen.update(f"{count} {total % WHOLE};".encode())
    chunks[0] = feed_head(name, zones - {""})
    chunks.append(FEED_TAIL)
    seen.update(chunks[0])
    return chunks, seen.hexdigest()


def batches(rows):
    """Lists of rows as the database gives them: handing them on one by one takes as long as reading them."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(CHUNK):
            yield batch


def whole(request, chunks):
    length = sum(map(len, chunks))
    if request.method == "HEAD":
        response = HttpResponse(content_type="text/calendar; charset=utf-8")
    else:
        response = StreamingHttpResponse(chunks, content_type="text/calendar; charset=utf-8")
    response["Content-Length"] = str(length)
    return response


def remember_body(served, digest, version):
    """When that body was first seen, so that Last-Modified never moves back; and in which state of things."""
    seen = f"{version}{on_day()}"
    if digest == served.body_hash and seen == served.seen:
        return
    if digest != served.body_hash:
        # HTTP tells time to the second: two bodies never have the same one.
        later = served.body_changed_at and served.body_changed_at.replace(microsecond=0) + datetime.timedelta(seconds=1)
        served.body_hash, served.body_changed_at = digest, max(filter(None, (timezone.now(), later)))
    served.seen = seen
    served.save(update_fields=["body_hash", "body_changed_at", "seen"])


def on_day():
    """Of that state: what feeds show changes with the day, too."""
    return f" {timezone.localdate():%Y%m%d}"


def is_polled_too_often(key):
    key = f"feed-polls-{key}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > POLLS_A_MINUTE
    except ValueError:  # the counter ran out between the two calls
        return False
