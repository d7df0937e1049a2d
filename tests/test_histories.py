"""Git never swallows a promise in silence: what two branches did is all there, or somebody is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histories import HOW, History, git, read, repository
from office import Office, copied

if TYPE_CHECKING:
    from pathlib import Path

HUNDREDS = 200
ADD = ("--plan", "KP2025", "--kind", "quantity", "--owner", "水利局", "--deadline", "none")
GOAL, QUOTE = ("--value", "12座"), ("--quote", "修建公厕12座。")


@pytest.fixture(scope="module")
def template(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's ledger in a repository."""
    return repository(furnished, tmp_path_factory.mktemp("shared") / "office")


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(range(12), id="a dozen"),
        *(
            pytest.param(range(first, first + 25), id=f"from {first}", marks=pytest.mark.tools("git"))
            for first in range(12, HUNDREDS, 25)
        ),
    ],
)
def test_two_hundred_histories(template: Path, tmp_path: Path, numbers: range) -> None:
    """Each commitment and line of both sides is read, or git leaves a conflict, or `check` names the record with an error."""
    histories = {number: History(template, tmp_path / str(number), number).play() for number in numbers}
    assert {number: found for number, history in histories.items() if (found := history.findings)} == {}
    assert {history.how for history in histories.values()} == set(HOW)
    met, clean = (sum(getattr(history, name) for history in histories.values()) for name in ("met", "clean"))
    assert met >= len(numbers)
    assert clean >= met // 3


def branched(template: Path, place: Path, here: tuple[str, ...], there: tuple[str, ...]) -> Office:
    """An office in which `here` was done on the branch main, and `there`, by somebody else, on the branch other."""
    office = copied(template, place)
    for branch, words, person in (("other", there, "乙"), ("main", here, "甲")):
        git(place, "checkout", "-q", *(["-b"] if branch == "other" else []), branch)
        assert office.run(*words, by=person).code == 0
        git(place, "add", ".")
        git(place, "commit", "-q", "-m", branch)
    return office


@pytest.mark.parametrize("there", [(), GOAL, QUOTE, (*GOAL, *QUOTE)], ids=["bare", "goal", "quote", "goal and quote"])
@pytest.mark.parametrize("here", [(), GOAL, QUOTE, (*GOAL, *QUOTE)], ids=["bare", "goal", "quote", "goal and quote"])
def test_two_people_add(template: Path, tmp_path: Path, here: tuple[str, ...], there: tuple[str, ...]) -> None:
    """One id for two commitments: `check` ends with 1 and names the record, and no other command calls either whole."""
    first, second = ("add", "修建公厕12座", *ADD, *here), ("add", "铺设管网3公里", *ADD, *there)
    office = branched(template, tmp_path / "office", first, second)
    done = git(office.folder, "merge", "-q", "-m", "merge", "other", check=False)
    checked = office.run("check")
    assert (checked.code, "KP2025-004" in checked.text + checked.said) == (1, True), done.stdout
    assert "KP2025-004" not in read(office.folder)
    assert office.run("list").code == 1


def test_a_line_that_came_on_two_ways(template: Path, tmp_path: Path) -> None:
    """Cherry-picked, then merged: the same line stands there twice, byte for byte, and is read once, with a warning."""
    note = ("update", "KP2025-002", "--note")
    office = branched(template, tmp_path / "office", (*note, "甲", "--key", "job-1"), (*note, "乙", "--key", "job-2"))
    assert git(office.folder, "cherry-pick", "other").returncode == 0
    git(office.folder, "merge", "-q", "-m", "merge", "other")
    text = (office.folder / "targets/KP2025/KP2025-002.toml").read_text(encoding="utf-8")
    path = office.folder / "targets/KP2025/KP2025-002.toml"
    lines = [line for line in text.splitlines() if line.startswith("job-2")]
    path.write_text(text + lines[0] + "\n" * (len(lines) == 1), encoding="utf-8")
    checked = office.run("check")
    assert [update.key for update in read(office.folder)["KP2025-002"].updates] == ["job-1", "job-2"]
    assert checked.code == 0
    assert "KP2025-002.toml" in checked.text
