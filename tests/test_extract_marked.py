"""The scores of `marked`, `unmarked` and the fit of confidence: on small texts of our own, and on the corpus where it is."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

import fit_confidence
import marked
import unmarked
from targettrack import extract
from targettrack.extract import confidence

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TEXT = """甲县政府工作报告
——2025年1月8日在甲县第十七届人民代表大会第五次会议上
二、2025年工作安排
新增学位940个，改造管网3.5万米。建成县第二水厂。实现行政村5G网络全覆盖。
"""
LABELS = """# forward part: characters 40-100 of the raw text
-\t新增学位940个\t940\t个\t=\t2025-12-31\tcount
-\t改造管网3.5万米\t35000\t米\t=\t2025-06-30\tcount
-\t建成县第二水厂\t-\t-\t-\t2025-12-31\tmilestone
-\t实现行政村5G网络全覆盖\t-\t-\t-\t2025-12-31\tcoverage\toptional
"""


def test_a_text_against_its_labels(tmp_path: Path) -> None:
    """Each count has its base; an optional row counts neither for nor against."""
    (tmp_path / "甲.tsv").write_text(LABELS, encoding="utf-8")
    score = marked.score("甲", TEXT, tmp_path / "甲.tsv")
    assert {what: (score.counts[what], score.counts[what + "/"]) for what in marked.FIELDS} == {
        "recall": (2, 2),
        "precision": (2, 2),
        "value,unit": (2, 2),
        "comparator": (2, 2),
        "deadline": (1, 2),
        "kind": (2, 2),
        "words recall": (1, 1),
        "words prec": (1, 1),
        "words day": (1, 1),
    }
    assert score.wrong == ["  deadline     2025-12-31 for 2025-06-30 改造管网3.5万米"]


def test_a_label_that_the_text_does_not_have(tmp_path: Path) -> None:
    """A quote from elsewhere is a fault of the labels."""
    (tmp_path / "甲.tsv").write_text(LABELS.replace("940个", "941个", 1), encoding="utf-8")
    with pytest.raises(ValueError, match="新增学位941个"):
        marked.score("甲", TEXT, tmp_path / "甲.tsv")


def test_what_a_text_tells_without_labels(tmp_path: Path) -> None:
    """Year, level and place are those of the file's name; a title that is only a figure is named."""
    path = tmp_path / "县-甲县-2025.txt"
    path.write_text(TEXT + "研发投入占地区生产总值比重达到2.5%。地区生产总值增长5%。\n", encoding="utf-8")
    found = unmarked.figures(path)
    assert (found.year, found.issuer[1], found.glossary, found.gdp) == ((2025, 2025), "甲县", 0, True)
    assert (found.unread_shares, found.bare_titles) == ((), ())


def test_fitted_weights_find_what_made_the_cases() -> None:
    """A sign that makes drafts right gets a positive weight, one that says nothing about none."""
    chance = random.Random(7)
    names = list(confidence.SIGNS)
    cases = []
    for _ in range(400):
        signs = [float(chance.random() < 0.5) for _ in names]
        signs[0] = 1.0
        cases.append((signs, chance.random() < (0.9 if signs[names.index("figure")] else 0.2)))
    weights = dict(zip(names, fit_confidence.fitted(cases), strict=True))
    assert weights["figure"] > 2
    assert abs(weights["dated"]) < 0.7


def test_calibration_has_a_line_for_each_tenth() -> None:
    """Two drafts of 0.62 and 0.68, one of them right."""
    draft = extract.draft(TEXT).drafts[0]
    judged = [(draft._replace(confidence=Decimal(value)), right) for value, right in (("0.62", True), ("0.68", False))]
    assert marked.calibration(judged).splitlines()[1].split() == ["0.6-0.7", "2", "0.65", "0.50"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_labelled_counties() -> None:
    """The two hand-labelled counties are read as well as they once were."""
    total = marked.Marks("all")
    for score in marked.folder(CORPUS / "labels", CORPUS):
        total.counts.update(score.counts)
        total.wrong += score.wrong
    floors = {
        "recall": 0.98,
        "precision": 0.91,
        "value,unit": 0.99,
        "comparator": 0.985,
        "deadline": 0.98,
        "words recall": 0.73,
    }
    shares = {what: total.counts[what] / total.counts[what + "/"] for what in floors}
    assert all(shares[what] >= floor for what, floor in floors.items()), (shares, total.wrong)
