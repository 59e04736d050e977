"""How the state of an agreement looks."""

import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm.agreements.models import AgreementStatus

STYLES = {
    AgreementStatus.SIGNED: "success",
    AgreementStatus.IN_FORCE: "success",
    AgreementStatus.SUSPENDED: "warning",
    AgreementStatus.TERMINATED: "danger",
    AgreementStatus.FELL_THROUGH: "danger",
}


def status_badge(agreement):
    """Expiring and expired are computed from the term, never typed."""
    today = timezone.localdate()
    lead = datetime.timedelta(days=agreement.reminder_days)
    if agreement.is_expired and not agreement.is_renewed_tacitly:
        style, label = "danger", _("expired")
    elif agreement.is_live and agreement.valid_until and today <= agreement.valid_until <= today + lead:
        style, label = "warning", _("expires soon")
    else:
        style, label = STYLES.get(agreement.status, "info"), agreement.get_status_display()
    return format_html('<span class="badge text-bg-{}">{}</span>', style, label)
