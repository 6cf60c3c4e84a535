"""PiJAMA: solos of 120 jazz pianists (Edwards, Dixon and Benetos, TISMIR 6(1), 2023)."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .candidates import Candidate, from_zip
from .downloading import download

__all__ = ['from_pijama']


def from_pijama(path: Path | None = None, artist: str | None = None) -> Iterator[Candidate]:
    """The performances of PiJAMA, all or one artist's.

    `path` is a local `midi_kong.zip` (with `pijama.csv` beside it for the official splits); without
    it both are downloaded from their publishers. Raises `TatumError` for an unknown artist.
    """
    if path:
        archive, table = Path(path), Path(path).parent / "pijama.csv"
    else:
        archive, table = _download_pijama()
    if not zipfile.is_zipfile(archive):
        raise TatumError(f"ZIP 파일을 열 수 없습니다: {archive}. --path에 midi_kong.zip을 주거나, "
                         "--path 없이 실행해 내려받으십시오.")
    return _performances(archive, _official_splits(table, archive), artist)


def _performances(archive: Path, splits: dict[str, str], artist: str | None):
    """The members of the archive with what their paths say; see `from_pijama`."""
    found = set()
    for candidate in from_zip(archive):
        parts = candidate.name.split("/")  # midi_kong/studio/artist/album/tune.midi
        who, album = parts[-3:-1] if len(parts) >= 4 else ("", "")
        found.add(who)
        if artist is None or who.casefold() == artist.casefold():
            candidate.info |= {"artist": who, "album": album, "split": splits.get(candidate.name)}
            yield candidate
    if artist and artist.casefold() not in {name.casefold() for name in found}:
        raise TatumError(f"PiJAMA에 '{artist}'가 없습니다. 있는 이름의 예: "
                         f"{', '.join(sorted(found - {''})[:8])} …")


def _official_splits(table: Path, archive: Path) -> dict[str, str]:
    """{member of the archive: "train", "val" or "test"}; empty, and said, without the table."""
    if not table.exists():
        print(f"{table.name}이 {archive.name} 옆에 없어 공식 분할을 알 수 없습니다. "
              "곡 단위로 새로 나눕니다.")
        return {}
    with open(table, newline="", encoding="utf-8") as file:
        names = {row["midi_filepath"]: row["split"] for row in csv.DictReader(file)}
    return {normalize("NFC", name).replace("data/midi/", "midi_kong/", 1): split
            for name, split in names.items()}


_RECORD = "https://zenodo.org/api/records/8354955"
_TABLE = ("https://raw.githubusercontent.com/almostimplemented/PiJAMA/"
          "e43553c0acaa3740830e448de999bc1916182ec2/pijama.csv")


def _download_pijama(record: str = _RECORD, table: str = _TABLE) -> tuple[Path, Path]:
    """The archive and the table of official splits, in the workspace."""
    folder = workspace().root / "data/downloads"
    listing = json.loads(download(record, folder / "pijama_record.json").read_text("utf-8"))
    entry = next(file for file in listing["files"] if file["key"] == "midi_kong.zip")
    md5 = entry["checksum"].removeprefix("md5:")
    archive = download(entry["links"]["self"], folder / "midi_kong.zip", md5)
    return archive, download(table, folder / "pijama.csv")
