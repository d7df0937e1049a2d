"""What it takes to review a whole county report in a sheet: changed cells, and what the ledger holds then.

`python benchmarks/review_sheet.py TEXT LABELS SOFT DECISIONS`, with the Python of an environment into which
targettrack[office] and openpyxl are installed; needs LibreOffice, which saves the workbook once before it is taken back.
The same decisions as at the terminal (see decided.py), a cell each: a unit in every row of the item that has another one,
删除 in every row that is dropped; what is left blank is accepted by `import --accept-rest`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import datetime, time
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import openpyxl

import reviewed
from decided import Decision, decisions, strayed
from review_terminal import fresh
from targettrack import dates, store
from targettrack.cli.sitting import units

if TYPE_CHECKING:
    from openpyxl.cell import Cell

    from targettrack.model import Ledger

HEADINGS = {"owner": "牵头单位", "supporting": "配合单位", "deadline": "完成时限", "title": "工作任务"}
ID, ACT, DROP = "编号", "处理", "删除"
PARTED = "、"


def fill(path: Path, ledger: Ledger, known: list[Decision]) -> list[str]:
    """Write the decisions into a workbook; the cells that were changed."""
    book = openpyxl.load_workbook(path)
    rows = _rows(book.worksheets[0])
    drafts = {draft.id: draft for draft in ledger.targets}
    items = defaultdict(list)
    for row in rows:
        items[drafts[row[ID].value].item].append(row)
    changed = []
    for one in known:
        named = [row for row in rows if one.words in row[HEADINGS["title"]].value]
        meant = [other for row in named for other in items[drafts[row[ID].value].item]]
        if not named:
            print(f"no row shows {one.words}")
        for name, said in one.fields.items() or [("", "")]:
            for row in named if name == "title" else meant:
                cell = row[HEADINGS.get(name, ACT)]
                value = _meant(ledger, name, said)
                if cell.value != value:
                    cell.value = value
                    changed.append(cell.coordinate)
    book.save(path)
    return changed


def _rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, Cell]]:
    """The rows below the headings, each cell by what stands over it."""
    found = [row for row in sheet.iter_rows() if any(cell.value for cell in row)]
    heads = next(number for number, row in enumerate(found) if ID in [cell.value for cell in row])
    names = [cell.value for cell in found[heads]]
    return [dict(zip(names, row, strict=True)) for row in found[heads + 1 :]]


def _meant(ledger: Ledger, name: str, said: str) -> object:
    """What a person puts into a cell: units in full, as the drop-down list has them; a day as a day."""
    (plan,) = ledger.plans
    if name in {"owner", "supporting"}:
        return PARTED.join(units.lead(ledger, plan, (), word) for word in said.split(PARTED))
    if name == "deadline":
        period = dates.parse(said, year=plan.year)
        return period and datetime.combine(period.last, time())
    return said or DROP


def main(text: Path, labels: Path, soft: Path, table: Path) -> int:
    """Print what was counted, and what the ledger holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, begun, known = fresh(folder, text), monotonic(), decisions(table)
        ledger = store.load(folder / "targets")
        run(folder, program, "--lang", "zh", "review", "--sheet", "审核.xlsx")
        changed = fill(folder / "审核.xlsx", ledger, known)
        office = ("soffice", f"-env:UserInstallation=file://{folder}/office", "--headless")
        run(folder, *office, "--convert-to", "xlsx", "--outdir", "saved", "审核.xlsx")
        run(folder, program, "--lang", "zh", "import", "saved/审核.xlsx", "--accept-rest", "--yes")
        rows = len({cell.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in changed})
        print(f"changed cells: {len(changed)} in {rows} of {len(ledger.targets)} rows, {monotonic() - begun:.0f} s")
        away = strayed(known, ledger.targets, store.load(folder / "targets").targets)
        found = reviewed.checks(folder / "targets", "XX", labels, soft)
        return reviewed.told([*found, reviewed.undecided(away, len(ledger.targets))])


def run(folder: Path, *argv: str) -> None:
    """Run a program; what it says is shown where it fails."""
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    if done.returncode:
        sys.exit(f"{' '.join(argv)}: {done.returncode}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
