"""Secret links stay out of the logs, also where Django itself tells of a request it refused."""

import logging
import re

SECRET = re.compile(r"(/ical/)[^/\s?]+")


class WithoutSecretLinks(logging.Filter):
    def filter(self, record):
        told = record.getMessage()
        if SECRET.search(told):
            record.msg, record.args = SECRET.sub(r"\1…", told), ()
        return True
