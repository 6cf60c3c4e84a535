"""The files in which prepared tokens lie on disk."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
from miditok import REMI

from ..runtime.errors import korean_reason, TatumError
from ..runtime.files import write_atomic
from .candidates import is_info
from .vocabulary import build_tokenizer, EOS

__all__ = ['music_digest', 'read_listing', 'read_split', 'read_tokenizer', 'write_splits']


_UNFINISHED = "unfinished"  # there while files are being replaced


def write_splits(folder: Path, splits: dict[str, tuple[list[dict], list[np.ndarray]]]) -> None:
    """Write {split: (entries, token ids of each)} and the tokenizer; see `read_split`.

    What is stopped half-way leaves a folder that `read_split` refuses.
    """
    write_atomic(folder / _UNFINISHED, "")
    for split, (entries, ids) in splits.items():
        tokens = np.concatenate([np.empty(0, np.uint16), *ids])
        ends = np.cumsum([len(piece) for piece in ids]).tolist()
        pieces = [{**entry, "start": start, "length": end - start,
                   "digest": _digest(tokens[start:end])}
                  for entry, start, end in zip(entries, [0, *ends], ends)]
        buffer = io.BytesIO()
        np.save(buffer, tokens)
        write_atomic(folder / f"{split}.tokens.npy", buffer.getvalue())
        write_atomic(folder / f"{split}.json", json.dumps(pieces, ensure_ascii=False, indent=1))
    build_tokenizer().save(folder / "tokenizer.json")
    (folder / _UNFINISHED).unlink()


_AFRESH = "`01_data.ipynb`나 `tatumflow phase1_prepare_dataset`으로"


def read_split(folder: Path, split: str) -> tuple[np.ndarray, list[dict]]:
    """The tokens of a split (`SPLIT.tokens.npy`, uint16) and its index (`SPLIT.json`).

    The tokens are memory-mapped where the system allows. The index has an entry a piece: file,
    title, artist, style, start and length in tokens, notes, seconds, free (the share of its bars
    without a pulse). Raises `TatumError` for a
    split that is missing or empty, unfinished or damaged, or whose index is not of its tokens.
    """
    folder = Path(folder)
    path, index = folder / f"{split}.tokens.npy", folder / f"{split}.json"
    if (folder / _UNFINISHED).exists():
        raise TatumError(f"토큰을 만들다가 도중에 멈췄습니다: {folder}. {_AFRESH} 다시 만드십시오.")
    if not path.exists(): raise TatumError(f"토큰이 없습니다: {folder}. {_AFRESH} 먼저 만드십시오.")
    pieces = read_listing(folder, split)
    if not pieces:
        raise TatumError(f"분할 '{split}'이 비어 있습니다. 곡을 더 모아 다시 준비하십시오.")
    mode = None if os.name == "nt" else "r"  # Windows cannot replace a file that is mapped
    tokens = _open(path, lambda: np.load(path, mmap_mode=mode))
    if _open(index, lambda: _is_index_of(pieces, tokens)): return tokens, pieces
    raise TatumError(f"{index.name}이 {path.name}의 색인이 아닙니다: {folder}. "
                     f"{_AFRESH} 다시 만드십시오.")


def _open(path: Path, load: Callable):
    """What `load()` makes of the file `path`. Raises `TatumError` for a damaged file."""
    try:
        return load()
    except Exception as error:  # json, numpy and MidiTok raise several kinds
        reason = korean_reason(error) if isinstance(error, OSError) else "내용이 깨졌습니다"
        raise TatumError(f"{path}을(를) 읽을 수 없습니다: {reason}. "
                         f"{_AFRESH} 다시 만드십시오.") from error


def read_tokenizer(folder: Path) -> REMI:
    """The tokenizer of the splits in `folder`. Raises `TatumError` where it is not the one of
    `build_tokenizer`: the tokens would mean something else."""
    path = Path(folder) / "tokenizer.json"
    found = _open(path, lambda: REMI(params=path))
    if found == build_tokenizer(): return found
    raise TatumError(f"{path}은(는) 이 판이 쓰는 토크나이저가 아닙니다. 바뀌었거나 다른 판의 "
                     f"것이니 {_AFRESH} 다시 만드십시오.")


def _digest(tokens: np.ndarray) -> str:
    """A digest of a piece's tokens."""
    return hashlib.sha256(np.ascontiguousarray(tokens, np.uint16)).hexdigest()[:16]


def read_listing(folder: Path, split: str = "train") -> list[dict]:
    """What `prepare` noted of each piece of a split. Raises `TatumError` for a damaged file."""
    path = Path(folder) / f"{split}.json"
    return _open(path, lambda: _parse_listing(path))


def music_digest(pieces: list[dict]) -> str:
    """SHA-256 of which music a listing holds, in any order and whatever tokens it became."""
    played = sorted(piece.get("fingerprint") or piece["file"] for piece in pieces)
    return hashlib.sha256("\n".join(played).encode()).hexdigest()


def _parse_listing(path: Path) -> list[dict]:
    pieces = json.loads(path.read_text(encoding="utf-8-sig"))
    if isinstance(pieces, list) and all(map(is_info, pieces)): return pieces
    raise ValueError("not a list of pieces")


def _is_index_of(pieces: list[dict], tokens: np.ndarray) -> bool:
    """Whether the pieces follow each other through all tokens, each ends with EOS and has its
    digest. The digests, which older folders lack, are taken out of `pieces`."""
    ends = (np.flatnonzero(tokens == EOS) + 1).tolist()
    told = [(piece.get("start"), piece.get("start", 0) + piece.get("length", 0))
            for piece in pieces]
    if told != list(zip([0, *ends], ends)) or ends[-1] != len(tokens): return False
    digests = [piece.pop("digest", None) for piece in pieces]
    return all(digest in (None, _digest(tokens[start:end]))
               for digest, (start, end) in zip(digests, told))
