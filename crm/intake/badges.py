"""How the state of a document and of a draft looks."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm.events.models import EventStatus
from crm.intake.models import DocumentState, DraftKind, DraftState
from crm.intake.sketches import date_of
from crm.ui.approximate import shown

DRAFT_STYLES = {
    DraftState.NEW: "warning",
    DraftState.ACCEPTED: "success",
    DraftState.LINKED: "info",
    DraftState.REJECTED: "secondary",
}
DOCUMENT_STYLES = {
    DocumentState.RECEIVED: "secondary",
    DocumentState.READING: "info",
    DocumentState.READ: "success",
    DocumentState.FAILED: "danger",
}


def draft_badge(draft):
    return format_html(
        '<span class="badge text-bg-{}">{}</span>', DRAFT_STYLES[DraftState(draft.state)], draft.get_state_display()
    )


def undone(decision, draft):
    return _("The decision “%(decision)s” is taken back: %(draft)s.") % {"decision": decision, "draft": draft}


def document_badge(document):
    style = DOCUMENT_STYLES[DocumentState(document.state)]
    return format_html('<span class="badge text-bg-{}">{}</span>', style, document.get_state_display())


def progress_cell(document):
    """Reviewed so far; the numbers are annotated by the list."""
    if not document.drafts_all:
        return "–"
    done = document.drafts_all - document.drafts_new
    label = _("%(done)s of %(all)s reviewed") % {"done": done, "all": document.drafts_all}
    return format_html(
        '<progress max="{}" value="{}" aria-label="{}"></progress> {}', document.drafts_all, done, label, label
    )


def draft_facts(draft):
    """«конкурс, 5 мая 2023, состоялось»: what a list tells of a draft beside its title."""
    date = date_of(draft.values.get("date") or draft.values.get("year"))
    status = draft.values.get("status") if draft.kind == DraftKind.EVENT else None
    facts = [
        draft.get_kind_display(),
        shown(date) if date else "",
        EventStatus(status).label if status in EventStatus else "",
    ]
    return ", ".join(str(fact) for fact in facts if fact)
