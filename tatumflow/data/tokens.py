# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI
from symusic import Note, Score, Track

from .chords import BAR_SECONDS, ROOTS
from .frames import EOS, FRAME, frame_ids, read_frames, STEPS_PER_SECOND, style_token, token_kinds
from .notes import make_notes

__all__ = ['decode', 'encode', 'transposition_table', 'vary']


def encode(notes: np.ndarray, style: str | None, tokenizer: REMI) -> np.ndarray:
    """Token ids (uint16) of a performance: `BOS Style (Bar, 14 frame slots, notes…)… EOS`; time 0 is the first bar line.

    Onsets are rounded to 10 ms; of one key struck twice within that grid, only the longer note can be written. The frames say
    what `read_frames` finds.
    """
    vocab, track, notes = tokenizer.vocab, Track(program=0), notes.copy()
    notes["onset"] = np.maximum(np.round(notes["onset"] * STEPS_PER_SECOND), 0) / STEPS_PER_SECOND
    onset, duration = (np.round(notes[name] * STEPS_PER_SECOND).astype(np.int32) for name in ("onset", "duration"))
    order = np.lexsort((-duration, notes["pitch"], onset))
    twice = (np.diff(onset[order], prepend=-1) == 0) & (np.diff(notes["pitch"][order], prepend=-1) == 0)
    order = order[~twice]
    track.notes = Note.from_numpy(onset[order], np.maximum(1, duration[order]), notes["pitch"][order].astype(np.int8),
                                  notes["velocity"][order].astype(np.int8))
    score = Score(STEPS_PER_SECOND // 2)
    score.tracks.append(track)
    ids = np.array(tokenizer(score)[0].ids, np.int64)
    after_bar = np.flatnonzero(ids == vocab["Bar_None"]) + 1
    ids = np.insert(ids, np.repeat(after_bar, len(FRAME)), (frame_ids(tokenizer) + read_frames(notes, len(after_bar))).ravel())
    return np.concatenate([[vocab["BOS_None"], vocab[style_token(style)]], ids, [vocab["EOS_None"]]]).astype(np.uint16)


def decode(ids, tokenizer: REMI) -> np.ndarray:
    """The notes that `ids` (of `encode`, or sampled) spell; header and frame tokens are passed over."""
    kinds = token_kinds(tokenizer)
    ids = np.asarray(ids)[~kinds.special[ids]]
    bar, position, pitch, velocity, duration = ((kinds.kind == kind)[ids] for kind in ("Bar", "Position", "Pitch", "Velocity", "Duration"))
    clock = np.maximum.accumulate(np.where(bar | position, np.arange(len(ids)), 0))  # the token that tells what time it is
    onset = np.maximum(np.cumsum(bar) - 1, 0) * BAR_SECONDS + np.where(position[clock], kinds.number[ids[clock]], 0) / STEPS_PER_SECOND
    note = np.flatnonzero(pitch[:-2] & velocity[1:-1] & duration[2:])
    return make_notes(onset[note], kinds.number[ids[note + 2]] / STEPS_PER_SECOND, kinds.number[ids[note]], kinds.number[ids[note + 1]])


def transposition_table(tokenizer: REMI, semitones: int) -> np.ndarray:
    """For every token id, the id of the same token `semitones` higher (pitch, melody, chord root); -1 if off the keyboard."""
    vocab, kinds = tokenizer.vocab, token_kinds(tokenizer)
    table = np.arange(len(vocab))
    for i, (kind, value) in enumerate(zip(kinds.kind, kinds.value)):
        if value == "none":
            continue
        if kind == "Pitch" or kind.startswith("Melody"):
            table[i] = vocab.get(f"{kind}_{int(value) + semitones}", -1)
        elif kind.startswith("Chord"):
            root = value[:2] if value[:2] in ROOTS else value[0]
            table[i] = vocab[f"{kind}_{ROOTS[(ROOTS.index(root) + semitones) % 12]}{value[len(root):]}"]
    return table


def vary(ids: np.ndarray, stretch: float, louder: int, tokenizer: REMI) -> np.ndarray:
    """A window of `encode`d music as if played `stretch` times as long and by `louder` (velocity) louder: its bars and frames written anew.

    Unless the piece ends in the window, its last bar, which may be cut off, is left out. Without a whole bar of music it comes back as it is.
    """
    bars, ends = np.flatnonzero(ids == tokenizer.vocab["Bar_None"]), ids[-1] == EOS
    notes = decode(ids if ends else ids[:bars[-1]], tokenizer)
    if not len(notes): return ids
    for name in ("onset", "duration"): notes[name] *= stretch
    notes["velocity"] = np.clip(notes["velocity"] + louder, 1, 127)
    new = encode(notes, None, tokenizer).astype(ids.dtype)
    return np.concatenate([ids[:bars[0]], new[2:len(new) - (not ends)]])
