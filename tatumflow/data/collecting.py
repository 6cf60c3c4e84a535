# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import hashlib
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import numpy as np

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .notes import midi_files, read_midi
from .sources import Candidate, from_etudes, from_folder, from_pijama, from_weimar

__all__ = [
    'Collection', 'DENSEST', 'FEWEST_NOTES', 'INDEX', 'LONGEST', 'SHORTEST', 'SILENT', 'SOURCES',
    'collect', 'examine', 'find_fault', 'fingerprint', 'first_midi', 'load_index',
]


SHORTEST, LONGEST = 5.0, 3600.0  # seconds
FEWEST_NOTES, DENSEST, SILENT = 20, 150, 5  # notes; notes within one second; median velocity


def find_fault(notes: np.ndarray) -> str | None:
    """The reason (a Korean sentence) why `notes` cannot be used for training, or None."""
    if len(notes) < FEWEST_NOTES:
        return f"음표가 {len(notes)}개뿐입니다({FEWEST_NOTES}개 이상이어야 합니다)."
    length = float(np.max(notes["onset"] + notes["duration"]) - notes["onset"][0])
    in_one_second = np.searchsorted(notes["onset"], notes["onset"] + 1.0) - np.arange(len(notes))
    if length < SHORTEST:
        return f"길이가 {length:.1f}초뿐입니다({SHORTEST:.0f}초 이상이어야 합니다)."
    if length > LONGEST:
        return f"길이가 {length / 60:.0f}분입니다({LONGEST / 60:.0f}분 이하여야 합니다)."
    if in_one_second.max() > DENSEST:
        return f"1초에 음표가 {in_one_second.max()}개나 됩니다({DENSEST}개 이하여야 합니다)."
    if np.median(notes["velocity"]) < SILENT:
        return f"거의 들리지 않습니다(velocity의 중앙값 {np.median(notes['velocity']):.0f})."
    return None


def fingerprint(notes: np.ndarray) -> str:
    """A digest of what is played (pitches and onsets from the first note, to 0.1 s): equal for copies of one file."""
    what = np.stack([np.round((notes["onset"] - notes["onset"][0]) * 10), notes["pitch"]]).astype(np.int64)
    return hashlib.sha256(what.tobytes()).hexdigest()[:16]


@dataclass
class Collection:
    """What `collect` did: file names kept in `folder`, and (name, reason) of those set aside."""
    folder: Path
    kept: list[str]
    set_aside: list[tuple[str, str]]

    def __str__(self) -> str:
        lines = [f"받은 파일 {len(self.kept)}개, 따로 둔 파일 {len(self.set_aside)}개"]
        kinds = Counter(re.sub(r"'.*'|\d+(\.\d+)?", "…", reason) for _, reason in self.set_aside)
        return "\n".join(lines + [f"  {count:4d}개  {reason}" for reason, count in kinds.most_common()])


SOURCES = {"etudes": from_etudes, "pijama": from_pijama, "weimar": from_weimar, "folder": from_folder}
INDEX = "collection.json"


def collect(source: str, path: Path | None = None, artist: str | None = None, out: Path | None = None) -> Collection:
    """Bring the performances of `source` into the folder `out`, checked; what fails is set aside with the reason.

    `source` is a key of `SOURCES`; `path` and `artist` are passed on to it. Kept files and what is known of them are listed in
    `out/collection.json`; those set aside go to `set_aside/SOURCE/` beside `out`, reasons in its `reasons.csv`. Collecting again adds
    to what is there. Raises `TatumError` when the source cannot be read.
    """
    folder = Path(out or workspace().midi)
    folder.mkdir(parents=True, exist_ok=True)
    index = load_index(folder)
    seen = {entry["fingerprint"]: entry["origin"] for entry in index.values()}
    names = {entry["fingerprint"]: name for name, entry in index.items()}
    taken = {name.casefold() for name in [*index, *(path.name for path in folder.iterdir())]}  # also files that nobody collected
    kept, aside = [], []
    try:
        for candidate in progress(list(_candidates(source, path, artist)), desc="모으는 중", unit="곡"):
            try:
                notes = examine(candidate, seen)
            except TatumError as error:
                aside.append((candidate, str(error)))
                continue
            mark = fingerprint(notes)
            name = names.get(mark) or _file_name(candidate, mark, taken)
            taken.add(name.casefold())
            write_atomic(folder / name, candidate.data)
            index[name] = {**candidate.info, "source": source, "origin": candidate.name, "fingerprint": mark}
            kept.append(name)
    finally:  # stopped half-way, what has come so far is on record
        write_atomic(folder / INDEX, json.dumps(index, ensure_ascii=False, indent=1))
        _put_aside(aside, folder.parent / "set_aside" / source)
    return Collection(folder, kept, [(candidate.name, reason) for candidate, reason in aside])


