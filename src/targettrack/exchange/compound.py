"""A stream of a compound file (OLE), in which Excel before 2007 kept its workbooks. Knows no workbook.

Ours and not xlrd's, which follows a chain of sectors that bites its tail until memory is full.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST_NUMBERS, _HEADER = 109, 512
_ENTRY, _ROOT, _STREAM = 128, 5, 2
_SECTORS, _SMALL_SECTORS = frozenset({9, 12}), 6


def stream(data: bytes, names: Sequence[str], largest: int) -> bytes:
    """The first stream that has one of these names (in lower case). ValueError: there is none, it is larger, or damaged."""
    try:
        return _Compound(data, largest).stream(names)
    except (struct.error, IndexError) as error:
        raise ValueError from error


class _Compound:
    def __init__(self, data: bytes, largest: int) -> None:
        self._data, self._largest = data, largest
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in _SECTORS or small_shift != _SMALL_SECTORS:
            raise ValueError
        self._size = 1 << shift
        (self._first_folder,) = struct.unpack_from("<I", data, 48)
        self._least, self._first_small = struct.unpack_from("<II", data, 56)
        self._next = self._table(self._table_sectors())

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._data):  # the last one may be cut short
            raise ValueError
        return self._data[at : at + self._size]

    def _table_sectors(self) -> list[int]:
        """The sectors that say which sector follows which: the first ones are named in the header, the others in a chain."""
        sectors = list(struct.unpack_from(f"<{_FIRST_NUMBERS}I", self._data, 76))
        following, _count = struct.unpack_from("<II", self._data, 68)
        most = len(self._data) // self._size
        for _ in range(most):
            if following > most:
                break
            *more, following = self._numbers(self._sector(following))
            sectors += more
        return [sector for sector in sectors if sector < most]

    def _numbers(self, sector: bytes) -> Sequence[int]:
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _table(self, sectors: Sequence[int]) -> list[int]:
        if len(set(sectors)) < len(sectors):
            raise ValueError
        return [number for sector in sectors for number in self._numbers(self._sector(sector))]

    def _chain(self, first: int, table: Sequence[int]) -> list[int]:
        """The sectors that follow one another, up to the mark of the end. ValueError if it comes back to one of them."""
        chain: list[int] = []
        while first < len(table):
            if len(chain) > len(table):
                raise ValueError
            chain.append(first)
            first = table[first]
        return chain

    def _whole(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first, self._next)))

    def stream(self, names: Sequence[str]) -> bytes:
        """What `stream` is to give."""
        folder = self._whole(self._first_folder)
        entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        named = {_name(entry): entry for entry in reversed(entries) if entry[66] == _STREAM}
        wanted = next((named[name] for name in names if name in named), None)
        if wanted is None:
            raise ValueError
        first, size = struct.unpack_from("<II", wanted, 116)
        if size > self._largest:
            raise ValueError
        if size >= self._least:
            return self._whole(first)[:size]
        root = next(entry for entry in [*entries, wanted] if entry[66] == _ROOT or entry is wanted)
        small = self._whole(struct.unpack_from("<I", root, 116)[0])
        following = self._numbers(self._whole(self._first_small))
        width = 1 << _SMALL_SECTORS
        return b"".join(small[n * width : (n + 1) * width] for n in self._chain(first, following))[:size]


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
