"""Choruses planned before they are played: the frames of all sections, some of which come back."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..data.frames import frame_ids
from ..data.harmony import QUALITIES
from ..data.vocabulary import BOS, FRAME, SHEET, style_token
from ..model.sampling import Sampling, Until
from ..model.streaming import sample
from .forms import Form
from .plans import CHORD, DENSITY, MELODY, OPEN
from .theory import find_tonic, SILENT, TO_MAJOR, TO_MINOR

__all__ = ['Section', 'lay_out', 'plan_frames', 'shape_frames']


class Section(NamedTuple):
    """Bars `first` to before `end` (as the model counts them) under a `letter`; of the bars that
    come back the share `fresh` gets another melody."""
    letter: str
    first: int
    end: int
    fresh: float


_HEAD, _SOLO = 0.25, 0.75  # `fresh` of the first and the last chorus, and of those between


def lay_out(form: Form, choruses: int, share: float) -> list[Section]:
    """The sections of so many choruses, where the model counts `share` bars for one."""
    sections = []
    for chorus in range(choruses):
        fresh = _HEAD if chorus in (0, choruses - 1) else _SOLO
        for letter, first, end in form.sections:
            first, end = ((chorus * form.bars + bar) * share for bar in (first, end))
            sections.append(Section(letter, int(first), int(end), fresh))
    return sections


def plan_frames(player, style: str, given: np.ndarray, sections: Sequence[Section],
                seed: int) -> np.ndarray:
    """The frames of all sections, int (bars, 15), no slot `OPEN`, by `player` (a `Player`).

    What is `given` (bars, 15) stays. The first section of a letter the model writes, frame after
    frame, as in its windows of frames alone; a later one takes over the first one's chords, density
    and dynamics, and its melody but for the bars that are written anew: the last one and some
    others.
    """
    tokenizer, rng, known = player.tokenizer, np.random.default_rng(seed), {}
    ids = np.array([BOS, tokenizer.vocab[style_token(style)], tokenizer.vocab[SHEET]])
    frames, lowest = given.copy(), frame_ids(tokenizer)
    for turn, section in enumerate(sections):
        here = slice(section.first, section.end)
        if section.letter in known:
            again = _vary(frames[known[section.letter]], section.fresh, rng)
            frames[here] = np.where(given[here] == OPEN, again, given[here])
        known.setdefault(section.letter, here)
        plan = np.where(frames[:section.end] == OPEN, -1, frames[:section.end] + lowest)
        how = Sampling(seed=seed * len(sections) + turn)
        drawn = sample(player.model, tokenizer, ids, Until(bars=section.end), how, plan)
        ids = drawn[0][:-1].astype(int)
        frames[:section.end] = ids[3:].reshape(-1, 1 + len(FRAME))[:, 1:] - lowest
    return frames


def _vary(frames: np.ndarray, fresh: float, rng) -> np.ndarray:
    """`frames` with the melody `OPEN` in the last bar and in the share `fresh` of the others."""
    frames, anew = frames.copy(), rng.random(len(frames)) < fresh
    anew[-1] = True
    frames[anew, MELODY] = OPEN
    return frames


_ARC = [0.0, 0.7, 1.0], [-1.0, 1.0, 0.0]  # of density and dynamics: share of the way, steps
_CLOSING_DENSITY = 1  # of the last bar: a few notes that ring
_ENDING = 2  # bars on the tonic


def shape_frames(frames: np.ndarray, share: float) -> np.ndarray:
    """Planned `frames` (bars, 15) with a beginning, a rise and an ending: the first bar is thinner,
    density and dynamics grow until two thirds of the way, the last two bars stand on the tonic and
    thin out. The model counts `share` bars for one."""
    frames, bars = frames.copy(), len(frames)
    rise = np.round(np.interp((np.arange(bars) + 0.5) / bars, *_ARC)).astype(int)
    frames[:, DENSITY:] = np.clip(frames[:, DENSITY:] + rise[:, None], 0, 7)
    frames[0, DENSITY] = min(frames[0, DENSITY], 2)
    last = max(1, round(_ENDING * share))
    frames[-last:, CHORD] = _tonic_chord(frames[:, CHORD].ravel())
    frames[-last:, MELODY] = OPEN
    frames[-last:, DENSITY] = np.minimum(frames[-last:, DENSITY], 3)
    frames[-1, DENSITY] = _CLOSING_DENSITY
    return frames


def _tonic_chord(labels: np.ndarray) -> int:
    """The chord of the tonic that `labels` (see `analyze_chords`) have most often: of its mode, or
    in a blues its seventh; else the plain one."""
    tonic, names = find_tonic(labels, TO_MINOR), ("maj", "maj7")
    if tonic is None: tonic, names = find_tonic(labels, TO_MAJOR), ("m7",)
    mine = labels[(labels < SILENT) & (labels // len(QUALITIES) == tonic)] % len(QUALITIES)
    for wanted in (names, ("7",)):
        there = mine[np.isin(mine, [QUALITIES.index(name) for name in wanted])]
        if len(there): return tonic * len(QUALITIES) + int(np.bincount(there).argmax())
    return tonic * len(QUALITIES) + QUALITIES.index(names[-1])