def load_index(folder: Path) -> dict[str, dict]:
    """What is known of each file in `folder`: {file name: {artist, title, piece, split, …}}, of those still there; empty without an index."""
    path = Path(folder) / INDEX
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: info for name, info in known.items() if (path.parent / name).is_file()}


def first_midi() -> Path:
    """The first MIDI file that the workspace has collected. Raises `TatumError` when there is none."""
    if files := midi_files(workspace().need(workspace().midi, "01_data.ipynb")): return files[0]
    raise TatumError(f"모은 곡이 하나도 없습니다: {workspace().show(workspace().midi)}. 01_data.ipynb 노트북에서 곡을 모으십시오.")


def _candidates(source: str, path, artist) -> Iterator[Candidate]:
    if source not in SOURCES:
        raise TatumError(f"출처 '{source}'는 없습니다. {', '.join(SOURCES)} 가운데 하나를 고르십시오.")
    if source == "etudes" and path or source in ("etudes", "folder") and artist:
        raise TatumError(f"--source {source}에는 {'--path' if source == 'etudes' and path else '--artist'}를 쓰지 않습니다. 여러분의 MIDI는 --source folder --path 폴더로, "
                         "한 연주자의 곡은 --source pijama나 weimar로 모으십시오.")
    if source == "etudes":
        return from_etudes()
    if source == "folder":
        if path is None:
            raise TatumError("--source folder에는 --path로 MIDI가 든 폴더를 주어야 합니다.")
        return from_folder(path)
    return SOURCES[source](path, artist)


def examine(candidate: Candidate, seen: dict[str, str]) -> np.ndarray:
    """The notes of a candidate; its fingerprint joins `seen` ({fingerprint: candidate's name})."""
    if candidate.reason:
        raise TatumError(candidate.reason)
    notes = read_midi(candidate.data)
    if fault := find_fault(notes):
        raise TatumError(fault)
    if seen.setdefault(fingerprint(notes), candidate.name) != candidate.name:
        raise TatumError(f"'{seen[fingerprint(notes)]}'와 같은 연주입니다(중복).")
    return notes


def _file_name(candidate: Candidate, mark: str, taken) -> str:
    parts = [candidate.info.get("artist"), candidate.info.get("title") or Path(candidate.name).stem]
    stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", " - ".join(filter(None, parts)))[:80].strip(" .")
    return f"{stem}.mid" if f"{stem}.mid".casefold() not in taken else f"{stem} {mark[:6]}.mid"


def _put_aside(aside: list[tuple[Candidate, str]], folder: Path) -> None:
    if not aside:
        return
    path, table = folder / "reasons.csv", io.StringIO()
    known = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1:] if path.exists() else []
    rows = dict.fromkeys([*map(tuple, known), *((candidate.name, reason) for candidate, reason in aside)])  # each once, in order
    csv.writer(table).writerows([("파일", "이유"), *rows])
    for candidate, _ in aside:
        if candidate.data:
            safe, mark = re.sub(r"[^\w.-]+", "_", candidate.name)[-80:], hashlib.sha256(candidate.data).hexdigest()[:8]
            write_atomic(folder / f"{mark}_{safe}", candidate.data)
    write_atomic(path, "\ufeff" + table.getvalue())  # a mark by which Excel knows UTF-8
