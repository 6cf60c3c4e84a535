"""The files in which prepared tokens lie on disk."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import json
import os
from pathlib import Path

import numpy as np

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .vocabulary import build_tokenizer, EOS

__all__ = ['read_split', 'write_splits']


_UNFINISHED = "unfinished"  # there while files are being replaced


def write_splits(folder: Path, splits: dict[str, tuple[list[dict], list[np.ndarray]]]) -> None:
    """Write {split: (entries, token ids of each)} and the tokenizer; see `read_split`.

    What is stopped half-way leaves a folder that `read_split` refuses.
    """
    write_atomic(folder / _UNFINISHED, "")
    for split, (entries, ids) in splits.items():
        tokens = np.concatenate([np.empty(0, np.uint16), *ids])
        ends = np.cumsum([len(piece) for piece in ids]).tolist()
        pieces = [{**entry, "start": end - len(piece), "length": len(piece)}
                  for entry, piece, end in zip(entries, ids, ends)]
        buffer = io.BytesIO()
        np.save(buffer, tokens)
        write_atomic(folder / f"{split}.tokens.npy", buffer.getvalue())
        write_atomic(folder / f"{split}.json", json.dumps(pieces, ensure_ascii=False, indent=1))
    build_tokenizer().save(folder / "tokenizer.json")
    (folder / _UNFINISHED).unlink()


def read_split(folder: Path, split: str) -> tuple[np.ndarray, list[dict]]:
    """The tokens of a split (`SPLIT.tokens.npy`, uint16) and its index (`SPLIT.json`).

    The tokens are memory-mapped where the system allows. The index has an entry a piece: file,
    title, artist, style, start and length in tokens, notes, seconds. Raises `TatumError` for a
    split that is missing or empty, unfinished, or whose index is not of its tokens.
    """
    folder, again = Path(folder), "`01_data.ipynb`나 `tatumflow phase1_prepare_dataset`으로"
    path = folder / f"{split}.tokens.npy"
    if (folder / _UNFINISHED).exists():
        raise TatumError(f"토큰을 만들다가 도중에 멈췄습니다: {folder}. {again} 다시 만드십시오.")
    if not path.exists(): raise TatumError(f"토큰이 없습니다: {folder}. {again} 먼저 만드십시오.")
    pieces = json.loads((folder / f"{split}.json").read_text(encoding="utf-8"))
    if not pieces:
        raise TatumError(f"분할 '{split}'이 비어 있습니다. 곡을 더 모아 다시 준비하십시오.")
    mode = None if os.name == "nt" else "r"  # Windows cannot replace a file that is mapped
    tokens = np.load(path, mmap_mode=mode)
    if not _is_index_of(pieces, tokens):
        raise TatumError(f"{split}.json이 {path.name}의 색인이 아닙니다: {folder}. "
                         f"{again} 다시 만드십시오.")
    return tokens, pieces


def _is_index_of(pieces: list[dict], tokens: np.ndarray) -> bool:
    """Whether the pieces follow each other through all tokens, and each ends with EOS."""
    ends = (np.flatnonzero(tokens == EOS) + 1).tolist()
    told = [(piece["start"], piece["start"] + piece["length"]) for piece in pieces]
    return told == list(zip([0, *ends], ends)) and ends[-1] == len(tokens)
