"""A sitting at a real terminal: a key is a key without Enter, what is typed ahead is not lost, every end says what was saved."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from conftest import Run
from running import environment
from targettrack import store
from targettrack.cli import prompt
from test_cli_add import Terminal
from test_cli_extract import REPORT
from test_cli_review import target

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELL = "[$#] ?$"
SCHOOL, WATER = "BG2026-003", "BG2026-004"


@pytest.fixture
def drafts(run: Run, root: Path) -> Path:
    """The fixture ledger with five drafts of four items in a plan BG2026."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026").code == 0
    return root


def sitting(root: Path, term: str = "xterm") -> Terminal:
    """The program at a pseudo-terminal, with the first item before it."""
    terminal = Terminal(
        *(root.parent, "review", "--plan", "BG2026"),
        term=term,
        XDG_STATE_HOME=str(root.parent / "state"),
        TARGETTRACK_LANG="zh",
    )
    terminal.read_until("›")
    return terminal


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("a", "a"),
        ("\r", "enter"),
        ("\n", "enter"),
        (" ", " "),
        ("是", "是"),
        ("\x1b[D", "left"),
        ("\x1b[C", "right"),
        ("\x1b[6~", "pagedown"),
        ("\x1b[200~贴入的字\x1b[201~", "paste"),
        ("ab", "a"),
    ],
)
def test_one_key(sent: str, key: str) -> None:
    """A character, or the name of a key without one; a paste is one key, and none of what it holds."""
    with create_pipe_input() as source:
        source.send_text(sent)
        assert prompt.press("› ", source=source, screen=DummyOutput()) == key


