"""Fit the weights of `extract/rules/confidence.tsv` on labelled reports, and say how well they hold on a report left out.

    python tests/fit_confidence.py LABELS TEXTS

Prints a row for each sign, and the calibration per tenth where each report is judged by the weights of the others.
Logistic regression with a weak prior towards zero; no library, for twelve numbers.
"""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import marked
from targettrack.extract.confidence import SIGNS

if TYPE_CHECKING:
    from targettrack.extract import Draft

PRIOR = 1.0
ROUNDS = 30
Case = tuple[list[float], bool]


def cases(judged: list[tuple[Draft, bool]]) -> list[Case]:
    """The signs of each judged draft as ones and zeros."""
    return [([float(holds(draft)) for holds in SIGNS.values()], right) for draft, right in judged]


def fitted(known: list[Case]) -> list[float]:
    """The weights of least loss: Newton's steps."""
    size = len(SIGNS)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        gradient = [-PRIOR * weight for weight in weights]
        hessian = [[PRIOR * (row == column) for column in range(size)] for row in range(size)]
        for signs, right in known:
            chance = likely(weights, signs)
            for row in range(size):
                if signs[row]:
                    gradient[row] += right - chance
                    for column in range(size):
                        hessian[row][column] += chance * (1 - chance) * signs[column]
        weights = [weight + step for weight, step in zip(weights, solved(hessian, gradient), strict=True)]
    return weights


def likely(weights: list[float], signs: list[float]) -> float:
    """The chance that a draft with these signs is right."""
    return 1 / (1 + math.exp(-sum(weight * sign for weight, sign in zip(weights, signs, strict=True))))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small positive definite system by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for index, pivot in enumerate(rows):
        for other in rows[index + 1 :]:
            factor = other[index] / pivot[index]
            for column in range(index, len(pivot)):
                other[column] -= factor * pivot[column]
    out = [0.0] * len(rows)
    for index in reversed(range(len(rows))):
        known = sum(rows[index][column] * out[column] for column in range(index + 1, len(rows)))
        out[index] = (rows[index][-1] - known) / rows[index][index]
    return out


def main(labels: Path, texts: Path) -> None:
    """Print the weights, and the calibration of reports left out."""
    scores = marked.folder(labels, texts)
    by_report = [cases(score.judged) for score in scores]
    everything = [case for report in by_report for case in report]
    for name, weight in zip(SIGNS, fitted(everything), strict=True):
        count = sum(signs[list(SIGNS).index(name)] == 1 for signs, _right in everything)
        sys.stdout.write(f"{name}\t{weight:.1f}\t({count} drafts)\n")
    left_out: list[tuple[Draft, bool]] = []
    for index, score in enumerate(scores):
        weights = fitted([case for other, report in enumerate(by_report) if other != index for case in report])
        for (draft, right), (signs, _) in zip(score.judged, by_report[index], strict=True):
            left_out.append((draft._replace(confidence=Decimal(likely(weights, signs))), right))
    sys.stdout.write(marked.calibration(left_out) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
