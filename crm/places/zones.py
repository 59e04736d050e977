"""Names of time zones, checked: a slip of the pen must not stop a page or a feed."""

from functools import cache
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def known_zone(name):
    """The name, or an empty text where the tz database (IANA) has no such zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ""
    return name


def validate_time_zone(name):
    if not known_zone(name):
        raise ValidationError(_("No such time zone. Write it as in “Asia/Krasnoyarsk”."))
