"""The page that leaders look at, in a real browser: whole, silent, readable, inert, and with the numbers of the JSON."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factories import day, plan, target, update
from running import environment, in_process, in_shell
from targettrack import i18n
from targettrack.cli import world
from targettrack.ledger import selection
from targettrack.model import Ledger
from targettrack.render import render
from targettrack.render.look import Look
from targettrack.store import load, sample
from targettrack.views.answer import Answer
from targettrack.views.progress import progress

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IN_CHROMIUM = pytest.mark.tools("chromium")
TARGETS = Path(sample.__file__).parent / "example"
HOSTILE = (
    "</script><script>window.hurt=1</script>",
    '"><img src=x onerror="window.hurt=1">',
    "<style>body{display:none}</style><a href='javascript:window.hurt=1'>x</a>",
    "\u202e\u2066evil\x1b[31m\u0000",
    "<!-- ]]> <![CDATA[ {{7*7}} ${7*7} &lt;script&gt;",
)
OVERFLOWING = """() => [...document.querySelectorAll("th, td, .tile, figcaption, h1, h2, p, li")]
  .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
  .map(e => `${e.tagName} ${e.scrollWidth}>${e.clientWidth} ${e.textContent.slice(0, 40)}`)"""
OVERLAPPING = """() => {
  const found = [];
  for (const row of document.querySelectorAll("tr, .plot svg")) {
    const boxes = [...row.querySelectorAll("a, span, small, .plot text, .stack text")]
      .filter(e => !e.children.length && e.textContent.trim()).map(e => [e, e.getBoundingClientRect()])
      .filter(([, b]) => b.width && b.height);
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (x > 2 && y > 4) found.push(`${one.textContent} / ${other.textContent}`);
    }));
  }
  return found;
}"""
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const found = rgba(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const found = new Map();
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length || e.tagName === "SCRIPT" || e.tagName === "TITLE") continue;
    const inStack = e.tagName === "text" && e.closest(".stack");
    const ink = rgba(e.tagName === "text" ? getComputedStyle(e).fill : getComputedStyle(e).color);
    const ground = inStack ? rgba(getComputedStyle(e.previousElementSibling).fill) : behind(e.closest("svg") ?? e);
    const size = ratio(ink, ground);
    if (size < 4.5) found.set(`${e.tagName}.${e.getAttribute("class")} ${ink} on ${ground}`, size.toFixed(2));
  }
  return [...found.entries()];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; the one for the module."""
    from playwright.sync_api import sync_playwright  # 0.1 s, which tests without a browser need not pay

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictional county in a folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in world.environment():
        if name.startswith("TARGETTRACK"):
            monkeypatch.delenv(name)
    return Path(shutil.copytree(TARGETS, tmp_path / "targets"))


def written(store: Path, *options: str, language: str = "zh") -> Path:
    """The report as a file."""
    words = ("report", "--as-of", sample.DAY, "--lang", language, "-o", "page.html", *options)
    assert in_process(words).code in {0, 1}
    return store.parent / "page.html"


def data(store: Path) -> Any:
    """The same report as JSON."""
    assert store.is_dir()
    return in_process(("report", "--as-of", sample.DAY, "--format", "json")).data


