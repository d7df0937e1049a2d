"""Questions at a terminal: what is seen is what is recorded, whatever keys a person uses."""

from __future__ import annotations

import io
import signal
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from targettrack.cli import prompt, world
from test_cli_add import Terminal, head

if TYPE_CHECKING:
    from pathlib import Path

BACKSPACE, LEFT, HOME, UP, DELETE = "\x7f", "\x1b[D", "\x1b[H", "\x1b[A", "\x1b[3~"


def typed(keys: str) -> str:
    """What a person's keys and Enter come to."""
    with create_pipe_input() as source:
        source.send_text(f"{keys}\r")
        return prompt.ask("? ", {}, source=source, screen=DummyOutput())


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (f"新建学校座{BACKSPACE}3所", "新建学校3所"),
        (f"新建学校3座{BACKSPACE * 2}5所", "新建学校5所"),
        (f"新建校{LEFT}学", "新建学校"),
        (f"学校{HOME}新建", "新建学校"),
        (f"新建学学校{LEFT * 2}{BACKSPACE}", "新建学校"),
        (f"新新建学校{HOME}{DELETE}", "新建学校"),
        (f"a字{BACKSPACE * 5}b", "b"),
    ],
)
def test_wide_characters_are_edited_whole(keys: str, text: str) -> None:
    """Backspace, Delete, arrows and Home move by characters, not by bytes or cells."""
    assert typed(keys) == text


def test_what_was_typed_before_is_at_hand() -> None:
    """The arrow upwards brings the line before, to be changed."""
    typed("owner=县教育局")
    assert typed(f"{UP}二") == "owner=县教育局二"


@pytest.mark.parametrize(
    ("begun", "offers"),
    [
        ("教育", ["云山县教育局"]),
        ("OWN", ["owner="]),
        ("", ["云山县教育局", "owner="]),
        ("title=x;own", ["owner="]),
        ("title=x；own", ["owner="]),
        ("无", []),
    ],
)
def test_words_are_completed_from_any_part_of_them(begun: str, offers: list[str]) -> None:
    """教育 is enough for 云山县教育局; after a semicolon a new word begins; what matches none is left alone."""
    found = prompt.Words({"云山县教育局": "云山县教育局", "owner=": "owner="}).get_completions(
        Document(begun), CompleteEvent()
    )
    assert [word.text for word in found] == offers


def test_tab_completes_a_unit(root: Path) -> None:
    """At the question for the lead unit, a part of its name and Tab are enough."""
    argv = ("add", "修建公厕", "--plan", "ys", "--kind", "定性", "--deadline", "none")
    terminal = Terminal(root.parent, *argv, term="xterm")
    terminal.read_until("Lead unit")
    terminal.send("教育\t")
    terminal.read_until("云山县教育局")
    terminal.send("\r\r")
    assert terminal.end()[0] == 0
    assert head(root, "YS2025-008")["owner"] == "云山县教育局"


@pytest.mark.parametrize(("key", "error"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_the_conversation_can_be_ended(key: str, error: type[BaseException]) -> None:
    """Ctrl-C and Ctrl-D are told apart."""
    with pytest.raises(error):
        typed(key)


def test_an_empty_answer_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a default the question is asked again; with one, Enter is an answer; the end is no answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n  \n甲\n\n"))
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert (world.ask("?"), world.ask("?", default="n")) == ("甲", "n")
    with pytest.raises(EOFError):
        world.ask("?", default="n")


def test_a_person_edits_at_a_terminal(root: Path) -> None:
    """On the screen of a pseudo-terminal: the title as corrected is recorded, and no key is printed as a code."""
    argv = ("add", "--plan", "ys", "--kind", "定性", "--owner", "none", "--deadline", "none")
    terminal = Terminal(root.parent, *argv, term="xterm-256color")
    terminal.read_until("Title")
    terminal.type(f"修建公测{BACKSPACE}厕10座{LEFT * 3}约")
    code, _out = terminal.end()
    assert code == 0
    assert head(root, "YS2025-008")["title"] == "修建公厕约10座"


@pytest.mark.parametrize("term", ["xterm", "dumb", ""])
@pytest.mark.parametrize(("key", "said"), [("\x03", "Nothing was recorded."), ("\x04", "Nothing was recorded.")])
def test_every_terminal_can_end_the_conversation(root: Path, term: str, key: str, said: str) -> None:
    """A modern one, a dumb one, one without a name: Ctrl-C and Ctrl-D end with 130, a word, nothing written."""
    terminal = Terminal(root.parent, "add", "--plan", "ys", term=term)
    terminal.read_until("Title")
    if key == "\x03" and term != "xterm":  # there the system makes a signal of the key
        terminal.process.send_signal(signal.SIGINT)
    else:
        terminal.send(key)
    terminal.read_until(said)
    assert terminal.end() == (130, "")
    assert not (root / "YS2025/.ids").exists()
