"""The side navigation: groups of pages, each shown to whom may open it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

GROUPS = [
    (
        "",
        [
            (_("My work"), "desk:home", "house", None),
            (_("Calendar"), "events:calendar", "calendar3", "events.view_event"),
        ],
    ),
    (
        _("Events"),
        [
            (_("Events"), "events:event-list", "calendar-event", "events.view_event"),
            (_("Series of events"), "events:series-list", "collection", "events.view_eventseries"),
            (_("Delegations"), "events:delegation-list", "people", "events.view_delegation"),
            (_("Meeting notes"), "events:meeting-list", "journal-text", "events.view_meetingnote"),
        ],
    ),
    (
        _("Partners"),
        [
            (_("Partner cities"), "partners:partnership-list", "globe2", "partners.view_partnership"),
            (_("Organisations"), "partners:organisation-list", "building", "partners.view_organisation"),
            (_("People"), "partners:person-list", "person", "partners.view_person"),
            (_("Posts"), "partners:post-list", "person-badge", "partners.view_post"),
        ],
    ),
    (
        _("Work"),
        [
            (_("Agreements"), "agreements:agreement-list", "file-earmark-text", "agreements.view_agreement"),
            (_("Commitments and tasks"), "plans:commitment-list", "check2-square", "plans.view_commitment"),
            (_("Preparation plans"), "plans:plan-list", "signpost-split", "plans.view_preparationplan"),
            (_("Outcomes"), "events:outcome-list", "trophy", "events.view_outcome"),
        ],
    ),
    (
        _("Data"),
        [
            (_("Reports received"), "intake:document-list", "inbox", "intake.view_document"),
            (_("Subscriptions"), "feeds:subscription-list", "rss", "feeds.view_feedsubscription"),
            (_("Administration"), "admin:index", "gear", "staff"),
            (_("Help"), "desk:help", "question-circle", None),
        ],
    ),
]


def navigation(request):
    """[{"label", "items": [{"label", "url", "icon", "is_current"}]}] for this request's user."""
    groups = []
    for label, entries in GROUPS:
        items = [entry(*each) for each in entries if may_open(request.user, each[3])]
        if items:
            groups.append({"label": label, "items": items})
    mark_current(request.path, [item for group in groups for item in group["items"]])
    return groups


def mark_current(path, items):
    """The one whose address is the longest beginning of the page's; the first page begins every address."""
    fitting = [item for item in items if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))]
    if fitting:
        max(fitting, key=lambda item: len(item["url"]))["is_current"] = True


def entry(label, name, icon, _permission):
    return {"label": label, "url": reverse(name), "icon": icon, "is_current": False}


def may_open(user, permission):
    if permission is None:
        return True
    return user.is_staff if permission == "staff" else user.has_perm(permission)
