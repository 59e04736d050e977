"""Everything that `make run` does after the installation: migrate, first data, static files, the server."""

import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from waitress import serve

from crm.accounts.actions import setup_link
from crm.accounts.models import User
from crm.desk.demo import build_demo
from crm.intake.tasks import start_worker
from crm.places.actions import load_world


class Command(BaseCommand):
    help = "Prepares the database and serves the application in this one process."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="begin with an empty installation")

    def handle(self, host, port, no_demo, **options):
        address = f"http://{host}:{port}"
        check_port(host, port)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        self.first_data(address, no_demo)
        self.stdout.write(self.style.SUCCESS(f"Pobratim: {address}"))
        start_worker()
        # Only now: WhiteNoise looks once, as the application is made, at which static files there are.
        serve(get_wsgi_application(), host=host, port=port, threads=8, ident="", _quiet=True)

    def first_data(self, address, no_demo):
        """Only an empty installation gets data: the user's own is never touched."""
        if User.objects.exists():
            return
        if no_demo:
            load_world()
            self.stdout.write(f"Set up the first administrator and department: {setup_link(address)}")
            return
        self.stdout.write("Building the demo, this takes a moment …")
        logins = build_demo()
        lines = [f"  {login:12} {password:16} {role} ({departments})" for login, password, role, departments in logins]
        text = "\n".join(lines)
        path = settings.DATA_DIR / "demo-logins.txt"
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"Demo log-ins (kept in {path.name} beside the data):\n{text}")


def check_port(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error
