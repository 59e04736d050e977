from django import template
from django.contrib.contenttypes.models import ContentType

from crm.intake.badges import draft_badge, draft_facts
from crm.intake.models import Document, Draft

register = template.Library()
register.filter("draft_badge", draft_badge)
register.filter("draft_facts", draft_facts)


@register.inclusion_tag("intake/sources.html", takes_context=True)
def sources(context, record):
    """The sentences of reports that a record came from: {% sources object %}."""
    user = context["request"].user
    kind = ContentType.objects.get_for_model(record)
    drafts = Draft.objects.filter(
        content_type=kind, object_id=record.pk, document__in=Document.objects.visible_to(user)
    ).select_related("document")
    sees_drafts = user.has_perm("intake.view_draft", record)
    return {"sources": [draft for draft in drafts if draft.passages], "sees_drafts": sees_drafts}
