"""Where the text names cities, countries, regions and villages, with the country each city lies in."""

from crm.extraction.rules.lands import countries_in, regions_in, villages_in
from crm.extraction.rules.located import located
from crm.extraction.rules.mention import Mention
from crm.extraction.rules.towns import cities_in, met_again, unknown_united


def mentions(report) -> list[Mention]:
    text = report.clean.text
    taken: list[Mention] = [*countries_in(text), *regions_in(text), *villages_in(text)]
    spots = {place for one in taken for place in range(one.start, one.end)}
    named = unknown_united(met_again(text, cities_in(report, text, spots), spots))
    return sorted([*taken, *located(report, text, named, taken)], key=lambda one: one.start)