@pytest.mark.parametrize(("key", "error"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_keys_that_end(key: str, error: type[BaseException]) -> None:
    """Ctrl-C and Ctrl-D are told apart."""
    with create_pipe_input() as source:
        source.send_text(key)
        with pytest.raises(error):
            prompt.press("› ", source=source, screen=DummyOutput())


def test_a_terminal_that_is_gone() -> None:
    """No key will come any more: the end, not a wait."""
    with create_pipe_input() as source:
        source.close()
        with pytest.raises(EOFError):
            prompt.press("› ", source=source, screen=DummyOutput())


def test_what_stands_there_is_edited() -> None:
    """The present value is there to be changed; Enter leaves it."""
    for typed, text in (("\r", "新增学位940个"), ("\x7f" * 2 + "所\r", "新增学位94所"), ("\x15\r", "")):
        with create_pipe_input() as source:
            source.send_text(typed)
            assert prompt.ask("? ", {}, present="新增学位940个", source=source, screen=DummyOutput()) == text


def test_a_person_reviews(drafts: Path) -> None:
    """Enter, a unit by a few characters and Tab, a row by its number: each is one key, and on disk at once."""
    terminal = sitting(drafts)
    terminal.send("\r")
    terminal.read_until("已接受：BG2026-001")
    assert not target(drafts, "BG2026-001").draft
    terminal.send("nu教育\t\r")
    terminal.read_until(f"已修改：{SCHOOL} {WATER}")
    terminal.send("2d")
    terminal.read_until(f"已弃用：{WATER}")
    terminal.send("q")
    terminal.read_until("已接受1条，修改2条，合并0条，弃用1条；尚余草稿3条。")
    assert terminal.end() == (0, "")
    assert (target(drafts, SCHOOL).owner, target(drafts, WATER).discarded) == ("云山县教育局", True)


def test_keys_that_were_typed_ahead(drafts: Path) -> None:
    """Whoever types faster than the screen loses none, across questions in words too; nothing of it is echoed."""
    terminal = sitting(drafts)
    terminal.send("\rdu教育\r\rnq")
    shown = terminal.read_until("尚余草稿")
    assert terminal.end()[0] == 0
    assert [one.draft for one in store.load(drafts).targets if one.plan == "BG2026"] == [
        False,
        True,
        False,
        False,
        True,
    ]
    assert "du教育" not in shown


@pytest.mark.parametrize("term", ["xterm", "dumb"])
@pytest.mark.parametrize(
    ("end", "code"), [("\x03", 130), ("\x04", 0), (signal.SIGINT, 130), (signal.SIGHUP, 130), (signal.SIGTERM, 130)]
)
def test_every_end_of_a_terminal(drafts: Path, term: str, end: str | signal.Signals, code: int) -> None:
    """Keys and signals, also that of a terminal that is closed: the same account, nothing half done."""
    terminal = sitting(drafts, term)
    terminal.send("\r")
    terminal.read_until("›")
    time.sleep(0.2)
    if isinstance(end, signal.Signals):
        terminal.process.send_signal(end)
    elif end == "\x03" and term == "dumb":  # there the system makes a signal of the key
        terminal.process.send_signal(signal.SIGINT)
    else:
        terminal.send(end)
    terminal.read_until("已接受1条，修改0条，合并0条，弃用0条；尚余草稿4条。")
    assert terminal.end() == (code, "")


def test_a_question_is_left_without_an_answer(drafts: Path) -> None:
    """Ctrl-C in a question goes back to the item; nothing has changed."""
    terminal = sitting(drafts)
    for key, question in (("u", "牵头单位"), ("e", "要改的字段"), ("s", "标题")):
        terminal.send(key)
        terminal.read_until(question)
        terminal.send("\x03")
        terminal.read_until("›")
    terminal.send("q")
    terminal.read_until("已接受0条，修改0条，合并0条，弃用0条；尚余草稿5条。")
    assert terminal.end()[0] == 0


class Tmux:
    """A terminal of 80 × 24 with a shell in it."""

    def __init__(self, folder: Path, name: str) -> None:
        """Start it in a folder, with `targettrack` on the path."""
        self.name = name
        env = environment(XDG_STATE_HOME=str(folder / "state"), TARGETTRACK_LANG="zh", LANG="C.UTF-8")
        env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
        self.call("new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), "bash --norc", env=env)

    def call(self, *argv: str, env: dict[str, str] | None = None) -> str:
        """Tell the server of this test something."""
        command = ["tmux", "-u", "-L", self.name, *argv]
        return subprocess.run(command, capture_output=True, check=True, env=env, text=True).stdout

    def press(self, *keys: str) -> None:
        """Press keys as tmux calls them, or type words."""
        self.call("send-keys", *keys)

    def screen(self, text: str, last: str = "^›") -> list[str]:
        """The lines of the screen as soon as a text stands on it and somebody is asked in the last of them."""
        end = time.monotonic() + 20
        while True:
            lines = self.call("capture-pane", "-p").rstrip("\n").split("\n")
            if re.search(last, lines[-1]) and any(text in line for line in lines):
                return lines
            assert time.monotonic() < end, lines
            time.sleep(0.1)


@pytest.fixture
def tmux(drafts: Path) -> Iterator[Tmux]:
    """A terminal in the folder of the ledger; the whole of an item of many long drafts is in it."""
    made = Tmux(drafts.parent, f"targettrack-{drafts.parent.name}")
    yield made
    made.call("kill-server")


LONG = "".join(
    f"新建改建扩建农村生活污水处理设施及配套管网第{number}批工程{number * 10 + 3}处，" for number in range(1, 10)
)


@pytest.mark.tools("tmux")
def test_an_item_on_a_screen_of_24_lines(run: Run, drafts: Path, tmux: Tmux) -> None:
    """The header of an item with a long sentence and nine drafts, its sentence, its rows and the question are seen at once."""
    report = f"2027年政府工作报告\n三、重点工作\n{'前一句说明背景情况，' * 20}。{LONG}持续改善人居环境。{'后一句说明保障措施，' * 20}。\n"
    (drafts.parent / "long.txt").write_text(report, encoding="utf-8")
    assert run("extract", "long.txt", "--write", "--plan", "CC2027").code == 0
    run("review", "--plan", "BG2026", "--drop")
    tmux.press("targettrack review --plan CC2027", "Enter")
    for key, page in (("n", 1), ("]", 2), ("PageDown", 3)):
        tmux.press(*([key] if page > 1 else []))
        lines = tmux.screen(f"第{page}/3页")
        header = next(line for line in reversed(lines) if line.startswith("── "))
        below = lines[lines.index(header) :]
        assert len(below) <= 23
        assert any("第1批工程13处" in line for line in below)
    tmux.press("q")
    tmux.screen("尚余草稿9条", SHELL)


@pytest.mark.tools("tmux")
def test_a_review_in_chinese(drafts: Path, tmux: Tmux) -> None:
    """As a person sees it: the item, the form, a value that is changed where it stands, the help page, the end."""
    tmux.press("targettrack review --plan BG2026", "Enter")
    tmux.screen("── 第1项")
    tmux.press("/", "学位", "Enter")
    tmux.screen("── 第3项，共4项 · 编号3 · 草稿2条 · BG2026 · 第7行 · 三、重点工作")
    tmux.press("2", "e")
    tmux.screen(" 1 名称: 年底前建成县第二水厂", "^要改的字段")
    tmux.press("1", "Enter")
    tmux.screen("", "^名称: 年底前建成县第二水厂")
    tmux.press("BSpace", "BSpace", "净水厂", "Enter")
    tmux.screen("2  年底前建成县第二净水厂")
    tmux.press("?")
    tmux.screen("z   撤回：", "^›")
    tmux.press("x", "z")
    tmux.screen(f"已撤回：{WATER}")
    tmux.press("C-c")
    tmux.screen("已接受0条，修改0条，合并0条，弃用0条；尚余草稿5条。", SHELL)
    assert target(drafts, WATER).title == "年底前建成县第二水厂"
