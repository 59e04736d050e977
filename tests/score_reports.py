"""Extraction against the gold of the development reports: tables by set. Silent where the folder is absent.

python tests/score_reports.py [--aside] [--list] [NAME …]
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared"
SETS = {"seeds": (SHARED / "seeds", SHARED / "gold")} | {
    name: (SHARED / "samples" / name / "docs", SHARED / "samples" / name / "gold") for name in ("tune", "aside")
}


def main() -> None:
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    chosen = names or (list(SETS) if "--aside" in options else ["seeds", "tune"])
    for name in chosen:
        documents, gold = SETS[name]
        if documents.is_dir():
            print(f"\n{name}", flush=True)
            score(documents, gold, [option for option in options if option != "--aside"])


def score(documents: Path, gold: Path, options: list[str]) -> None:
    from crm.extraction import extract

    with tempfile.TemporaryDirectory() as folder:
        for standard in sorted(gold.glob("*.yaml")):
            text = next(documents.glob(f"{standard.stem}*.txt")).read_bytes().decode("utf-8")
            Path(folder, f"{standard.stem}.json").write_text(json.dumps(extract(text), ensure_ascii=False))
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), folder, *options]
        subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
