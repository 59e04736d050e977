"""Who may import whom: a package may import those of lower layers only, never its neighbours or what is above."""

import ast
from pathlib import Path

CRM = Path(__file__).resolve().parent.parent / "crm"
LAYERS = {
    "dates": 0, "russian": 0, "ui": 1, "places": 2, "accounts": 3, "partners": 4, "extraction": 4, "agreements": 5,
    "events": 6, "plans": 7, "intake": 8, "feeds": 8, "summaries": 8, "desk": 9, "urls": 10,
}  # fmt: skip


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module == "crm":
            names += [f"crm.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("crm."))


def test_imports_go_down_only():
    wrong = [
        f"{path.relative_to(CRM)} imports {target}"
        for path in CRM.rglob("*.py")
        if (own := path.relative_to(CRM).parts[0]) in LAYERS
        for target in imported(path)
        if target in LAYERS and target != own and LAYERS[target] >= LAYERS[own]
    ]

    assert wrong == []


def test_extraction_knows_no_django():
    files = list((CRM / "extraction").rglob("*.py"))

    assert files
    assert [path.name for path in files if "django" in path.read_text(encoding="utf-8")] == []
