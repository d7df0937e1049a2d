"""`report --form brief`: one page and one screen for a leader, with the numbers of the report."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import Run
from factories import day, goal, ledger, target, update
from running import DAY, Outcome, error, in_process
from targettrack import store
from targettrack.ledger import selection
from targettrack.model import Forecast
from targettrack.store import sample
from targettrack.views.brief import brief
from targettrack.views.worst import worst_first

if TYPE_CHECKING:
    from collections.abc import Callable

LEDGERS = Path(__file__).parents[1] / "targets"
PLANS = ("JM2024", "JM2025", "KP2024N", "KP2025", "SK2025")


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 80 cells, wherever the tests run."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def example(tmp_path: Path) -> Callable[..., Outcome]:
    """A reader of the example on its day."""
    root = store.init(tmp_path, example=True)

    def ask(*argv: str, language: str = "zh") -> Outcome:
        words = ("report", "--store", str(root), "--as-of", sample.DAY, "--lang", language, *argv)
        return in_process(words)

    return ask


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("face", "suffix"), [("table", "table"), ("markdown", "md"), ("lines", "txt")])
def test_the_example(
    example: Callable[..., Outcome], golden: Callable[[str, bytes], None], face: str, suffix: str, language: str
) -> None:
    """The brief of the fictional county, as recorded and read by a person."""
    found = example("--form", "brief", "--format", face, language=language)
    assert (found.code, found.err) == (0, b"")
    golden(f"brief-{language}.{suffix}", found.out)


def test_the_numbers_are_those_of_the_report(example: Callable[..., Outcome]) -> None:
    """Five numbers with their bases; the worst are the first ten of the report's; what is silent is its silent group."""
    data = example("--form", "brief", "--format", "json").data
    report = example("--plan", "EX2025", "--since", "last", "--format", "json").data
    total, numbers = report["total"], {one["name"]: one["now"] for one in data["numbers"]}
    assert (data["total"], data["changes"]) == (total, report["changes"])
    assert numbers["completed"] == total["completion"]
    assert numbers["on-schedule"] == total["on_schedule"]
    lights = {name: (numbers[name]["part"], numbers[name]["base"]) for name in ("red", "yellow")}
    assert lights == {name: (total["by_light"][name], total["total"]) for name in lights}
    assert (
        numbers["silent"]["part"] == total["by_group"]["silent"] == sum(len(one["targets"]) for one in data["silent"])
    )
    assert [one["id"] for one in data["worst"]] == report["attention"][:10]
    assert data["attention"] == len(report["attention"]) == total["by_light"]["red"] + total["by_light"]["yellow"]
    for id_, row in data["targets"].items():
        assert row == report["targets"][id_]


def test_the_numbers_before_are_those_of_the_last_report(example: Callable[..., Outcome]) -> None:
    """Against last Monday, and against the day that is asked for; the example had no later entries of earlier days then."""
    data = example("--form", "brief", "--since", "2025-08-31", "--format", "json").data
    assert data["since"] == "2025-08-31"
    assert example("--form", "brief", "--format", "json").data["since"] == "2025-09-29"
    assert [one["before"]["base"] for one in data["numbers"] if one["name"] == "red"] == [31]


def test_nothing_on_record_then_is_said() -> None:
    """A brief of the week in which the ledger began has nothing to compare with."""
    found = ledger(target()._replace(recorded=datetime.fromisoformat("2025-09-30T09:00:00+08:00")))
    numbers = brief(found, selection.survey(found, day("2025-09-30")), day("2025-09-29")).numbers
    assert [number.before for number in numbers] == [None] * 5


def test_what_units_say_and_what_figures_say_are_two_answers() -> None:
    """Half a year gone: 20 of 100 and the unit is sure; 60 of 100 and it is not; no figure and no word."""
    late = target("quantity", goal(value=100), update("2025-06-30", value=20, forecast=Forecast.CAN), id="KP-001")
    early = target("quantity", goal(value=100), update("2025-06-30", value=60, forecast=Forecast.CANNOT), id="KP-002")
    found = ledger(late, early, target(id="KP-003"))
    outlook = brief(found, selection.survey(found, day("2025-06-30")), day("2025-06-23")).outlook
    assert outlook.said == {"can": 1, "hard": 0, "cannot": 1, "none": 1}
    assert (outlook.awaited, outlook.off_course, outlook.contradicted) == (3, 1, ("KP-001",))
    assert outlook.on_course + outlook.off_course + outlook.unknown == outlook.awaited


def test_the_longest_overdue_is_the_worst() -> None:
    """Of two that are overdue without a figure the one that has been so for longer stands first."""
    found = ledger(target(id="KP-001", deadline="2025-08-31"), target(id="KP-002", deadline="2025-06-30"))
    order = [entry.target.id for entry in worst_first(selection.survey(found, day("2025-09-30")))]
    assert order == ["KP-002", "KP-001"]


