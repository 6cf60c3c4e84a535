"""Real performances to evaluate with, from a prepared split or from a folder of MIDI files."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.checks import find_fault, fingerprint
from ..data.finding import midi_files
from ..data.index import load_index
from ..data.midi import read_piano
from ..data.piano_part import PianoPart
from ..data.tempo import tempo_map
from ..data.time_map import find_time, TimeMap
from ..data.token_files import read_listing, read_split
from ..data.tokens import play_back, transcribe, written_tempi
from ..data.vocabulary import style_name
from ..data.windows import TokenStream
from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace

__all__ = ['Piece', 'load_folder', 'load_split', 'open_stream']


@dataclass(frozen=True, eq=False)
class Piece:
    """A real performance as tokens (`transcribe`'s ids), with its file name and style, its time map
    where that is known (else its Tempo tokens tell the time), and what of the song is no piano."""
    name: str
    style: str
    ids: np.ndarray
    time_map: TimeMap | None = None
    left_out: str = ""

    def notes(self, tokenizer: REMI) -> np.ndarray:
        """Its notes, in seconds."""
        return play_back(self.ids, tokenizer, self.time_map)

    def time(self, tokenizer: REMI) -> TimeMap:
        """The map by which its notes are in seconds."""
        return self.time_map or tempo_map(written_tempi(self.ids, tokenizer))


def load_split(data: Path, split: str) -> list[Piece]:
    """The pieces of one split that `prepare` wrote to `data`; none of an empty split. Raises
    `TatumError` as `read_split` does."""
    workspace().need(Path(data) / f"{split}.json", "01_data.ipynb")
    if not read_listing(data, split): return []
    tokens, pieces = read_split(data, split)
    return [Piece(p.get("file", split), p.get("style", "Other"),
                  np.array(tokens[p["start"]:p["start"] + p["length"]])) for p in pieces]


def load_folder(folder: Path, tokenizer: REMI,
                training: Iterable[str] = ()) -> tuple[list[Piece], dict[str, str]]:
    """The MIDI files below `folder` as pieces, and {file: Korean reason} of what is left out.

    Each performance is taken once, and not if its `fingerprint` is in `training`, under whatever
    name.
    """
    pieces, left_out, known, seen = [], {}, load_index(folder), dict.fromkeys(training)
    for file in progress(midi_files(folder), desc="읽는 중", unit="곡"):
        name = str(file.relative_to(folder))
        try:
            part = _read_new(file, seen, name)
        except TatumError as error:
            left_out[name] = str(error)
            continue
        part.notes["onset"] -= part.notes["onset"][0]
        artist, time_map = known.get(name, {}).get("artist"), find_time(part.notes)
        ids = transcribe(part.notes, artist, tokenizer, time_map)
        pieces.append(Piece(name, style_name(artist), ids, time_map, str(part.left_out)))
    return pieces, left_out


def _read_new(file: Path, seen: dict[str, str | None], name: str) -> PianoPart:
    """The piano part of a file; its fingerprint goes into `seen`, {fingerprint: name of the first
    file with it, or None for training}. Raises `TatumError` for a faulty file or one in `seen`."""
    part = read_piano(file)
    fault = find_fault(part.notes)
    if fault: raise TatumError(fault)
    mark = fingerprint(part.notes)
    if mark not in seen:
        seen[mark] = name
        return part
    if seen[mark] is None:
        raise TatumError("훈련에 쓴 곡입니다.")
    raise TatumError(f"'{seen[mark]}'와 같은 연주입니다(중복).")


def open_stream(pieces: list[Piece], tokenizer: REMI, context: int) -> TokenStream:
    """`pieces` one after another as windows of `context` tokens."""
    lengths = [len(piece.ids) for piece in pieces]
    places = [{"start": end - length, "length": length}
              for end, length in zip(accumulate(lengths), lengths)]
    return TokenStream(np.concatenate([piece.ids for piece in pieces]), places, tokenizer, context)
