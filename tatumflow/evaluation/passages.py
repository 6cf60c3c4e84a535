# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.checks import find_fault, fingerprint
from ..data.collecting import load_index
from ..data.midi import midi_files, read_midi
from ..data.notes import clip
from ..data.tokens import decode, encode
from ..data.vocabulary import style_name
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .pitch import transition_matrix

__all__ = ['FEWEST', 'Passage', 'Piece', 'cut_passages', 'load_folder', 'load_split']


@dataclass(frozen=True)
class Piece:
    """A real performance as tokens (`encode`'s ids), with its file name and style."""
    name: str
    style: str
    ids: np.ndarray


def load_split(data: Path, split: str) -> list[Piece]:
    """The pieces of one split that `prepare` wrote to `data`; none of an empty split. Raises `TatumError` when it is missing."""
    listing = workspace().need(Path(data) / f"{split}.json", "01_data.ipynb")
    tokens = np.load(Path(data) / f"{split}.tokens.npy")
    return [Piece(p["file"], p["style"], tokens[p["start"]:p["start"] + p["length"]])
            for p in json.loads(listing.read_text(encoding="utf-8"))]


def load_folder(folder: Path, tokenizer: REMI, training: set[str] = frozenset()) -> tuple[list[Piece], dict[str, str]]:
    """The MIDI files below `folder` as pieces, each performance once, but those whose `fingerprint` is in `training`, under whatever name;
    also {file: Korean reason} of what is left out."""
    pieces, left_out, known, seen = [], {}, load_index(folder), {}
    for file in progress(midi_files(folder), desc="읽는 중", unit="곡"):
        name = str(file.relative_to(folder))
        try:
            notes = read_midi(file)
            if fault := find_fault(notes):
                raise TatumError(fault)
            if (mark := fingerprint(notes)) in training:
                raise TatumError("훈련에 쓴 곡입니다.")
            if seen.setdefault(mark, name) != name:
                raise TatumError(f"'{seen[mark]}'와 같은 연주입니다(중복).")
        except TatumError as error:
            left_out[name] = str(error)
            continue
        notes["onset"] -= notes["onset"][0]
        artist = known.get(name, {}).get("artist")
        pieces.append(Piece(name, style_name(artist), encode(notes, artist, tokenizer)))
    return pieces, left_out


@dataclass(frozen=True)
class Passage:
    """A place in a real performance: the `context` seconds before it (`prompt`) and the `seconds` after it (`real`), each from 0."""
    piece: str
    style: str
    prompt: np.ndarray
    real: np.ndarray
    context: float
    seconds: float


FEWEST = 8  # notes; with fewer there is nothing to measure


def cut_passages(pieces: list[Piece], tokenizer: REMI, count: int = 24, context: float = 20.0, seconds: float = 10.0,
                 seed: int = 0) -> list[Passage]:
    """Up to `count` passages drawn from `pieces`, their `real` parts not overlapping, in the order of the pieces.

    Notes are decoded from tokens, so that real and generated music have the same 10 ms grid. Raises `TatumError` when no piece
    is long enough.
    """
    notes = [decode(piece.ids, tokenizer) for piece in pieces]
    places = [(n, start) for n, part in enumerate(notes) if len(part)
              for start in np.arange(0, part["onset"][-1] - context - seconds + 1e-9, seconds)]
    passages = {}
    for n, start in (places[i] for i in np.random.default_rng(seed).permutation(len(places))):
        if len(passages) == count:
            break
        prompt, real = clip(notes[n], start, start + context), clip(notes[n], start + context, start + context + seconds)
        if all(len(part) >= FEWEST and transition_matrix(part).any() for part in (prompt, real)):
            passages[n, start] = Passage(pieces[n].name, pieces[n].style, prompt, real, context, seconds)
    if not passages:
        raise TatumError(f"{context + seconds:.0f}초보다 긴 연주가 없어 평가할 조각을 자르지 못했습니다. 더 긴 연주를 모으십시오.")
    return [passages[place] for place in sorted(passages)]
