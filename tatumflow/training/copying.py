"""Whether a model plays its training pieces back."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ..data.memory import Memory
from ..data.tempo import bar_seconds, FREE
from ..data.time_map import clock_map
from ..data.tokens import play_back
from ..data.windows import TokenStream
from ..model.sampling import Until
from ..model.streaming import sample
from ..model.transformer import Transformer
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import read_json, write_atomic

__all__ = ['Copies', 'find_copies', 'note_copies', 'refuse_copies']


_SHARED_BY_CHANCE = 32  # notes in a row: two bars of sixteenths
_PROMPT, _PLAYED = 4, 8  # bars that a take is given, and that it goes on for


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


def find_copies(model: Transformer, streams: dict[str, TokenStream], most: int = 4) -> Copies:
    """Let a model go on from the beginnings of `most` training pieces, and compare what it plays
    with all of them; the streams are "train" and "val"."""
    train, val = streams["train"], streams["val"]
    spread = np.linspace(0, len(train.pieces) - 1, min(most, len(train.pieces))).astype(int)
    takes = [_go_on(model, train, number) for number in progress(spread, desc="외웠는지 확인")]
    pieces, real = ([_notes_of(stream, number) for number in range(len(stream.pieces))]
                    for stream in (train, val))
    memory = Memory(pieces)
    return Copies(*(int(memory.longest_runs(each).max()) for each in (takes, real)))


def note_copies(copies: Copies, folder: Path) -> None:
    """Keep what was found in `copies.json` beside the checkpoints of a run."""
    note = {**asdict(copies), "allowed": copies.allowed}
    write_atomic(Path(folder) / _NOTE, json.dumps(note))


def refuse_copies(checkpoint: Path) -> None:
    """Raises `TatumError` for the checkpoint of a run that was found to play its training pieces
    back (see `note_copies`): such a model is not to be published."""
    note = Path(checkpoint).parent / _NOTE
    if not note.is_file(): return
    takes, allowed = read_json(note, lambda found: (int(found["takes"]), int(found["allowed"])),
                               "같은 훈련(--mine)을 다시 실행하십시오.")
    if takes > allowed:
        raise TatumError(f"훈련한 곡을 {takes}음까지 그대로 되풀이하는 모델이라 공개하지 "
                         f"않습니다({allowed}음까지 괜찮습니다). 곡을 더 모으거나 "
                         "max_steps를 줄여 다시 훈련하십시오.")


_NOTE = "copies.json"


def _notes_of(stream: TokenStream, number: int) -> np.ndarray:
    """A piece in seconds, all beats of one length, so that its tempo does not count."""
    piece = stream.pieces[number]
    ids = stream.tokens[piece["start"]:piece["start"] + piece["length"]]
    return play_back(ids, stream.tokenizer, clock_map())


def _go_on(model: Transformer, stream: TokenStream, number: int) -> np.ndarray:
    """What a model plays after the first bars of a piece, in seconds as `_notes_of`."""
    bars = stream.bars[stream.piece_of_bar == number][:_PROMPT + 1]
    start = stream.pieces[number]["start"]
    prompt = stream.tokens[start:bars[-1]] if len(bars) > 1 else stream.tokens[start:bars[0]]
    given = max(len(bars) - 1, 0)
    (ids,) = sample(model, stream.tokenizer, prompt.tolist(), Until(bars=given + _PLAYED))
    notes = play_back(ids, stream.tokenizer, clock_map())
    return notes[notes["onset"] >= given * float(bar_seconds(FREE))]
