"""«Моя работа»: what waits for a person today, one small function a list."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.agreements.models import Agreement
from crm.events.models import Event
from crm.intake.models import Document, DraftState
from crm.partners.models import Partnership, PartnershipState, Post, Tenure
from crm.plans.models import Commitment, Milestone

SHOWN = 6
COUNTED = 99  # more than these are "99+": nobody works through them from a card
WEEK = datetime.timedelta(days=7)
SOON = datetime.timedelta(days=30)
SILENT_AFTER = datetime.timedelta(days=365)
EXPIRING_DAYS = 180


@dataclass(frozen=True)
class Item:
    url: str
    text: str
    note: Any = ""


@dataclass(frozen=True)
class Worklist:
    """A card of the first screen: at most SHOWN items of `total` (which ends at COUNTED + 1), or its empty sentence."""

    key: str
    title: Any
    icon: str
    empty: Any
    items: list = field(default_factory=list)
    total: int = 0
    url: str = ""

    @property
    def more(self):
        return max(0, self.total - len(self.items))

    @property
    def is_capped(self):
        return self.total > COUNTED

    @property
    def total_text(self):
        return f"{COUNTED}+" if self.is_capped else str(self.total)


def worklists(user, *, today):
    """All cards in the order in which they are looked at."""
    makers = (
        this_week, overdue, deadlines, expiring_agreements, documents_to_review,
        dates_to_settle, past_but_planned, silent_partners, vacant_posts,
    )
    return [make(user, today) for make in makers]


def take(rows, show):
    """(items, total) of a queryset: one query for the rows, one for the count when there are more."""
    found = list(rows[: SHOWN + 1])
    total = len(found) if len(found) <= SHOWN else rows.order_by()[: COUNTED + 1].count()
    return [show(row) for row in found[:SHOWN]], total


def event_item(event):
    return Item(event.get_absolute_url(), event.title, event.date)


def this_week(user, today):
    rows = Event.objects.visible_to(user).between(today, today + WEEK).filter(date__names_days=True)
    # By the end, for which there is an index of what is not over yet.
    items, total = take(rows.order_by("ends_on", "pk"), event_item)
    return Worklist(
        "week", _("Today and this week"), "calendar-week", _("Nothing is planned for the next seven days."),
        items, total, reverse("events:calendar"),
    )


def overdue(user, today):
    commitments = Commitment.objects.visible_to(user).overdue(today=today).order_by("due_on", "pk")
    milestones = Milestone.objects.visible_to(user).overdue(today=today).select_related("plan").order_by("due_on")
    items, total = take(commitments, work_item)
    more, more_total = take(milestones, milestone_item)
    return Worklist(
        "overdue", _("Overdue"), "exclamation-triangle", _("Nothing is overdue."),
        (items + more)[:SHOWN], total + more_total, reverse("plans:commitment-list") + "?overdue=true",
    )


def work_item(commitment):
    return Item(commitment.get_absolute_url(), commitment.text, commitment.due)


def milestone_item(milestone):
    return Item(milestone.plan.get_absolute_url(), f"{milestone.title} – {milestone.plan}", milestone.due_on)


def deadlines(user, today):
    period = (today, today + SOON)
    commitments = Commitment.objects.visible_to(user).unfinished().filter(due_on__range=period)
    milestones = Milestone.objects.visible_to(user).unfinished().filter(due_on__range=period).select_related("plan")
    items, total = take(commitments.order_by("due_on", "pk"), work_item)
    more, more_total = take(milestones.order_by("due_on", "pk"), milestone_item)
    return Worklist(
        "deadlines", _("Deadlines of the next 30 days"), "hourglass-split", _("No deadline in the next 30 days."),
        (items + more)[:SHOWN], total + more_total, reverse("plans:commitment-list"),
    )


def expiring_agreements(user, today):
    live = Agreement.objects.visible_to(user).live()
    rows = live.filter(valid_until__lte=today + datetime.timedelta(days=EXPIRING_DAYS)).order_by("valid_until", "pk")
    items, total = take(rows, lambda row: Item(row.get_absolute_url(), row.title, row.valid_until))
    return Worklist(
        "expiring", _("Agreements that expire"), "file-earmark-text", _("No agreement ends in the next half-year."),
        items, total, reverse("agreements:agreement-list"),
    )


def documents_to_review(user, today):
    waiting = Count("drafts", filter=Q(drafts__state=DraftState.NEW))
    rows = Document.objects.visible_to(user).annotate(waiting=waiting).filter(waiting__gt=0).order_by("-created_at")
    items, total = take(rows, lambda row: Item(row.get_absolute_url(), row.title, row.waiting))
    return Worklist(
        "drafts", _("Drafts to review"), "inbox", _("No report waits for review. Upload one to begin."),
        items, total, reverse("intake:document-list"),
    )


def dates_to_settle(user, today):
    rows = Event.objects.visible_to(user).with_date_to_settle().filter(ends_on__gte=today).order_by("ends_on", "pk")
    items, total = take(rows, event_item)
    return Worklist(
        "settle", _("Dates to settle"), "calendar3", _("Every planned event has its day."),
        items, total, reverse("events:event-list"),
    )


def past_but_planned(user, today):
    rows = Event.objects.visible_to(user).past_but_planned(today=today).order_by("-starts_on", "-pk")
    items, total = take(rows, event_item)
    return Worklist(
        "past", _("How did it go?"), "question-circle", _("Every past event has its result."),
        items, total, reverse("events:event-list"),
    )


def silent_partners(user, today):
    lately = Event.objects.visible_to(user).filter(ends_on__gte=today - SILENT_AFTER)
    active = Partnership.objects.visible_to(user).filter(state=PartnershipState.ACTIVE).select_related("city")
    there = lately.exclude(city=None).values("city")
    together = Event.cities.through.objects.filter(event__in=lately).values("city")
    rows = active.exclude(city__in=there).exclude(city__in=together).order_by("city__name_ru", "pk")
    items, total = take(rows, lambda row: Item(row.get_absolute_url(), str(row), row.get_relation_display()))
    return Worklist(
        "silent", _("Silent partners"), "volume-mute", _("Something happened with every partner this year."),
        items, total, reverse("partners:partnership-list"),
    )


def vacant_posts(user, today):
    held = Tenure.objects.present().current().filter(post=OuterRef("pk"))
    posts = Post.objects.visible_to(user).filter(is_abolished=False).select_related("organisation", "city", "country")
    rows = posts.filter(~Exists(held)).order_by("title", "pk")
    items, total = take(rows, lambda row: Item(row.get_absolute_url(), str(row)))
    return Worklist(
        "vacant", _("Posts without a holder"), "person-badge", _("Every post known to us has its holder."),
        items, total, reverse("partners:post-list"),
    )
