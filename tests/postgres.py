"""A real PostgreSQL for one run of the tests: a new cluster in a temporary folder, reached by a Unix socket."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile


class NoPostgres(Exception):
    pass


def binaries():
    """The folder of initdb and postgres: Debian keeps it off the PATH; installed when we may."""
    found = find_binaries()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=False)
        found = find_binaries()
    if found is None:
        raise NoPostgres("The tests need PostgreSQL: install it (Debian: apt-get install postgresql).")
    return found


def find_binaries():
    debian = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    initdb = debian[-1] if debian else on_path and pathlib.Path(on_path)
    return initdb.parent if initdb else None


@contextlib.contextmanager
def throwaway_postgres():
    """Yields a DATABASE_URL; the cluster is gone afterwards. As root it runs as the user postgres."""
    bin_folder = binaries()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pobratim-pg-"))
    prefix = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"

    def call(program, *arguments):
        command = [*prefix, str(bin_folder / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        call("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        call("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
