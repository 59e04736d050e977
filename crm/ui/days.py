"""Days that a calendar of our times holds; arithmetic on others would leave the years that Python knows."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

CHECK_THE_YEAR = _("Please check the year.")
OF_OUR_TIMES = [
    MinValueValidator(datetime.date(1900, 1, 1), message=CHECK_THE_YEAR),
    MaxValueValidator(datetime.date(2200, 12, 31), message=CHECK_THE_YEAR),
]
