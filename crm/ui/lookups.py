from django.db.models import IntegerField
from django.db.models.lookups import In

LARGEST = 2**63 - 1


@IntegerField.register_lookup
class IntegerIn(In):
    """No row has a number that its column cannot hold: Django knows it of “=”; asked by IN, the database fails."""

    def get_prep_lookup(self):
        values = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return values
        return [value for value in values if not isinstance(value, int) or -LARGEST <= value <= LARGEST]
