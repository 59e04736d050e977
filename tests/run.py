"""All tests: on SQLite in parallel, then those that touch the database once more on a throw-away PostgreSQL."""

import os
import subprocess
import sys

from tests.postgres import NoPostgres, throwaway_postgres


def pytest(*arguments, **environment):
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def main():
    failed = pytest("-n", "auto")
    try:
        with throwaway_postgres() as url:
            failed |= pytest("-n", "auto", "-m", "not browser", "--ignore", "tests/extraction", DATABASE_URL=url)
    except NoPostgres as error:
        print(error)
        failed |= 1
    sys.exit(failed)


if __name__ == "__main__":
    main()
