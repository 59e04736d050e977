from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from crm.places.models import City, Country


class PlaceAdmin(SimpleHistoryAdmin):
    """Places belong to no department: whoever may change them changes them for everybody."""

    search_fields = ["search_text"]
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False


@admin.register(Country)
class CountryAdmin(PlaceAdmin):
    list_display = ["name_ru", "name_en", "code", "has_iso_code"]


@admin.register(City)
class CityAdmin(PlaceAdmin):
    list_display = ["name_ru", "name_en", "country", "region", "time_zone", "population"]
    list_select_related = ["country"]
    raw_id_fields = ["country"]
