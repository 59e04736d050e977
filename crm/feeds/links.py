"""The addresses of one feed, for each kind of client."""

from urllib.parse import quote

import segno
from django.urls import reverse
from django.utils.text import slugify


def links(request, subscription, token):
    """{"https", "webcal", "google", "qr"}: qr is a data: address of an SVG."""
    name = slugify(subscription.name) or "calendar"
    address = request.build_absolute_uri(reverse("feeds:feed", args=[token, name]))
    webcal = "webcal:" + address.partition(":")[2]
    return {
        "https": address,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "qr": segno.make(webcal, error="m").svg_data_uri(scale=5, border=4),
    }
