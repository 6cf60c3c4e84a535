"""From a folder of MIDI files to the tokens that a model is trained on."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import numpy as np
from joblib import delayed, Parallel
from miditok import REMI

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import make_folder, write_atomic
from ..runtime.workspaces import workspace
from .candidates import Candidate, piece_name
from .checks import examine, fingerprint
from .finding import midi_files, read_bytes
from .index import load_index
from .left_out import tell_left_out
from .splits import split_pieces, SPLITS
from .tempo import FREE
from .token_files import write_splits
from .tokens import transcribe, written_tempi
from .vocabulary import build_tokenizer, style_name

__all__ = ['Prepared', 'prepare']


@dataclass(frozen=True)
class Prepared:
    """What `prepare` did: how many files each split got; {file: reason} of those set aside; the
    share of the music's time (0 to 1) that is in bars without a pulse; {file: what of the song is
    no piano}."""
    splits: dict[str, int]
    set_aside: dict[str, str]
    free: float
    left_out: dict[str, str]

    def __str__(self) -> str:
        """A Korean line for the splits, and one for each file of which not all was taken."""
        names = {"train": "훈련", "val": "검증", "test": "시험"}
        counts = (f"{names[split]} {count}곡" for split, count in self.splits.items())
        lost = (f"  뺀 파일: {name}: {reason}" for name, reason in self.set_aside.items())
        parted = (f"  {line}" for line in tell_left_out(self.left_out))
        return "\n".join([" · ".join(counts), *lost, *parted])


def prepare(midi: Path | None = None, out: Path | None = None) -> Prepared:
    """Tokenise every MIDI file below `midi` into the folder `out` (see `read_split`).

    Files that fail the checks stay where they are and are listed in `out/set_aside.json`. Raises
    `TatumError` when there is nothing to prepare, or not enough to split.
    """
    folder, out = Path(midi or workspace().midi), make_folder(out or workspace().tokens)
    entries, ids, aside = _tokenise_folder(folder)
    write_atomic(out / "set_aside.json", json.dumps(aside, ensure_ascii=False, indent=1))
    chosen = split_pieces(entries)
    files = {split: [name for name in entries if chosen[name] == split] for split in SPLITS}
    write_splits(out, {split: ([entries[name] for name in names], [ids[name] for name in names])
                       for split, names in files.items()})
    seconds, free = np.array([(entry["seconds"], entry["free"]) for entry in entries.values()]).T
    left_out = {name: entry["left_out"] for name, entry in entries.items() if "left_out" in entry}
    return Prepared({split: len(names) for split, names in files.items()}, aside,
                    float(np.average(free, weights=seconds)), left_out)


def _tokenise_folder(folder: Path) -> tuple[dict[str, dict], dict[str, np.ndarray], dict[str, str]]:
    """By file name: what is known of each piece, its token ids, and why others cannot be used."""
    files = midi_files(folder)
    if not files:
        raise TatumError(f"MIDI 파일이 없습니다: {folder}. "
                         "먼저 `tatumflow phase1_collect_data`로 모으십시오.")
    names, known = [str(file.relative_to(folder)) for file in files], load_index(folder)
    infos = [known.get(name, {}) for name in names]
    work = Parallel(n_jobs=-1 if len(files) > 200 else 1, return_as="generator")(
        delayed(_tokenise)(files[i:i + 16], infos[i:i + 16]) for i in range(0, len(files), 16))
    entries, ids, aside, origins = {}, {}, {}, {}
    with progress(chain.from_iterable(work), total=len(files), desc="토큰으로", unit="곡") as bar:
        for name, piece in zip(names, bar):
            origin = origins.setdefault(piece.entry.get("fingerprint", name), name)
            if piece.reason:
                aside[name] = piece.reason
            elif origin != name:
                aside[name] = f"'{origin}'와 같은 연주입니다(중복)."
            else:
                entries[name] = {"split": None, **piece.entry, "file": name}
                ids[name] = piece.ids
    return entries, ids, aside


@dataclass
class _Piece:
    """A file as tokens with its entry in the index, or the `reason` why it cannot be used."""
    entry: dict = field(default_factory=dict)
    ids: np.ndarray | None = None
    reason: str | None = None


def _tokenise(files: list[Path], infos: list[dict]) -> list[_Piece]:
    """Several files, for building a tokenizer takes as long as a piece."""
    tokenizer = build_tokenizer()
    return [_tokenise_file(file, info, tokenizer) for file, info in zip(files, infos)]


def _tokenise_file(file: Path, info: dict, tokenizer: REMI) -> _Piece:
    try:
        part = examine(Candidate(file.name, read_bytes(file)), {})
    except TatumError as error:
        return _Piece(reason=str(error))
    notes, mark = part.notes, fingerprint(part.notes)
    notes["onset"] -= notes["onset"][0]
    ids = transcribe(notes, info.get("artist"), tokenizer)
    free = float((written_tempi(ids, tokenizer) == FREE).mean())
    title = normalize("NFC", file.stem)
    info = {"title": title, "artist": None, "piece": piece_name(title), **info}
    entry = {**info, "style": style_name(info["artist"]), "fingerprint": mark,
             "notes": len(notes), "seconds": float(notes["onset"][-1]), "free": free}
    if part.left_out: entry["left_out"] = str(part.left_out)
    return _Piece(entry, ids)
