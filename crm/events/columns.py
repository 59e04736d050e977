"""What lists and pages of this app share."""

from django.utils.translation import gettext_lazy

from crm.events.badges import date_cell
from crm.ui.lists import Column, link

DATE = Column("date", gettext_lazy("Date"), date_cell, order=("starts_on", "pk"), css="text-nowrap")


def title_column(label):
    return Column("title", label, link, order=("title", "pk"))


def country_of(city):
    return str(city.country) if city else ""
