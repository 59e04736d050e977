"""Setting up an empty installation: one link, used once, for the first administrator and department."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from crm.accounts.models import Department, Membership, User
from crm.accounts.roles import Role


def token_path():
    return settings.DATA_DIR / "setup-token"


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def setup_link(base_url):
    """A new one-time link, or None when somebody can sign in already. Only a hash of its token is kept."""
    if User.objects.exists():
        return None
    token = secrets.token_urlsafe(24)
    path = token_path()
    path.touch(mode=0o600)
    path.write_text(digest(token))
    return base_url.rstrip("/") + reverse("accounts:setup", args=[token])


def is_setup_token(token):
    path = token_path()
    is_open = path.exists() and not User.objects.exists()
    return is_open and secrets.compare_digest(path.read_text(), digest(token))


@transaction.atomic
def set_up(*, username, password, department, slug, city):
    """The first administrator with the first department; the link is spent."""
    owner = Department.objects.create(name=department, slug=slug, city=city)
    user = User.objects.create_user(username, password=password, is_staff=True, is_superuser=True)
    Membership.objects.create(user=user, department=owner, role=Role.ADMINISTRATOR)
    token_path().unlink(missing_ok=True)
    return user
