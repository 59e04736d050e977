from django import template

from crm.ui.navigation import navigation as groups

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context):
    request = context.get("request")
    return groups(request) if request and getattr(request, "user", None) and request.user.is_authenticated else []