def opened(browser: Browser, path: Path, width: int = 1280, scheme: Any = "light") -> tuple[Page, list[str]]:
    """The page in a window of a width, and everything that it says to the console or asks for beyond its own file."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: None if request.url == path.as_uri() else said.append(request.url))
    page.goto(path.as_uri())
    return page, said


def test_the_numbers_are_those_of_the_json(store: Path) -> None:
    """Counts by light, their sum with the unreadable, rates with bases, means by month, shares; an anchor for each target."""
    (store / "EX2025" / "EX2025-031.toml").write_bytes(b"id = \n")
    page, found = written(store).read_text(encoding="utf-8"), data(store)
    total, ledger = found["total"], load(store)
    view = progress(ledger, selection.survey(ledger, day(sample.DAY)))
    picture, by_lamp = view.draw(), view.total.by_lamp
    tiles = [int(n) for n in re.findall(r'class="tile[^>]*><(?:a [^>]*|div)><b>(\d+)</b>', page)]
    assert tiles == [
        35,
        1,
        *(n for n in by_lamp.values() if n),
    ]
    assert sum(total["by_light"].values()) + found["unreadable"] == 36
    for name in ("completion", "on_schedule", "on_time"):
        assert f"<b>{total[name]['percent']:g}%</b>" in page
        assert f"<small>{total[name]['part']}/{total[name]['base']}</small>" in page
    for point in (point for points in picture.series.values() for point in points if point.targets):
        numbers = (
            f"{float(point.actual or 0):g}%",
            f"{float(point.year):g}%",
            point.on_pace,
            point.fresh,
            point.targets,
        )
        cells = "".join(f'<td class="right">{number}</td>' for number in numbers)
        assert f'<tr><th scope="row">{point.day}</th>{cells}</tr>' in page
    for id_, share in picture.shares.items():
        (row,) = re.findall(rf'<tr id="{id_}" .*', page)
        assert f"</svg>{float(share.actual):g}%" in row
    anchors = re.findall(r'<tr id="([^"]+)"', page)
    assert sorted(anchors) == sorted(found["targets"])
    worst_first = [id_ for id_ in found["targets"] if id_ in found["attention"]]
    assert anchors[: len(worst_first)] == worst_first
    assert set(re.findall(r'href="#([A-Z][^"]+)"', page)) <= set(anchors)


def test_units_in_trouble_stand_first(store: Path) -> None:
    """The strips of lead units: the most red first, then the most yellow; together they are all targets."""
    page, found = written(store).read_text(encoding="utf-8"), data(store)
    (units,) = re.findall(r'<table class="units.*?</table>', page, re.DOTALL)
    keys = [list(map(int, key.split("-"))) for key in re.findall(r'data-key="([\d-]+)"', units)]
    troubles = [(key[0] + key[1], key[2] + key[3]) for key in keys]
    assert troubles == sorted(troubles, reverse=True)
    assert sum(map(int, re.findall(r'<td class="right">(\d+)</td>', units))) == found["total"]["total"] == 36


def test_the_policy_allows_our_style_and_our_script_only(store: Path) -> None:
    """Both by their hashes; nothing inline elsewhere, no address of anything."""
    page = written(store).read_text(encoding="utf-8")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert not re.search(r"unsafe|https?:|\sstyle=|\son[a-z]+=|<link|<img|<iframe|@import|url\(", page)


def test_the_same_bytes_everywhere(store: Path) -> None:
    """Any time zone, locale, umask and hash seed."""
    places: tuple[dict[str, str], ...] = (
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    )
    command = f"umask 0{{n}}77; targettrack report --as-of {sample.DAY} --lang zh --format html"
    pages = [
        in_shell(command.format(n=n), store.parent, env=environment(**place)).out for n, place in enumerate(places)
    ]
    assert pages[0] == pages[1] == written(store).read_bytes()


@IN_CHROMIUM
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_its_window_and_is_silent(browser: Browser, store: Path, width: int, language: str) -> None:
    """Nothing overflows or overlaps, nothing is said to the console, nothing is fetched; the language is declared."""
    page, said = opened(browser, written(store, language=language), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OVERLAPPING) == []
    assert (
        page.evaluate("[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth).length") == 0
    )
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert said == []
    page.close()


@IN_CHROMIUM
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, store: Path, scheme: str) -> None:
    """Every text is at least 4.5 times as light or dark as what it stands on, in both schemes."""
    page, _said = opened(browser, written(store), 1280, scheme)
    assert page.evaluate(CONTRAST) == []
    page.close()


@IN_CHROMIUM
def test_sorting_and_filtering(browser: Browser, store: Path) -> None:
    """By a click on a head, by a word, by light, by unit, by a tile; a link finds a row that was hidden."""
    page, said = opened(browser, written(store))
    urgent, ids = page.locator(".targets").first, page.locator(".targets tbody tr:visible th")
    first = urgent.locator("tbody th")
    worst_first = first.all_inner_texts()
    assert len(worst_first) > 10
    claimed = page.locator(".targets").nth(1).locator("tbody th").all_inner_texts()
    assert ids.all_inner_texts() == worst_first + claimed  # what can wait is folded
    urgent.locator("thead th").nth(0).click()
    assert first.all_inner_texts() == sorted(worst_first)
    urgent.locator("thead th").nth(0).locator("button").press("Enter")
    assert first.all_inner_texts() == sorted(worst_first, reverse=True)
    urgent.locator("thead th").nth(4).click()
    urgent.locator("thead th").nth(4).click()
    shares = [text.split("%")[0] for text in urgent.locator("tbody td:nth-child(5)").all_inner_texts()]
    known = [float(share) for share in shares if share != "–"]
    assert known == sorted(known, reverse=True)
    assert urgent.locator("thead th").nth(4).get_attribute("aria-sort") == "descending"
    urgent.locator("thead th").nth(1).click()
    assert first.all_inner_texts() == worst_first
    controls = page.locator("section:has(#_targets) > .controls")
    controls.locator("input").fill("外资")
    assert ids.all_inner_texts() == ["EX2025-005"]
    assert controls.locator("output").inner_text() == "1/36"
    page.locator(".tile.red a").click()
    assert ids.all_inner_texts() == worst_first[:4]
    controls.locator("select").nth(1).select_option("示例县公路事务中心")
    assert ids.all_inner_texts() == ["EX2025-020"]
    page.evaluate("location.hash = '#EX2025-005'")
    page.wait_for_function("document.querySelector('#EX2025-005').checkVisibility()")
    assert controls.locator("output").inner_text() == "36/36"
    page.locator("section:has(.months) summary").click()
    page.locator(".months [data-find]").last.click()
    assert controls.locator("output").inner_text().endswith("/36")
    assert said == []
    page.close()


@IN_CHROMIUM
def test_it_can_be_read_without_its_script(browser: Browser, store: Path) -> None:
    """Every target and every number is there; no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(store).as_uri())
    for summary in page.locator("section > details > summary").all():
        summary.click()
    assert page.locator(".targets tbody tr:visible").count() == 36
    assert page.locator("button, input, select").count() == 0
    context.close()


