"""Ledgers of any size, the same ones each time: invented promises of invented counties, in the program's own form.

`python benchmarks/records.py FOLDER 10000` makes FOLDER/targets, which `targettrack check` finds green. With the same seed
and plans of the same size, the first records of a large ledger are those of a small one. Knows what a record looks like as
TOML and writes it faster than the program, which proves each file by reading it back; a test holds that both write the same.
"""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, NamedTuple

from promises import BUREAUS, SECTIONS, TOPICS, Topic
from reports import LAST, YEAR, ZONE, Plain, happens, number_of, said
from targettrack import record, store
from targettrack.model import KINDS, Kind, Quote, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED, PER_PLAN = 11, 1000
_RECORDED = datetime(YEAR, 2, 26, 9, tzinfo=ZONE)
_DEADLINES = (*(LAST,) * 12, date(YEAR, 6, 30), date(YEAR, 9, 30), date(YEAR, 10, 31), date(YEAR, 11, 30))
_CITY = "云州市"
_COMMENT = (
    "# The commitment as it was made. What happened since stands under [updates], one line each, "
    "appended by targettrack.\n"
)
_COUNTIES = [
    f"{a}{b}县" for a, b in product("青平安永新长清云石沙东南西北丰和宁德康泰", "溪原川河山水峰泉林田岭湖桥浦江")
]
_TOWNS = [f"{a}{b}镇" for a, b in product("赤白黄黑绿", "岗坑塘陂墟")]


class Promise(NamedTuple):
    """One record, and what peers take from it."""

    plan: str
    id: str
    head: Plain
    goal: Plain
    source: Plain
    updates: dict[str, Plain]  # by key, in order of entry

    @property
    def path(self) -> str:
        """Relative to the store."""
        return f"{self.plan}/{self.id}.toml"

    @property
    def text(self) -> str:
        """The whole file, as the program would write it."""
        goal = f"\n[goal]\n{_lines(self.goal)}" if self.goal else ""
        return (
            f"{_COMMENT}{_lines(self.head)}{goal}\n[source]\n{_lines(self.source)}\n[updates]\n{_lines(self.updates)}"
        )


FIRST_PLAN = f"AA{YEAR}"


def plan_ids() -> Iterator[str]:
    """AA2025, AB2025 … ZZ2025, AAA2025: the first is the city's, the others are its counties'."""
    for length in (2, 3):
        yield from (f"{''.join(letters)}{YEAR}" for letters in product(ascii_uppercase, repeat=length))


