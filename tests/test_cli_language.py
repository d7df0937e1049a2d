"""Which language is spoken, and that the data does not depend on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run
from running import DAY, error, in_shell
from targettrack import i18n

HAN = re.compile("[一-鿿]")
ENGLISH = re.compile("[A-Za-z]{3,}")


@pytest.mark.parametrize(
    ("argv", "env", "store", "language"),
    [
        ((), {}, "", "en"),
        ((), {"LANG": "C"}, "", "en"),
        ((), {"LANG": "zh_CN.UTF-8"}, "", "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "", "en"),
        ((), {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_HK"}, "", "zh"),
        ((), {"LC_ALL": "POSIX", "LC_MESSAGES": "zh_CN"}, "", "en"),
        ((), {"LANG": "fr_FR.UTF-8"}, "", "en"),
        ((), {"LANG": "zh_CN"}, "en", "en"),
        ((), {"LANG": "C"}, "zh", "zh"),
        ((), {"LANG": "C"}, "fr", "en"),
        ((), {"TARGETTRACK_LANG": "zh"}, "en", "zh"),
        ((), {"TARGETTRACK_LANG": "fr", "LANG": "zh_CN"}, "", "zh"),
        (("--lang", "en"), {"TARGETTRACK_LANG": "zh", "LANG": "zh_CN"}, "zh", "en"),
        (("--lang=zh",), {"TARGETTRACK_LANG": "en"}, "en", "zh"),
        (("--lang", "中文"), {}, "", "zh"),
        (("--lang", "zh_CN.UTF-8"), {}, "", "zh"),
    ],
)
def test_who_decides(
    run: Run, root: Path, argv: tuple[str, ...], env: dict[str, str], store: str, language: str
) -> None:
    """--lang, then TARGETTRACK_LANG, then the store's configuration, then LC_ALL, LC_MESSAGES, LANG; else English."""
    if store:
        (root / "targettrack.toml").write_text(f'language = "{store}"\n')
    found = run("list", "--as-of", DAY, *argv, env={"TARGETTRACK_LANG": ""} | env)
    assert found.code == 0
    head = found.lines[0]
    assert bool(HAN.search(head)) is (language == "zh")


def test_the_choice_may_stand_before_the_command(run: Run) -> None:
    """`targettrack --lang zh list` is `targettrack list --lang zh`."""
    assert run("--lang", "zh", "list", "--as-of", DAY) == run("list", "--as-of", DAY, "--lang", "zh")
    assert HAN.search(run("list", "--as-of", DAY, "--lang", "zh").lines[0])


def test_a_language_that_is_not_spoken(run: Run) -> None:
    """Asked for by --lang it is refused, with those that there are."""
    line = error("unknown-language", language="fr", choices=" ".join(i18n.LANGUAGES))
    assert run("list", "--lang", "fr") == (2, b"", line.encode())


def test_a_note_about_language_is_no_choice(run: Run) -> None:
    """What stands behind -- is data."""
    assert run("list", "--as-of", DAY, "--", "--lang").code == 0


@pytest.mark.parametrize(
    "command",
    [("list", "--group", "rating"), ("report",), ("alerts",), ("show", "YS2025-005"), ("check",), ("export",)],
)
def test_data_does_not_depend_on_it(run: Run, command: tuple[str, ...]) -> None:
    """The bytes of JSON are those of English, whatever the language, the width, the place or the zone of the reader."""
    day = () if command == ("check",) else ("--as-of", DAY)
    plain = run(*command, *day, "--format", "json").out
    for env in (
        {"TARGETTRACK_LANG": "zh"},
        {"LC_ALL": "zh_CN.GBK", "LANG": "tr_TR.UTF-8"},
        {"TZ": "America/New_York", "COLUMNS": "20"},
        {"TZ": "Pacific/Kiritimati", "NO_COLOR": "1"},
    ):
        assert run(*command, *day, "--format", "json", env=env).out == plain
        assert run(*command, *day, "--format", "json", env=env, terminal=True).out == plain


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "America/New_York", "PYTHONHASHSEED": "1", "LANG": "zh_CN.UTF-8", "LC_ALL": "C", "TARGETTRACK_LANG": ""},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TARGETTRACK_LANG": "zh"},
        {"TZ": "", "PYTHONHASHSEED": "3", "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "TARGETTRACK_LANG": ""},
    ],
)
def test_the_same_bytes_in_any_process(run: Run, root: Path, env: dict[str, str]) -> None:
    """JSON of the whole ledger under other zones, locales and hash seeds."""
    names = ("report", "export", "alerts")
    words = " ".join(f"{name}={value}" for name, value in env.items())
    script = " && ".join(f"env {words} targettrack {name} --as-of {DAY} -f json" for name in names)
    found = in_shell(script, root.parent)
    assert (found.code, found.err) == (0, b"")
    assert found.out == b"".join(run(name, "--as-of", DAY, "--format", "json").out for name in names)


def test_today_is_today_in_the_store(run: Run, root: Path) -> None:
    """Nine in the morning in Shanghai is still the evening before in Los Angeles: the store decides, not TZ."""
    for zone, day in (("Asia/Shanghai", "2025-10-10"), ("America/Los_Angeles", "2025-10-09"), ("UTC", "2025-10-10")):
        (root / "targettrack.toml").write_text(f'timezone = "{zone}"\n')
        for place in ("UTC", "Pacific/Kiritimati"):
            assert run("list", "--format", "json", env={"TZ": place}).json["as_of"] == day
    run("update", "YS2025-001", "--note", "x")
    assert "at = 2025-10-10T01:00:00+00:00, as_of = 2025-10-10" in (root / "YS2025/YS2025-001.toml").read_text()


@pytest.mark.parametrize("command", [("list",), ("report",), ("alerts",), ("show", "YS2025-004"), ("check",)])
def test_chinese_throughout(run: Run, command: tuple[str, ...]) -> None:
    """In a Chinese locale no English word is left but what the records themselves say, and names that are typed."""
    day = () if command == ("check",) else ("--as-of", DAY)
    text = run(*command, *day, "--format", "lines", env={"TARGETTRACK_LANG": "zh"}).text
    ours = re.sub(r"(?:YS|QX)2025(?:[-/\w.]*)|=HYPERLINK\S*|\[/?red\]|yunshan\.txt|\w{5}1|http\S*", "", text)
    ours = re.sub(r"targettrack [a-z]+(?: --\w+ [\w-]+)*", "", ours)
    assert ENGLISH.findall(ours) == []


def test_chinese_after_a_fault(run: Run, root: Path) -> None:
    """Messages, too: what is wrong, and what was recorded."""
    (root / "YS2025/YS2025-001.toml").write_bytes(b"")
    zh = {"TARGETTRACK_LANG": "zh"}
    said = [
        run("show", "YS2052-004", env=zh).said,
        run("list", "--as-of", "86400", env=zh).said,
        run("nonsense", env=zh).said,
        run("list", "--nonsense", env=zh).said,
        run("list", env=zh).said,
        run("undo", "YS2025-004", env=zh).said,
        run("update", "YS2025-004", "--deadline", "2026-01-01", env=zh).said,
        run("list", "-o", "x.json", env=zh).said,
    ]
    for line in "".join(said).splitlines():
        assert HAN.search(line), line
