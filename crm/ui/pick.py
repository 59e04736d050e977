"""What a picker field asks while a person types: up to ten records they may see."""

from django.apps import apps
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET

from crm.ui.search import search_field

SHOWN = 10


@require_GET
def pick(request, app, model):
    try:
        kind = apps.get_model(app, model)
    except LookupError:
        raise Http404 from None
    if not is_pickable(kind) or not request.user.has_perm(f"{app}.view_{model}"):
        raise Http404
    found = pickable(kind, request.user, request.GET.get("q", "")[:100])
    return JsonResponse({"results": [{"id": record.pk, "label": pick_label(record)} for record in found]})


def is_pickable(model):
    """What can be searched can be picked."""
    return search_field(model) is not None


def pickable(model, user, text):
    rows = readable(model, user).matching(text)
    if hasattr(model, "population"):
        return rows.select_related("country").order_by("-population")[:SHOWN]
    return rows[:SHOWN]


def readable(model, user):
    rows = model.objects.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


def pick_label(record):
    country = getattr(record, "country", None)
    return f"{record}, {country}" if country and hasattr(record, "population") else str(record)
