"""Training, validation and test sets."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
from collections import Counter, defaultdict
from unicodedata import normalize

from ..runtime.errors import TatumError

__all__ = ['SPLITS', 'split_pieces']


SPLITS = ("train", "val", "test")


def split_pieces(files: dict[str, dict]) -> dict[str, str]:
    """{file: "train", "val" or "test"}: official splits kept, all others 80/10/10 by piece.

    `files` maps each file to its info; files of one `piece` share a split, but for those with an
    official one. Where official splits leave nothing to train or to validate on, they are not kept,
    and that is said. Raises `TatumError` when fewer than 3 pieces leave nothing to validate on.
    """
    official = {file: info["split"] for file, info in files.items() if info.get("split") in SPLITS}
    chosen = {**official, **_split_by_piece({file: info for file, info in files.items()
                                             if file not in official})}
    if {"train", "val"} <= set(chosen.values()): return chosen
    if any(info.get("split") for info in files.values()):
        print("공식 분할로는 훈련과 검증 가운데 한쪽이 비어, 곡 단위로 새로 나눕니다. "
              "패키지의 모델이 배운 곡이 검증에 들 수 있습니다.")
        return split_pieces({file: {**info, "split": None} for file, info in files.items()})
    raise TatumError("훈련과 검증으로 나누려면 서로 다른 곡이 3곡 이상 있어야 합니다. "
                     "MIDI를 더 모으십시오.")


def _split_by_piece(files: dict[str, dict]) -> dict[str, str]:
    """80/10/10. Pieces come in the order of a digest of their names, so the names alone decide."""
    pieces = defaultdict(list)
    for file, info in files.items():
        pieces[normalize("NFC", info.get("piece") or file)].append(file)
    chosen, tenth, count = {}, len(files) / 10, Counter()
    for piece in sorted(pieces, key=lambda piece: hashlib.sha256(piece.encode()).hexdigest()):
        split = next((name for name in ("val", "test") if count[name] < tenth), "train")
        chosen |= dict.fromkeys(pieces[piece], split)
        count[split] += len(pieces[piece])
    return chosen
