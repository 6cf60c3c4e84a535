"""Notes as tokens, and back; music transposed and played otherwise as tokens."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI
from symusic import Note, Score, Track

from .frames import frame_ids, read_frames
from .harmony import ROOTS
from .notes import BEATS_A_BAR, make_notes
from .tempo import FREE, read_tempi, tempo_map
from .time_map import find_time, TimeMap, unwarp, warp
from .vocabulary import FRAME, STEPS_A_BEAT, style_token, token_kinds

__all__ = [
    'decode', 'encode', 'play_back', 'tempo_table', 'transcribe', 'transposition_table',
    'written_tempi',
]


def encode(notes: np.ndarray, style: str | None, tokenizer: REMI,
           tempi: np.ndarray | None = None) -> np.ndarray:
    """Token ids (uint16) of a performance in beats (see `warp`); beat 0 is the first bar line.

    `BOS Style (Bar, 15 frame slots, notes…)… EOS`. Onsets are rounded to 1/48 beat; of one key
    struck twice within that grid, only the longer note can be written. The frames say what
    `read_frames` finds, and `tempi` (see `read_tempi`), the last one to the end.
    """
    vocab, notes = tokenizer.vocab, notes.copy()
    steps = np.maximum(np.round(notes["onset"] * STEPS_A_BEAT), 0)
    notes["onset"] = steps / STEPS_A_BEAT
    ids = np.array(tokenizer(_score(notes))[0].ids, np.int64)
    after_bar = np.flatnonzero(ids == vocab["Bar_None"]) + 1
    if tempi is not None: tempi = np.pad(tempi, (0, len(after_bar)), mode="edge")
    frames = frame_ids(tokenizer) + read_frames(notes, len(after_bar), tempi)
    ids = np.insert(ids, np.repeat(after_bar, len(FRAME)), frames.ravel())
    header = [vocab["BOS_None"], vocab[style_token(style)]]
    return np.concatenate([header, ids, [vocab["EOS_None"]]]).astype(np.uint16)


def transcribe(notes: np.ndarray, style: str | None, tokenizer: REMI,
               time_map: TimeMap | None = None) -> np.ndarray:
    """`encode` of a performance in seconds through a map (default: `find_time`), with its tempi.

    Raises `TatumError` when notes begin before beat 0.
    """
    there = time_map or find_time(notes)
    counted = warp(notes, there)
    bars = int(counted["onset"].max(initial=0) // BEATS_A_BAR) + 1
    return encode(counted, style, tokenizer, read_tempi(there, bars))


def _score(notes: np.ndarray) -> Score:
    """`notes` for MidiTok, in steps of the grid; a key is struck once at a time."""
    onset, duration = (np.round(notes[name] * STEPS_A_BEAT).astype(np.int32)
                       for name in ("onset", "duration"))
    pitch, velocity = notes["pitch"].astype(np.int8), notes["velocity"].astype(np.int8)
    order = np.lexsort((-duration, pitch, onset))
    again = (np.diff(onset[order], prepend=-1) == 0) & (np.diff(pitch[order], prepend=-1) == 0)
    order = order[~again]
    track = Track(program=0)
    track.notes = Note.from_numpy(onset[order], np.maximum(1, duration[order]), pitch[order],
                                  velocity[order])
    score = Score(STEPS_A_BEAT)
    score.tracks.append(track)
    return score


def decode(ids, tokenizer: REMI) -> np.ndarray:
    """The notes (beats) that `ids` (of `encode`, or sampled) spell; header and frames are passed
    over."""
    kinds = token_kinds(tokenizer)
    ids = np.asarray(ids)[~kinds.special[ids]]
    bar, position, pitch, velocity, duration = (
        (kinds.kind == kind)[ids]
        for kind in ("Bar", "Position", "Pitch", "Velocity", "Duration"))
    # index of the last Bar or Position before each token: a note after a Bar begins with the bar
    clock = np.maximum.accumulate(np.where(bar | position, np.arange(len(ids)), 0))
    in_bar = np.where(position[clock], kinds.number[ids[clock]], 0) / STEPS_A_BEAT
    onset = np.maximum(np.cumsum(bar) - 1, 0) * BEATS_A_BAR + in_bar
    note = np.flatnonzero(pitch[:-2] & velocity[1:-1] & duration[2:])
    return make_notes(onset[note], kinds.number[ids[note + 2]] / STEPS_A_BEAT,
                      kinds.number[ids[note]], kinds.number[ids[note + 1]])


def written_tempi(ids, tokenizer: REMI) -> np.ndarray:
    """The tempo value of every bar of `ids`, (bars,). A hidden one goes on with the one before;
    hidden ones at the beginning are those of the first that is written, or `FREE`."""
    ids = np.asarray(ids)
    slots = ids[np.minimum(np.flatnonzero(ids == tokenizer.vocab["Bar_None"]) + 1, len(ids) - 1)]
    values = slots - token_kinds(tokenizer).ids("Tempo")[0]
    told = np.flatnonzero((values >= 0) & (values <= FREE))
    if not len(told): return np.full(len(values), FREE)
    before = np.searchsorted(told, np.arange(len(values)), side="right") - 1
    return values[told[np.maximum(before, 0)]]


def play_back(ids, tokenizer: REMI, time_map: TimeMap | None = None) -> np.ndarray:
    """The notes of `ids` in seconds, through a map (default: what the Tempo tokens spell)."""
    tempi = written_tempi(ids, tokenizer)
    if not len(tempi): return decode(ids, tokenizer)
    return unwarp(decode(ids, tokenizer), time_map or tempo_map(tempi))


def transposition_table(tokenizer: REMI, semitones: int) -> np.ndarray:
    """For every token id, the id of the same token `semitones` higher; -1 if off the keyboard.

    Pitches, melody and chord roots move.
    """
    vocab, kinds = tokenizer.vocab, token_kinds(tokenizer)
    table = np.arange(len(vocab))
    for i, (kind, value) in enumerate(zip(kinds.kind, kinds.value)):
        if value == "none": continue
        if kind == "Pitch" or kind.startswith("Melody"):
            table[i] = vocab.get(f"{kind}_{int(value) + semitones}", -1)
        elif kind.startswith("Chord"):
            root = value[:2] if value[:2] in ROOTS else value[0]
            moved = ROOTS[(ROOTS.index(root) + semitones) % 12]
            table[i] = vocab[f"{kind}_{moved}{value[len(root):]}"]
    return table


def tempo_table(tokenizer: REMI, steps: int) -> np.ndarray:
    """For every token id, the id of the same token `steps` tempo values (of 2.2 %) faster; beyond
    the slowest and the fastest value it stays there. A free bar stays free."""
    table, tempi = np.arange(len(tokenizer.vocab)), token_kinds(tokenizer).ids("Tempo")[:FREE]
    table[tempi] = tempi[np.clip(np.arange(FREE) + steps, 0, FREE - 1)]
    return table
