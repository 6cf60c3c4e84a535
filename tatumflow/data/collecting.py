"""Bringing performances into one folder, checked."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import hashlib
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .candidates import Candidate
from .checks import examine, fingerprint
from .finding import midi_files
from .sources import open_source

__all__ = ['Collection', 'collect', 'first_midi', 'load_index']


@dataclass
class Collection:
    """What `collect` did: file names kept in `folder`, and (name, reason) of those set aside."""
    folder: Path
    kept: list[str]
    set_aside: list[tuple[str, str]]

    def __str__(self) -> str:
        kinds = Counter(re.sub(r"'.*'|\d+(\.\d+)?", "…", reason) for _, reason in self.set_aside)
        lines = [f"받은 파일 {len(self.kept)}개, 따로 둔 파일 {len(self.set_aside)}개",
                 *(f"  {count:4d}개  {reason}" for reason, count in kinds.most_common())]
        return "\n".join(lines)


def collect(source: str, path: Path | None = None, artist: str | None = None,
            out: Path | None = None) -> Collection:
    """Bring the performances of `source` into the folder `out`, checked.

    Kept files are listed in `out/collection.json`; others go to `set_aside/SOURCE/` beside `out`.
    """
    candidates = open_source(source, path, artist)
    folder = _Folder(Path(out or workspace().midi))
    aside = folder.path.parent / "set_aside" / source
    done = Collection(folder.path, [], [])
    try:
        with progress(candidates, desc="모으는 중", unit="곡") as bar:
            for candidate in bar:
                try:
                    notes = examine(candidate, folder.origins)
                except TatumError as error:
                    done.set_aside.append((candidate.name, str(error)))
                    _set_aside(candidate, aside)
                else:
                    done.kept.append(folder.add(candidate, notes, source))
    finally:  # stopped half-way, what has come so far is on record
        folder.save()
        _write_reasons(done.set_aside, aside)
    return done


_INDEX = "collection.json"


def load_index(folder: Path) -> dict[str, dict]:
    """What is known of the files in `folder`: {file name: {artist, title, piece, split, …}}.

    Only of those still there; empty without an index.
    """
    path = Path(folder) / _INDEX
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: info for name, info in known.items() if (path.parent / name).is_file()}


def first_midi() -> Path:
    """The first MIDI file that the workspace has collected; `TatumError` if there is none."""
    folder = workspace().midi
    files = midi_files(workspace().need(folder, "01_data.ipynb"))
    if files: return files[0]
    raise TatumError(f"모은 곡이 하나도 없습니다: {workspace().show(folder)}. "
                     "01_data.ipynb 노트북에서 곡을 모으십시오.")


class _Folder:
    """A folder of collected files, and what is known of them by name and by fingerprint."""

    def __init__(self, path: Path):
        path.mkdir(parents=True, exist_ok=True)
        self.path, self.index = path, load_index(path)
        self.origins = {info["fingerprint"]: info["origin"] for info in self.index.values()}
        self.names = {info["fingerprint"]: name for name, info in self.index.items()}
        there = [*self.index, *(file.name for file in path.iterdir())]  # not all were collected
        self.taken = {name.casefold() for name in there}

    def add(self, candidate: Candidate, notes: np.ndarray, source: str) -> str:
        """Write a candidate's file, over the one there is if it is not new. Returns its name."""
        mark = fingerprint(notes)
        name = self.names.get(mark) or self._new_name(candidate, mark)
        self.taken.add(name.casefold())
        write_atomic(self.path / name, candidate.data)
        self.index[name] = {**candidate.info, "source": source, "origin": candidate.name,
                            "fingerprint": mark}
        return name

    def save(self) -> None:
        """Write the index."""
        write_atomic(self.path / _INDEX, json.dumps(self.index, ensure_ascii=False, indent=1))

    def _new_name(self, candidate: Candidate, mark: str) -> str:
        title = candidate.info.get("title") or Path(candidate.name).stem
        words = " - ".join(filter(None, [candidate.info.get("artist"), title]))
        stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", words)[:80].strip(" .")
        is_taken = f"{stem}.mid".casefold() in self.taken
        return f"{stem} {mark[:6]}.mid" if is_taken else f"{stem}.mid"


def _set_aside(candidate: Candidate, folder: Path) -> None:
    """Keep the bytes of a candidate, if there are any, in `folder`."""
    if not candidate.data: return
    safe = re.sub(r"[^\w.-]+", "_", candidate.name)[-80:]
    mark = hashlib.sha256(candidate.data).hexdigest()[:8]
    write_atomic(folder / f"{mark}_{safe}", candidate.data)


def _write_reasons(reasons: list[tuple[str, str]], folder: Path) -> None:
    """Add (name, reason) to `reasons.csv` in `folder`, each once."""
    if not reasons: return
    path, table, known = folder / "reasons.csv", io.StringIO(), []
    if path.exists():
        known = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1:]
    rows = dict.fromkeys([*map(tuple, known), *reasons])
    csv.writer(table).writerows([("파일", "이유"), *rows])
    write_atomic(path, "\ufeff" + table.getvalue())  # a mark by which Excel knows UTF-8
