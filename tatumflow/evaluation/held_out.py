"""Which music a model is evaluated with, and what is left out."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from miditok import REMI

from ..data.left_out import tell_left_out
from ..data.token_files import read_listing, read_tokenizer
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .exam import Exam
from .pieces import load_folder, load_split, Piece

__all__ = [
    'CHOOSING', 'HeldOut', 'REPORTING', 'asked_pieces', 'find_held_out', 'load_listing',
    'split_halves',
]


@dataclass(frozen=True)
class HeldOut:
    """The music to evaluate with.

    `slices`: {name: held-out pieces}; the first is the source, from which passages are cut.
    `training`: the training pieces, none where no data were prepared. `left_out`: {file: Korean
    reason}. `remarks`: Korean sentences for the report. `val`: the validation pieces, where their
    halves are slices and passages are cut from both.
    """
    slices: dict[str, list[Piece]]
    training: list[Piece]
    left_out: dict[str, str]
    remarks: list[str]
    val: list[Piece] | None = None

    @property
    def source(self) -> str:
        """Where passages are cut from: the name of the first slice, or "val"."""
        return next(iter(self.slices)) if self.val is None else "val"

    @property
    def pieces(self) -> list[Piece]:
        """The pieces that passages are cut from."""
        return self.slices[self.source] if self.val is None else self.val


def find_held_out(exam: Exam, tokenizer: REMI) -> HeldOut:
    """The music that an exam asks for. Raises `TatumError` when there is none, or when the prepared
    data have another tokenizer."""
    data, shown = exam.tokens, workspace().show(exam.tokens)
    prepared = (data / "tokenizer.json").exists()
    if prepared and read_tokenizer(data).vocab != tokenizer.vocab:
        raise TatumError(f"체크포인트와 데이터({shown})의 토크나이저가 다릅니다. "
                         "훈련에 쓴 데이터를 --data로 주십시오.")
    training = load_split(data, "train") if prepared or exam.midi is None else []
    if exam.midi is None: found = _from_splits(exam, training)
    else: found = _from_folder(exam, tokenizer, training)
    if not training:
        found.remarks.insert(0, f"준비된 데이터({shown})가 없어, 훈련에 쓴 곡을 가려내지 못했고 "
                                "마르코프 사슬을 뺐습니다.")
    if not found.pieces:
        why = ""
        if found.left_out:
            example = next(iter(found.left_out.values())).rstrip(".")
            why = f"(파일 {len(found.left_out)}개를 뺐습니다. 예: {example})"
        raise TatumError(f"평가할 연주가 없습니다: {found.source}{why}. "
                         "훈련에 쓰지 않은 MIDI를 더 모으거나 다른 폴더를 주십시오.")
    return found


CHOOSING, REPORTING = "val(고르기)", "val(보고)"


def split_halves(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces to choose a model on, and pieces to report on: of each style every other one in the
    order of a digest of its name, the first to report on. Always the same halves."""
    ranked, seen, halves = sorted(pieces, key=_name_digest), Counter(), ([], [])
    for piece in ranked:
        halves[1 - seen[piece.style] % 2].append(piece)
        seen[piece.style] += 1
    return halves


def _name_digest(piece: Piece) -> str:
    return hashlib.sha256(piece.name.encode()).hexdigest()


def _from_splits(exam: Exam, training: list[Piece]) -> HeldOut:
    test, val = (load_split(exam.tokens, split) for split in ("test", "val"))
    if any(exam.style in (None, piece.style) for piece in test):
        return HeldOut({"test": test, "val": val}, training, {}, [])
    of_style = f"{exam.style}의 " if exam.style else ""
    remark = (f"시험(test) 분할에 {of_style}곡이 없어 검증(val) 곡으로 쟀습니다. 곡째로 둘로 "
              f"나누어 한쪽({CHOOSING})의 손실로 모델을 고르고 다른 쪽({REPORTING})의 손실을 "
              "적습니다. 조각은 두 쪽 모두에서 뽑습니다. 훈련을 멈출 때를 고르는 데는 두 쪽을 "
              "다 썼습니다.")
    choosing, reporting = split_halves(val)
    slices = {REPORTING: reporting, CHOOSING: choosing, "test": test}
    return HeldOut(slices, training, {}, [remark], val)


def _from_folder(exam: Exam, tokenizer: REMI, training: list[Piece]) -> HeldOut:
    marks = [piece.get("fingerprint") for piece in load_listing(exam.tokens)] if training else []
    unmarked = marks.count(None)
    remarks = [f"훈련 곡 {unmarked}개에 지문(fingerprint)이 없어, 그 곡이 섞였는지 가려내지 "
               "못했습니다. 01_data.ipynb에서 데이터를 다시 준비하십시오."] if unmarked else []
    pieces, left_out = load_folder(Path(exam.midi), tokenizer, [mark for mark in marks if mark])
    remarks += tell_left_out({piece.name: piece.left_out for piece in pieces if piece.left_out})
    return HeldOut({workspace().show(Path(exam.midi)): pieces}, training, left_out, remarks)


def load_listing(data: Path) -> list[dict]:
    """What `prepare` noted of each training piece in the folder `data`."""
    return read_listing(data)


def asked_pieces(held_out: HeldOut, style: str | None) -> list[Piece]:
    """The pieces of the first slice that are of `style`, all of them for None. Raises `TatumError`
    when there are none."""
    found = [piece for piece in held_out.pieces if style in (None, piece.style)]
    if not found:
        there = ", ".join(sorted({piece.style for piece in held_out.pieces}))
        raise TatumError(f"평가할 곡 가운데 '{style}'의 것이 없습니다. 있는 것: {there}")
    return found
