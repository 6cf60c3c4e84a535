"""Whether a model plays its training pieces back."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ..data.notes import BEATS_A_BAR
from ..data.tokens import decode
from ..data.windows import TokenStream
from ..model.sampling import Until
from ..model.streaming import sample
from ..model.transformer import Transformer
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic

__all__ = ['Copies', 'find_copies', 'longest_run', 'note_copies', 'refuse_copies']


_SHARED_BY_CHANCE = 32  # notes in a row: two bars of sixteenths
_PROMPT, _PLAYED = 4, 8  # bars that a take is given, and that it goes on for
_PARTS = 12  # of a beat, to which times between onsets are rounded


@dataclass(frozen=True)
class Copies:
    """The longest run of notes, in any key, that `takes` share with the training pieces, and the
    longest that `real` performances share with them which were not trained on."""
    takes: int
    real: int

    @property
    def allowed(self) -> int: return max(_SHARED_BY_CHANCE, self.real)

    @property
    def found(self) -> bool: return self.takes > self.allowed


def longest_run(takes: list[np.ndarray], pieces: list[np.ndarray]) -> int:
    """How many consecutive notes (in beats, by onset and pitch) some take shares with some piece,
    in any key; 0 when no two notes are shared."""
    ours, known = ([_moves(notes) for notes in each] for each in (takes, pieces))
    low, high = 0, max(map(len, ours), default=0) // _WORD
    while low < high:
        length = (low + high + 1) // 2
        runs = set().union(*(_runs(moves, length) for moves in ours))
        shared = any(not runs.isdisjoint(_runs(moves, length)) for moves in known)
        low, high = (length, high) if shared else (low, length - 1)
    return low + 1 if low else 0


_WORD = 4  # bytes of a move


def _moves(notes: np.ndarray) -> bytes:
    """From each note to the next: the interval and the time, a word each."""
    notes = notes[np.lexsort((notes["pitch"], notes["onset"]))]
    times = np.round(np.diff(notes["onset"]) * _PARTS).clip(0, 1000)
    return (256 * times + np.diff(notes["pitch"].astype(int)) + 128).astype(np.int32).tobytes()


def _runs(moves: bytes, length: int) -> Iterator[bytes]:
    """All runs of so many moves."""
    size = length * _WORD
    return (moves[i:i + size] for i in range(0, len(moves) - size + 1, _WORD))


def find_copies(model: Transformer, streams: dict[str, TokenStream], most: int = 4) -> Copies:
    """Let a model go on from the beginnings of `most` training pieces, and compare what it plays
    with all of them; the streams are "train" and "val"."""
    train, val = streams["train"], streams["val"]
    spread = np.linspace(0, len(train.pieces) - 1, min(most, len(train.pieces))).astype(int)
    takes = [_go_on(model, train, number) for number in progress(spread, desc="외웠는지 확인")]
    pieces, real = ([_notes_of(stream, number) for number in range(len(stream.pieces))]
                    for stream in (train, val))
    return Copies(longest_run(takes, pieces), longest_run(real, pieces))


def note_copies(copies: Copies, folder: Path) -> None:
    """Keep what was found in `copies.json` beside the checkpoints of a run."""
    note = {**asdict(copies), "allowed": copies.allowed}
    write_atomic(Path(folder) / _NOTE, json.dumps(note))


def refuse_copies(checkpoint: Path) -> None:
    """Raises `TatumError` for the checkpoint of a run that was found to play its training pieces
    back (see `note_copies`): such a model is not to be published."""
    note = Path(checkpoint).parent / _NOTE
    if not note.is_file(): return
    found = json.loads(note.read_text(encoding="utf-8"))
    if found["takes"] > found["allowed"]:
        raise TatumError(f"훈련한 곡을 {found['takes']}음까지 그대로 되풀이하는 모델이라 공개하지 "
                         f"않습니다({found['allowed']}음까지 괜찮습니다). 곡을 더 모으거나 "
                         "max_steps를 줄여 다시 훈련하십시오.")


_NOTE = "copies.json"


def _notes_of(stream: TokenStream, number: int) -> np.ndarray:
    piece = stream.pieces[number]
    return decode(stream.tokens[piece["start"]:piece["start"] + piece["length"]], stream.tokenizer)


def _go_on(model: Transformer, stream: TokenStream, number: int) -> np.ndarray:
    """What a model plays (beats) after the first bars of a piece."""
    bars = stream.bars[stream.piece_of_bar == number][:_PROMPT + 1]
    start = stream.pieces[number]["start"]
    prompt = stream.tokens[start:bars[-1]] if len(bars) > 1 else stream.tokens[start:bars[0]]
    given = max(len(bars) - 1, 0)
    (ids,) = sample(model, stream.tokenizer, prompt.tolist(), Until(bars=given + _PLAYED))
    notes = decode(ids, stream.tokenizer)
    return notes[notes["onset"] >= given * BEATS_A_BAR]
