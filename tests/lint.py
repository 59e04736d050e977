"""The checks that are no tests: style, migrations, untranslated strings."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
CATALOGUE = Path("crm/locale/ru/LC_MESSAGES/django.po")


def run(*command):
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder}
        return subprocess.run([str(part) for part in command], env=environment, check=False).returncode == 0


def untranslated(text):
    """msgids of a catalogue without a translation, or with a fuzzy one."""
    for entry in text.split("\n\n")[1:]:
        if entry.startswith("#~"):
            continue
        strings = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', entry + "\n", re.M)
        empty = any(not "".join(re.findall(r'"(.*)"', string)) for string in strings)
        if empty or re.search(r"^#,.*fuzzy", entry, re.M):
            yield " ".join(re.findall(r'^msgid ((?:".*"\n?)+)', entry, re.M))


def strings_are_translated():
    """Collects the strings of the code anew into a copy of the catalogue, and counts what has no Russian."""
    before = CATALOGUE.read_text(encoding="utf-8")
    compiled = CATALOGUE.with_suffix(".mo").read_bytes()
    try:
        ignored = ("-i", ".venv", "-i", "node_modules", "-i", "var")
        options = ("-l", "ru", "--no-location", "--no-obsolete", *ignored)
        collected = run(sys.executable, "manage.py", "makemessages", *options)
        missing = list(untranslated(CATALOGUE.read_text(encoding="utf-8")))
    finally:
        CATALOGUE.write_text(before, encoding="utf-8")
        CATALOGUE.with_suffix(".mo").write_bytes(compiled)
    for text in missing:
        print("untranslated:", text)
    print(f"{len(missing)} untranslated strings")
    return collected and not missing


def main():
    checks = [
        run(BIN / "ruff", "check", "."),
        run(BIN / "djlint", "templates", "--lint", "--quiet"),
        run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
        run(sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "tests/test_imports.py"),
        strings_are_translated(),
    ]
    sys.exit(not all(checks))


if __name__ == "__main__":
    main()
