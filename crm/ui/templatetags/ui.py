from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
@cache
def icon(name, label=""):
    """An icon of the sprite; decorative unless it has a label."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.filter
def undo_url(message):
    """Where a message's undo button posts to, if it offers one."""
    tags = getattr(message, "extra_tags", "") or ""
    return tags.removeprefix("undo:") if tags.startswith("undo:") else ""


@register.filter
def field_label(options, name):
    """{{ opts|field_label:"signed" }}: what the screen calls a field."""
    return options.get_field(name).verbose_name


@register.filter
def model_name(record):
    return record._meta.verbose_name


@register.filter
def model_name_plural(record):
    return record._meta.verbose_name_plural
