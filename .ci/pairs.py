"""Count which pairs of characters begin the clauses of promises and of reviews: `python .ci/pairs.py FOLDER…`.

Reads every report of the folders whose parts have headings that say for sure what they are, and writes the pairs that
tell the two apart best into `extract/rules/pairs.tsv`, each with an example that needs it. Pairs count by how often they
begin a clause in a million characters; those that few documents have are nobody's but their own.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

from targettrack import extract
from targettrack.extract import clean, document, outline, rules, stances, tables

FILE = Path(rules.__file__).parent / "pairs.tsv"
CLAUSE = rules.table("pairs", "clause")
MOST, LEAST_DOCUMENTS, ROUND = 24, 8, 10
AHEAD = "一、2024年工作回顾\\n新增学位90个。\\n二、同心同德\\n{}学校建设，新增学位100个。\\n"
BEHIND = "一、同心同德\\n{}有为，新增学位90个。\\n二、2025年工作安排\\n新增公园3个。\\n"


def main(folders: list[str]) -> None:
    """Count and write."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    documents: Counter[str] = Counter()
    lengths = {True: 0, False: 0}
    for path in sorted(one for folder in folders for one in Path(folder).iterdir() if one.is_file()):
        seen: set[str] = set()
        for promises, text in parts(extract.read_bytes(path.read_bytes())):
            found = [match[0] for match in CLAUSE.finditer(text)]
            counts[promises].update(found)
            lengths[promises] += len(text)
            seen |= set(found)
        documents.update(seen)
    write(chosen(counts, lengths, documents))


def parts(text: str) -> list[tuple[bool, str]]:
    """The passages of a report that stand under a heading of a part that is sure, with what it is."""
    paragraphs = clean.paragraphs(text)
    about = document.about(paragraphs, document.About(), clean.front(text))
    out = []
    for passage in outline.passages(tuple(entry.paragraph for entry in tables.entries(paragraphs)), about):
        part = passage.headings[0] if passage.headings else ""
        sure = stances.sure_stance(part, about)
        if not passage.heading and sure is not None and sure == stances.stance(part, about) == passage.promises:
            out.append((sure, passage.paragraph.plain[passage.start : passage.end]))
    return out


def chosen(
    counts: dict[bool, Counter[str]], lengths: dict[bool, int], documents: Counter[str]
) -> list[tuple[str, int, int]]:
    """The pairs of either side that tell most: the weight, times the root of how often they come."""
    rates = [
        (pair, *(round(counts[side][pair] / lengths[side] * 1_000_000) for side in (True, False)))
        for pair, number in documents.items()
        if number >= LEAST_DOCUMENTS
    ]
    out = []
    for sign in (1, -1):
        own = [one for one in rates if sign * weight(one) > 0]
        out += sorted(own, key=lambda one: -abs(weight(one)) * math.sqrt(max(one[1:])))[:MOST]
    return out


def weight(pair: tuple[str, int, int]) -> float:
    """The logarithm of how much oftener a pair begins a clause of a promise than of a review."""
    return math.log((pair[1] + ROUND) / (pair[2] + ROUND))


def write(pairs: list[tuple[str, int, int]]) -> None:
    """Put the pairs behind the header of their table."""
    before, header, _rows = FILE.read_text("utf-8").partition("[pairs: ")
    about = header + _rows.split("\n", 1)[0]
    rows = [
        f"{pair}\t{ahead}\t{behind}\t{(AHEAD if ahead > behind else BEHIND).format(pair)}"
        for pair, ahead, behind in pairs
    ]
    FILE.write_text(before + "\n".join([about, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
