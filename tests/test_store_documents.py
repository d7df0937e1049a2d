"""What belongs to a ledger but is no record: the settings alone, and the plans' source documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from targettrack import store
from targettrack.errors import StoreError
from targettrack.model import Plan, Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_settings_alone(tmp_path: Path) -> None:
    """The language is known without reading the ledger; faulty or absent settings are the defaults."""
    assert store.settings(tmp_path) == Settings()
    (tmp_path / "targettrack.toml").write_text("language = ", encoding="utf-8")
    assert store.settings(tmp_path) == Settings()
    (tmp_path / "targettrack.toml").write_text('language = "zh"\n', encoding="utf-8")
    assert store.settings(tmp_path) == Settings(language="zh")


def test_the_documents_that_are_at_hand(tmp_path: Path) -> None:
    """Every plan's document that lies in the folder, byte for byte."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf\xe7\x94\xb2\r\n")
    plans = [Plan("A", "A", document="a.txt"), Plan("B", "B", document="b.txt"), Plan("C", "C")]
    assert store.documents(tmp_path, plans) == {"A": b"\xef\xbb\xbf\xe7\x94\xb2\r\n"}
    with pytest.raises(StoreError) as caught:
        store.documents(tmp_path / "gone", plans)
    assert (caught.value.code, caught.value.params) == ("no-folder", {"path": str(tmp_path / "gone")})
