"""How feeds answer clients: 200 or 304; 410 when one is over, 404 when unknown, 503 when it cannot be told now."""

import hashlib
import logging
from functools import wraps

from django.core.cache import cache
from django.db.models import Exists, Subquery
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from crm.feeds.ical import FEED_TAIL, feed_head
from crm.feeds.models import Mark, Store
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
        response._has_been_logged = True
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def with_state(rows):
    """Each feed with what tells whether its body is still the one that was seen: one query, whatever it holds."""
    version = Store.objects.filter(pk=1).values("version")
    return rows.annotate(version=Subquery(version), is_stale=Exists(Mark.objects.all()))


def state_of(version):
    """What a body depends on besides its feed's own choices: all that was written, and the day."""
    return f"{version or 0} {timezone.localdate():%Y%m%d}"


def unchanged(request, served):
    """304, when nothing has happened since the body was seen and the client has that one."""
    if served.is_stale or served.seen != state_of(served.version):
        return None
    etag, changed_at = validators(served)
    response = get_conditional_response(request, etag, changed_at, None)
    return response and validated(response, served)


def validators(served):
    return quote_etag(served.body_hash[:32]), int(served.body_changed_at.timestamp())


def validated(response, served):
    etag, changed_at = validators(served)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    return response


def answer(request, served, *, name, language, entries):
    """`entries` gives querysets of entries; it is called once all ways of writing are known and filled."""
    with translation.override(language):
        querysets = list(entries(served))
        if not refresh():
            return busy(30)
        version = Store.objects.values_list("version", flat=True).get(pk=1)  # before the body: never newer than it
        chunks, digest = body_of(name, querysets)
    remember_body(served, digest, version)
    etag, changed_at = validators(served)
    response = validated(whole(request, chunks), served)
    return get_conditional_response(request, etag, changed_at, response)


def body_of(name, querysets):
    """(chunks, digest): in memory once; the digest is of the head and of the digests that entries were stored with."""
    chunks, zones, seen = [b""], set(), hashlib.sha256()
    for rows in querysets:
        count = total = 0
        batch = []
        for body, digest, zone in rows.values_list("body", "digest", "zone").iterator(CHUNK):
            batch.append(body)
            total += digest
            zones.add(zone)
            if len(batch) == CHUNK:
                chunks.append(b"".join(batch))
                count += len(batch)
                batch.clear()
        chunks.append(b"".join(batch))
        seen.update(f"{count + len(batch)} {total % WHOLE};".encode())
    chunks[0] = feed_head(name, zones - {""})
    chunks.append(FEED_TAIL)
    seen.update(chunks[0])
    return chunks, seen.hexdigest()


def whole(request, chunks):
    length = sum(map(len, chunks))
    if request.method == "HEAD":
        response = HttpResponse(content_type="text/calendar; charset=utf-8")
    else:
        response = StreamingHttpResponse(chunks, content_type="text/calendar; charset=utf-8")
    response["Content-Length"] = str(length)
    return response


def remember_body(served, digest, version):
    """When that body was first seen, so that Last-Modified never moves back."""
    if digest != served.body_hash:
        served.body_hash, served.body_changed_at = digest, timezone.now()
    served.seen = state_of(version)
    served.save(update_fields=["body_hash", "body_changed_at", "seen"])


def is_polled_too_often(key):
    key = f"feed-polls-{key}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > POLLS_A_MINUTE
    except ValueError:  # the counter ran out between the two calls
        return False
