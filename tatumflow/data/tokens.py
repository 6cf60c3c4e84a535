"""Notes as tokens, and back; music transposed and played otherwise as tokens."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI
from symusic import Note, Score, Track

from .frames import frame_ids, read_frames
from .harmony import BAR_SECONDS, ROOTS
from .notes import make_notes
from .vocabulary import EOS, FRAME, STEPS_PER_SECOND, style_token, token_kinds

__all__ = ['decode', 'encode', 'transposition_table', 'vary']


def encode(notes: np.ndarray, style: str | None, tokenizer: REMI) -> np.ndarray:
    """Token ids (uint16) of a performance; time 0 is the first bar line.

    `BOS Style (Bar, 14 frame slots, notes…)… EOS`. Onsets are rounded to 10 ms; of one key struck
    twice within that grid, only the longer note can be written. The frames say what `read_frames`
    finds.
    """
    vocab, notes = tokenizer.vocab, notes.copy()
    steps = np.maximum(np.round(notes["onset"] * STEPS_PER_SECOND), 0)
    notes["onset"] = steps / STEPS_PER_SECOND
    ids = np.array(tokenizer(_score(notes))[0].ids, np.int64)
    after_bar = np.flatnonzero(ids == vocab["Bar_None"]) + 1
    frames = frame_ids(tokenizer) + read_frames(notes, len(after_bar))
    ids = np.insert(ids, np.repeat(after_bar, len(FRAME)), frames.ravel())
    header = [vocab["BOS_None"], vocab[style_token(style)]]
    return np.concatenate([header, ids, [vocab["EOS_None"]]]).astype(np.uint16)


def _score(notes: np.ndarray) -> Score:
    """`notes` for MidiTok, in steps of 10 ms; a key is struck once at a time."""
    onset, duration = (np.round(notes[name] * STEPS_PER_SECOND).astype(np.int32)
                       for name in ("onset", "duration"))
    pitch, velocity = notes["pitch"].astype(np.int8), notes["velocity"].astype(np.int8)
    order = np.lexsort((-duration, pitch, onset))
    again = (np.diff(onset[order], prepend=-1) == 0) & (np.diff(pitch[order], prepend=-1) == 0)
    order = order[~again]
    track = Track(program=0)
    track.notes = Note.from_numpy(onset[order], np.maximum(1, duration[order]), pitch[order],
                                  velocity[order])
    score = Score(STEPS_PER_SECOND // 2)  # steps a beat
    score.tracks.append(track)
    return score


def decode(ids, tokenizer: REMI) -> np.ndarray:
    """The notes that `ids` (of `encode`, or sampled) spell; header and frames are passed over."""
    kinds = token_kinds(tokenizer)
    ids = np.asarray(ids)[~kinds.special[ids]]
    bar, position, pitch, velocity, duration = (
        (kinds.kind == kind)[ids]
        for kind in ("Bar", "Position", "Pitch", "Velocity", "Duration"))
    # index of the last Bar or Position before each token: a note after a Bar begins with the bar
    clock = np.maximum.accumulate(np.where(bar | position, np.arange(len(ids)), 0))
    in_bar = np.where(position[clock], kinds.number[ids[clock]], 0) / STEPS_PER_SECOND
    onset = np.maximum(np.cumsum(bar) - 1, 0) * BAR_SECONDS + in_bar
    note = np.flatnonzero(pitch[:-2] & velocity[1:-1] & duration[2:])
    return make_notes(onset[note], kinds.number[ids[note + 2]] / STEPS_PER_SECOND,
                      kinds.number[ids[note]], kinds.number[ids[note + 1]])


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


def vary(ids: np.ndarray, stretch: float, louder: int, tokenizer: REMI) -> np.ndarray:
    """A window of `encode`d music as if played otherwise: its bars and frames written anew.

    It takes `stretch` times as long and is `louder` (velocity) louder. Unless the piece ends in the
    window, its last bar, which may be cut off, is left out. Without a whole bar of music it comes
    back as it is.
    """
    bars, is_end = np.flatnonzero(ids == tokenizer.vocab["Bar_None"]), ids[-1] == EOS
    notes = decode(ids if is_end else ids[:bars[-1]], tokenizer)
    if not len(notes): return ids
    notes["onset"] *= stretch
    notes["duration"] *= stretch
    notes["velocity"] = np.clip(notes["velocity"] + louder, 1, 127)
    new = encode(notes, None, tokenizer).astype(ids.dtype)
    return np.concatenate([ids[:bars[0]], new[2:] if is_end else new[2:-1]])