@IN_CHROMIUM
def test_paper(browser: Browser, store: Path) -> None:
    """On A4 nothing is cut off and no control is printed; what was folded is there but for the annex, also from dark mode in dark ink."""
    page, _said = opened(browser, written(store), 673, "dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    assert page.evaluate(OVERFLOWING) == []
    assert page.locator("button:visible, input:visible, nav:visible, details:not([open], .annex)").count() == 0
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate(CONTRAST) == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()


@IN_CHROMIUM
def test_a_hostile_record_is_inert(browser: Browser, store: Path) -> None:
    """Scripts, javascript: links, bidi controls and a note of 10,000 characters are text; the page stays as it is."""
    before, _said = opened(browser, written(store))
    tags = "[...new Set([...document.querySelectorAll('*')].map(e => e.tagName))].sort().join()"
    rows = before.locator(".targets tbody tr").count()
    known = before.evaluate(tags)
    before.close()
    evil, long = "".join(HOSTILE), "长" * 10_000
    path = store / "EX2025" / "EX2025-020.toml"
    said = {"title": evil, "owner": HOSTILE[0], "section": HOSTILE[1]}
    text = path.read_text(encoding="utf-8")
    for key, value in said.items():
        text = re.sub(rf"(?m)^{key} = .*$", lambda _m, k=key, v=value: f"{k} = {json.dumps(v)}", text)
    fields = (
        f'note = {json.dumps(long)}, problem = "{"W" * 10_000}", next = {json.dumps(evil)}, reason = {json.dumps(long)}'
    )
    text += f'20250929T010101-aaaaaa = {{ at = 2025-09-29T09:00:00+08:00, as_of = 2025-09-29, status = "active", {fields} }}\n'
    path.write_text(text, encoding="utf-8")
    for width in (1280, 390):
        page, console = opened(browser, written(store), width)
        assert page.evaluate(tags) == known
        assert page.locator(".targets tbody tr").count() == rows
        assert "window.hurt=1" in page.locator("#EX2025-020").inner_text()
        assert page.evaluate("window.hurt") is None
        assert page.locator("[href^=javascript i], [onerror], [src]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert console == []
        page.close()


@IN_CHROMIUM
def test_two_thousand_targets(browser: Browser, tmp_path: Path) -> None:
    """With ten updates each: at most 1.5 MB, sorted and filtered without a pause, and a link still finds its row."""
    i18n.use("zh")
    months = [f"2025-{month:02d}-15" for month in range(1, 10)] + ["2025-09-28"]
    said = [update(on, value=60 * n, problem="部分用地手续尚未办结", next="加快办理") for n, on in enumerate(months, 1)]
    made = (target("quantity", None, *said, id=f"KP-{n:04d}", owner=f"开平市第{n % 40}局") for n in range(2000))
    ledger = Ledger("/targets", (plan(),), tuple(made))
    entries = selection.survey(ledger, day(sample.DAY))
    page = render(Answer("report", day(sample.DAY), progress(ledger, entries)), "html", Look())
    assert len(page.encode()) <= 1_500_000
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    shown, console = opened(browser, path)
    shown.set_default_timeout(10_000)
    took = shown.evaluate(
        """() => { const began = performance.now(), box = document.querySelector(".controls input");
          document.querySelector(".targets th").click(); document.body.offsetHeight;
          box.value = "1999"; box.dispatchEvent(new Event("input", { bubbles: true })); document.body.offsetHeight;
          return performance.now() - began; }"""
    )
    assert took < 1000
    assert shown.locator(".targets tbody tr:visible").count() == 1
    shown.evaluate("location.hash = '#KP-1500'")
    shown.wait_for_function("document.querySelector('#KP-1500').checkVisibility()")
    top = shown.evaluate(
        "new Promise(r => setTimeout(() => r(document.querySelector('#KP-1500').getBoundingClientRect().top), 900))"
    )
    assert 0 <= top < 900
    assert console == []
    shown.close()