@pytest.mark.parametrize(("form", "code"), [("brief", 2), ("bulletin", 2)])
def test_of_which_plan_it_is(run: Run, root: Path, form: str, code: int) -> None:
    """The one asked for; else the current one; else the only one whose time it is; else a question with the commands."""
    argv = ("report", "--as-of", DAY, "--form", form, "-f", "json")
    asked = run(*argv)
    commands = "; ".join(f"targettrack report --form {form} --plan {name}" for name in ("QX2025", "YS2025"))
    assert (asked.code, asked.out, asked.said) == (code, b"", error("which-plan", commands=commands))
    assert [one["id"] for one in run(*argv, "--plan", "ys").data["plans"]] == ["YS2025"]
    assert [one["id"] for one in run(*argv, "--all-plans").data["plans"]] == ["QX2025", "YS2025"]
    settings = root / "targettrack.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\nplan = "QX2025"\n', encoding="utf-8")
    assert [one["id"] for one in run(*argv).data["plans"]] == ["QX2025"]


def test_the_title_says_whose_it_is(example: Callable[..., Outcome]) -> None:
    """A leader's brief, a unit's: only theirs, and the title names them."""
    own = example("--form", "brief", "--leader", "李副县长", "--format", "json").data
    assert own["whose"] == {"leaders": ["李副县长"], "units": []}
    assert {one["leader"] for one in own["worst"]} == {"李副县长"}
    assert (
        example("--form", "brief", "--leader", "李副县长").lines[0] == "# 李副县长督查简报（截至2025年9月30日 星期二）"
    )
    unit = example("--form", "brief", "--unit", "商务局", language="en").lines[0]
    assert unit == "# 示例县商务局: brief as of 2025-09-30 (Tuesday)"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("on", ["2025-09-30", "2025-12-10", "2026-11-28"])
@pytest.mark.parametrize("name", PLANS)
def test_one_screen(name: str, on: str, language: str) -> None:
    """Each real ledger in 80 cells and 24 rows."""
    argv = ("report", "--store", str(LEDGERS), "--form", "brief", "--plan", name, "--as-of", on, "--lang", language)
    found = in_process((*argv, "--format", "table"))
    assert (found.code, len(found.lines) <= 24) == (0, True)


def test_the_parts_that_name_a_target(example: Callable[..., Outcome]) -> None:
    """A line of NDJSON says which parts of the brief name its target; each target once."""
    lines = [json.loads(line) for line in example("--form", "brief", "--format", "ndjson").lines]
    assert max(Counter(line["id"] for line in lines).values()) == 1
    (plant,) = [line["in"] for line in lines if line["id"] == "EX2025-019"]
    assert {"worst", "due", "outlook.contradicted", "changes.lights"} <= set(plant)


@pytest.mark.tools("chromium", "pdfinfo")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_sheet_of_paper(tmp_path: Path, language: str) -> None:
    """The five ledgers, the example, and one of 2,000 records with long titles, units and problems: one A4 page each."""
    from playwright.sync_api import sync_playwright  # as in test_html_page

    folder = tmp_path / "example"
    folder.mkdir()
    cases = [("ex", store.init(folder, example=True), "EX2025", sample.DAY)]
    cases += [(name, LEDGERS, name, on) for name in PLANS for on in ("2025-09-30", "2026-11-28")]
    cases.append(("large", _large(tmp_path / "large"), "LL2025", "2025-09-30"))
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, root, id_, on in cases:
            page = tmp_path / f"{name}-{on}.html"
            argv = ("report", "--store", str(root), "--form", "brief", "--plan", id_, "--as-of", on, "--lang", language)
            assert in_process((*argv, "-o", str(page))).code == 0
            tab = browser.new_page()
            tab.goto(page.as_uri())
            sheets = re.findall(rb"/Type /Page\b", tab.pdf(prefer_css_page_size=True))
            tab.close()
            assert (name, len(sheets)) == (name, 1)
        browser.close()


def _large(folder: Path) -> Path:
    """2,000 records: long titles and units, every one with a problem, half of them far behind."""
    root = folder / "targets"
    (root / "LL2025").mkdir(parents=True)
    (root / "LL2025/plan.toml").write_text(
        f'id = "LL2025"\ntitle = "{"示例县政府工作报告" * 8}"\nissuer = "示例县人民政府"\nlevel = "county"\nyear = 2025\n'
        "start = 2025-01-01\nend = 2025-12-31\n",
        encoding="utf-8",
    )
    for n in range(1, 2001):
        key, value = f"20250930T010000-{n:06d}", 1 if n % 2 else 90
        (root / f"LL2025/LL2025-{n:04d}.toml").write_text(
            f'id = "LL2025-{n:04d}"\ntitle = "{"推进重点工程项目建设并按期投用" * 5}{n}"\n'
            f'owner = "{"示例县重点工程项目建设指挥部" * 2}{n % 40}"\nleader = "常务副县长（兼）{n % 5}"\n'
            f"deadline = 2025-{10 + n % 3}-{10 + n % 20}\n"
            'status = "pending"\nkind = "quantity"\nstrength = "firm"\nsection = "一"\ntags = []\nassumed = []\n'
            "recorded = 2025-02-26T09:00:00+08:00\n\n"
            '[goal]\nindicator = "数量"\ncomparator = ">="\nvalue = 100\nunit = "个"\n\n'
            '[source]\nquote = "推进"\nline = 1\n\n[updates]\n'
            f'{key} = {{ at = 2025-09-30T09:00:00+08:00, as_of = 2025-09-30, by = "局", status = "active", value = {value}, '
            f'problem = "{"征地拆迁与管线迁改同时受阻，" * 9}", forecast = "can" }}\n',
            encoding="utf-8",
        )
    return root
