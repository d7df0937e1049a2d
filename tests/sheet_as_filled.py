"""A sheet as a department fills it in, written by XlsxWriter. As a script: writes the copies that LibreOffice saves of it.

`python tests/sheet_as_filled.py` needs LibreOffice; what it writes lies in tests/data/sheets.
"""

from __future__ import annotations

import io
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

COPIES = Path(__file__).parent / "data" / "sheets"
HALF_PAST_THREE = datetime.combine(date(2025, 6, 30), time(15, 30))
FORMS = ("xlsx", "ods", "xls")


def as_filled() -> bytes:
    """A title across, numbers and days in every format, an error, a hidden row, a sheet that nobody sees."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.merge_range("A1:D1", "重点任务台账")
    rows = (
        ("编号", None, "数据", None, "截至日", None, "说明"),
        ("KP2025-001", "0.0%", 0.533, "yyyy-m-d", date(2025, 6, 30), None, "多行\n第二行"),
        ("KP2025-002", None, 0.1 + 0.2, 'yyyy"年"m"月"', date(2025, 6, 1), None, True),
        ("KP2025-003", "#,##0.00", 123456.7, "yyyy-m-d h:mm", HALF_PAST_THREE, None, "　"),
        ("KP2025-004", None, 1e15, 'm"月"d"日"', date(2025, 6, 30), None, "=不是公式"),
        ("KP2025-005", None, -12.5, None, 45838, None, "𠮷田_x0041_"),
    )
    for number, (id_, figure_format, figure, day_format, on, note_format, note) in enumerate(rows, start=1):
        sheet.write(number, 0, id_)
        for column, code, value in ((1, figure_format, figure), (2, day_format, on), (3, note_format, note)):
            style = book.add_format({"num_format": code} if code else {})
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, style)
            elif isinstance(value, str):
                sheet.write_string(number, column, value, style)
            else:
                sheet.write(number, column, value, style)
    sheet.write_formula("D8", "=1/0", None, "#DIV/0!")
    sheet.write_formula("B8", "=B3+B4", None, 0.833)
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_blank(9000, 3, None, book.add_format({"bg_color": "yellow"}))
    hidden = book.add_worksheet("_targettrack")
    hidden.write(0, 0, "schema")
    hidden.hide()
    book.close()
    return out.getvalue()


if __name__ == "__main__":
    made = COPIES / "made.xlsx"
    made.write_bytes(as_filled())
    for form in FORMS:
        folder = COPIES / form
        subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", folder, made], check=True)
        (folder / f"made.{form}").rename(COPIES / f"libreoffice.{form}")
        folder.rmdir()
    made.unlink()