def promises(number: int, seed: int = SEED, per_plan: int = PER_PLAN, reports: int | None = None) -> Iterator[Promise]:
    """That many records, plan by plan; with so many reports of each, or by chance."""
    for index, plan in enumerate(islice(plan_ids(), -(-number // per_plan))):
        chance = Random(f"{seed}/{plan}")  # noqa: S311  # invents; guards nothing
        place = place_of(index)
        for serial in range(1, min(per_plan, number - index * per_plan) + 1):
            yield _promise(chance, place, plan, serial, reports)


def write(place: Path, number: int, seed: int = SEED, per_plan: int = PER_PLAN, reports: int | None = None) -> Path:
    """Make `place`/targets with that many records, and give it. It must not be there yet."""
    place.mkdir(parents=True, exist_ok=True)
    root = store.init(place)
    _put(root, "targettrack.toml", 'timezone = "Asia/Shanghai"\n')
    _put(root, "units.toml", "\n".join(f"[[unit]]\n{_lines(unit)}" for unit in _units()))
    for index, plan in enumerate(islice(plan_ids(), -(-number // per_plan))):
        (root / plan).mkdir()
        _put(root, f"{plan}/plan.toml", _lines(_plan(index, plan)))
    for promise in promises(number, seed, per_plan, reports):
        _put(root, promise.path, promise.text)
    return root


def _put(root: Path, path: str, text: str) -> None:
    with open(os.path.join(root, path), "xb") as file:
        file.write(text.encode())


def place_of(index: int) -> str:
    """Whose the plan of that number is: the city, then its counties."""
    return _COUNTIES[(index - 1) % len(_COUNTIES)] if index else _CITY


def _plan(index: int, plan: str) -> Plain:
    place = place_of(index)
    return {
        "id": plan,
        "title": f"{YEAR}年{place}政府工作报告",
        "year": YEAR,
        "start": date(YEAR, 1, 1),
        "end": LAST,
        "issuer": f"{place}人民政府",
        "level": "county" if index else "city",
        "published": _RECORDED.date(),
        "document": f"{YEAR}年{place}政府工作报告.txt",
    } | ({"parent": FIRST_PLAN} if index else {})


def _units() -> Iterator[Plain]:
    """The city's; what a county calls its own stands in its records alone."""
    for bureau, leads in BUREAUS.items():
        aliases = [f"市{bureau}", bureau]
        yield {"name": f"{_CITY}{bureau}", "aliases": aliases, "level": "city", "leads": leads.split()}


def _promise(chance: Random, place: str, plan: str, serial: int, reports: int | None) -> Promise:
    topic = TOPICS[0] if serial == 1 else chance.choices(TOPICS, _WEIGHTS)[0]
    number = number_of(topic, chance.randint(topic.least, topic.most)) if topic.most else None
    towns = chance.sample(_TOWNS, 2) if serial > 1 else ("", "")
    id_, title = f"{plan}-{serial:03d}", topic.title.format(*towns, n=number)
    source = {"quote": chance.choice(("", "今年", "年内", "计划")) + title, "line": 20 + serial // 5}
    head = _head(chance, topic, place, plan) | {"id": id_, "item": str(1 + serial * 2 // 3), "title": title}
    goal = _goal(topic, number, plan)
    updates = _keyed(said(chance, topic, head, number, reports), head, source, plan, chance)
    return Promise(plan, id_, {name: head[name] for name in _HEAD if name in head}, goal, source, updates)


_WEIGHTS = [topic.weight for topic in TOPICS]
_HEAD = (
    *("id", "item", "title", "owner", "supporting", "deadline", "status", "kind", "strength", "section", "tags"),
    *("assumed", "upper", "recorded", "checkpoint"),
)
"""The keys of a head in the order in which they are written."""


def _head(chance: Random, topic: Topic, place: str, plan: str) -> Plain:
    """All but what names the record."""
    head: Plain = {
        "owner": f"{place}{topic.bureau}",
        "status": "pending",
        "kind": topic.kind.value,
        "recorded": _RECORDED,
    }
    if happens(chance, 30):
        head["supporting"] = [f"{place}{name}" for name in chance.sample(tuple(BUREAUS), 2) if name != topic.bureau]
    if topic.kind is not Kind.QUALITATIVE or happens(chance, 80):
        head["deadline"] = chance.choice(_DEADLINES) if KINDS[topic.kind].any_time else LAST
    stated = {"deadline": head.get("deadline") != LAST, "done_when": not topic.done_when}
    head["assumed"] = ["owner", *(name for name, is_stated in stated.items() if not is_stated)]
    head |= {"strength": "stretch" if happens(chance, 10) else "firm", "tags": topic.tags.split()}
    head["section"] = chance.choice(SECTIONS)
    if plan != FIRST_PLAN and happens(chance, 5):
        head["upper"] = f"{FIRST_PLAN}-001"
    if topic.kind is Kind.MILESTONE and happens(chance, 40):
        head["checkpoint"] = [{"date": date(YEAR, 6, 30), "stage": "主体完工"}]
    return head


def _goal(topic: Topic, number: float | None, plan: str) -> Plain:
    has_none = topic.kind in {Kind.MILESTONE, Kind.QUALITATIVE, Kind.GUARD}
    goal = {
        "indicator": topic.indicator,
        "comparator": "" if has_none else "<=" if topic.kind is Kind.RANK else ">=",
        "value": number,
        "unit": topic.unit,
        "denominator": topic.denominator,
        "per": topic.per,
        "done_when": topic.done_when,
        "of": f"{plan}-001" if topic.kind is Kind.RELATIVE else "",
    }
    return {name: value for name, value in goal.items() if value}


def _keyed(said: list[Plain], head: Plain, source: Plain, plan: str, chance: Random) -> dict[str, Plain]:
    """The lines by their keys, which say for which commitment each was made."""
    quotes = (Quote(source["quote"], source["line"]),)
    target = Target(
        id=head["id"], title=head["title"], kind=Kind(head["kind"]), recorded=_RECORDED, plan=plan, quotes=quotes
    )
    keyed: dict[str, Plain] = {}
    for line in said:
        if "void" in line:
            line["void"] = next(key for key, other in keyed.items() if other is line["void"])
        moment = line["at"] + timedelta(microseconds=chance.randrange(1_000_000))  # which the key alone keeps
        keyed[record.new_key(moment, chance.randrange(record.PAIRS), target)] = line
    return keyed


def _lines(table: Plain) -> str:
    return "".join([f"{key} = {_block(value)}\n" for key, value in table.items()])


def _block(value: Any) -> str:
    if type(value) is list and type(value[0]) is dict:
        return "[\n" + "".join(f"    {_inline(element)},\n" for element in value) + "]"
    return _inline(value)


def _inline(value: Any) -> str:
    """A value on one line. No text here has anything in it that TOML would escape."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, date):  # a moment, too
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{ {', '.join([f'{key} = {_inline(inner)}' for key, inner in value.items()])} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return str(value)


def main() -> None:
    """Write a ledger, and say where."""
    parser = argparse.ArgumentParser(description="Write a ledger of invented promises.")
    parser.add_argument("folder", type=Path, help="where `targets` is made; it must not be there yet")
    parser.add_argument("number", type=int, help="of records")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--per-plan", type=int, default=PER_PLAN, help="records of a plan")
    parser.add_argument("--reports", type=int, help="of each record; by chance if not given")
    given = parser.parse_args()
    print(write(given.folder, given.number, given.seed, given.per_plan, given.reports))


if __name__ == "__main__":
    main()
