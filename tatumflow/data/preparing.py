# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import gc
import hashlib
import io
import json
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

import numpy as np
from joblib import delayed, Parallel
from miditok import REMI

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .collecting import examine, fingerprint, load_index
from .frames import build_tokenizer, EOS, style_name
from .notes import midi_files, read_bytes
from .sources import Candidate, piece_name
from .tokens import encode

__all__ = ['SPLITS', 'prepare', 'split_pieces']


SPLITS = ("train", "val", "test")


def split_pieces(files: dict[str, dict]) -> dict[str, str]:
    """{file: "train" | "val" | "test"}: official splits kept, all others 80/10/10 by piece.

    `files` maps each file to its info. Files of one `piece` share a split, but for those with an official one. Pieces are taken in the order of a digest of their
    names, so the outcome depends on the names alone. Where official splits leave nothing to train or to validate on, they are not kept,
    and that is said. Raises `TatumError` when fewer than 3 pieces leave nothing to validate on.
    """
    chosen = {file: info["split"] for file, info in files.items() if info.get("split") in SPLITS}
    pieces = defaultdict(list)
    for file, info in files.items():
        if file not in chosen:
            pieces[info.get("piece") or file].append(file)
    tenth, count = sum(map(len, pieces.values())) / 10, Counter()
    for piece in sorted(pieces, key=lambda piece: hashlib.sha256(piece.encode()).hexdigest()):
        split = next((name for name in ("val", "test") if count[name] < tenth), "train")
        chosen.update(dict.fromkeys(pieces[piece], split))
        count[split] += len(pieces[piece])
    if {"train", "val"} <= set(chosen.values()):
        return chosen
    if any(info.get("split") for info in files.values()):
        print("공식 분할로는 훈련과 검증 가운데 한쪽이 비어, 곡 단위로 새로 나눕니다. 패키지의 모델이 배운 곡이 검증에 들 수 있습니다.")
        return split_pieces({file: {**info, "split": None} for file, info in files.items()})
    raise TatumError("훈련과 검증으로 나누려면 서로 다른 곡이 3곡 이상 있어야 합니다. MIDI를 더 모으십시오.")


def prepare(midi: Path | None = None, out: Path | None = None) -> dict:
    """Tokenise every MIDI file below `midi` into `out`: `tokenizer.json` and, a split, `{split}.tokens.npy` (uint16) and
    `{split}.json` (one entry a piece: file, title, artist, style, start and length in tokens, notes, seconds).

    Returns {"splits": {split: number of files}, "set_aside": {file: reason}}. Files that fail the checks are left where
    they are and listed in `set_aside.json`. Raises `TatumError` when there is nothing to prepare.
    """
    folder, out = Path(midi or workspace().midi), Path(out or workspace().tokens)
    files = midi_files(folder)
    if not files:
        raise TatumError(f"MIDI 파일이 없습니다: {folder}. 먼저 `tatumflow phase1_collect_data`로 모으십시오.")
    known, seen, pieces, aside = load_index(folder), {}, {}, {}
    infos = [known.get(str(file.relative_to(folder)), {}) for file in files]
    work = Parallel(n_jobs=-1 if len(files) > 200 else 1, return_as="generator")(
        delayed(_tokenise)(files[i:i + 16], infos[i:i + 16]) for i in range(0, len(files), 16))
    for file, piece in zip(progress(files, desc="토큰으로", unit="곡"), chain.from_iterable(work)):
        name = str(file.relative_to(folder))
        if "reason" not in piece and seen.setdefault(piece["fingerprint"], name) != name:
            piece["reason"] = f"'{seen[piece['fingerprint']]}'와 같은 연주입니다(중복)."
        if "reason" in piece:
            aside[name] = piece["reason"]
        else:
            pieces[name] = {"split": None, **piece, "file": name}
    out.mkdir(parents=True, exist_ok=True)
    write_atomic(out / "set_aside.json", json.dumps(aside, ensure_ascii=False, indent=1))
    splits = split_pieces(pieces)
    for split in SPLITS:
        _write_split(out, split, [piece for name, piece in pieces.items() if splits[name] == split])
    build_tokenizer().save(out / "tokenizer.json")
    return {"splits": {split: list(splits.values()).count(split) for split in SPLITS}, "set_aside": aside}


def _tokenise(files: list[Path], infos: list[dict]) -> list[dict]:
    """Several files one after another, for building a tokenizer takes as long as a piece."""
    tokenizer = build_tokenizer()
    gc.freeze()  # the collector need not walk through every loaded library while MIDI messages pile up
    try:
        return [_tokenise_file(file, info, tokenizer) for file, info in zip(files, infos)]
    finally:
        gc.unfreeze()


def _tokenise_file(file: Path, info: dict, tokenizer: REMI) -> dict:
    """`info` of a file with its style, fingerprint, size and token ids; or with the "reason" why it cannot be used."""
    try:
        notes = examine(Candidate(file.name, read_bytes(file)), {})
    except TatumError as error:
        return {"reason": str(error)}
    mark = fingerprint(notes)
    notes["onset"] -= notes["onset"][0]
    info = {"title": file.stem, "artist": None, "piece": piece_name(file.stem), **info}
    return {**info, "style": style_name(info["artist"]), "fingerprint": mark, "notes": len(notes),
            "seconds": float(notes["onset"][-1]), "ids": encode(notes, info["artist"], tokenizer)}


def _write_split(out: Path, split: str, pieces: list[dict]) -> None:
    tokens = np.concatenate([np.empty(0, np.uint16)] + [piece.pop("ids") for piece in pieces])
    ends = np.flatnonzero(tokens == EOS) + 1
    for piece, start, end in zip(pieces, [0, *ends], ends):
        piece.update(start=int(start), length=int(end - start))
    buffer = io.BytesIO()
    np.save(buffer, tokens)
    write_atomic(out / f"{split}.tokens.npy", buffer.getvalue())
    write_atomic(out / f"{split}.json", json.dumps(pieces, ensure_ascii=False, indent=1))
