"""What is not music, or not this music: the baselines that scores are read against."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import torch
from miditok import REMI

from ..data.etudes import make_etude
from ..data.notes import BEATS_A_BAR, clip, make_notes
from ..data.time_map import unwarp, warp
from ..data.tokens import decode
from ..data.vocabulary import STEPS_A_BEAT
from ..model.sampling import choose
from .chains import MarkovChain
from .passages import Passage
from .pieces import Piece

__all__ = [
    'MarkovPlayer', 'copied_prompt', 'noise', 'other_style', 'shuffled_notes', 'shuffled_pitches',
    'shuffled_rhythm', 'uniform_pitches',
]


def uniform_pitches(passage: Passage, rng) -> np.ndarray:
    """The real rhythm with pitches drawn evenly from the prompt's range."""
    low, high = passage.prompt["pitch"].min(), passage.prompt["pitch"].max()
    return _repitched(passage.real, rng.integers(low, high + 1, len(passage.real)))


def shuffled_pitches(passage: Passage, rng) -> np.ndarray:
    """The real notes, their pitches in random order."""
    return _repitched(passage.real, rng.permutation(passage.real["pitch"]))


def copied_prompt(passage: Passage, rng=None) -> np.ndarray:
    """The last seconds of the prompt once more."""
    return clip(passage.prompt, passage.context - passage.seconds, passage.context)


def _repitched(notes: np.ndarray, pitch) -> np.ndarray:
    return make_notes(notes["onset"], notes["duration"], pitch, notes["velocity"])


def shuffled_rhythm(notes: np.ndarray, rng) -> np.ndarray:
    """The notes with the times between their onsets in random order; chords stay chords."""
    onset, chord = np.unique(notes["onset"], return_inverse=True)
    later = np.cumsum([*onset[:1], *rng.permutation(np.diff(onset))])
    return make_notes(later[chord], notes["duration"], notes["pitch"], notes["velocity"])


def noise(passage: Passage, rng) -> np.ndarray:
    """Nothing of music but how many notes there are: even pitches at shuffled times."""
    return shuffled_rhythm(uniform_pitches(passage, rng), rng)


def shuffled_notes(passage: Passage, rng) -> np.ndarray:
    """The real pitches and the real times, each in random order."""
    return shuffled_rhythm(shuffled_pitches(passage, rng), rng)


_LONGEST = 4 * STEPS_A_BEAT  # the longest time from note to note that the chain knows


def _gaps(notes: np.ndarray) -> np.ndarray:
    """The times between onsets of `notes` (beats), in steps of the grid."""
    gaps = np.round(np.diff(notes["onset"]) * STEPS_A_BEAT)
    return np.minimum(gaps, _LONGEST).astype(int)


def _drawn(chain: MarkovChain, past: np.ndarray, rng) -> Iterator[int]:
    """Symbols without end that `chain` draws after `past`."""
    past = past.tolist()[-3:]
    while True:
        logits = chain(torch.tensor([past]))[:, -1]
        past = [*past, int(choose(logits, torch.tensor([rng.random()])))][-3:]
        yield past[-1]


class MarkovPlayer:
    """Plays pitches and times from note to note (1/48 beat) that two `MarkovChain`s of order 3 over
    `training` draw; durations and velocities are those of random notes that it heard."""

    def __init__(self, training: list[Piece], tokenizer: REMI):
        heard = [decode(piece.ids, tokenizer) for piece in training]
        self.pitch = MarkovChain([notes["pitch"] for notes in heard], 128)
        self.time = MarkovChain([_gaps(notes) for notes in heard], _LONGEST + 1)

    def __call__(self, passage: Passage, rng) -> np.ndarray:
        """Goes on from the prompt (s)."""
        time_map, seam = passage.time_map, BEATS_A_BAR * passage.bars
        end = time_map.to_beats(passage.context + passage.seconds)
        played = self.play(warp(passage.prompt, time_map), float(end - seam), rng)
        played["onset"] += seam
        return clip(unwarp(played, time_map), passage.context, passage.context + passage.seconds)

    def play(self, heard: np.ndarray, beats: float, rng) -> np.ndarray:
        """Notes (beats, from 0) until `beats` after what was `heard`."""
        onset, most = [0], 8 * int(beats) + 8
        for gap in islice(_drawn(self.time, _gaps(heard), rng), most):
            onset.append(onset[-1] + gap)
            if onset[-1] >= beats * STEPS_A_BEAT: break
        onset = np.array(onset[:-1]) / STEPS_A_BEAT
        pitch = [*islice(_drawn(self.pitch, heard["pitch"], rng), len(onset))]
        like = heard[rng.integers(len(heard), size=len(onset))]
        return make_notes(onset, like["duration"], pitch, like["velocity"])


def other_style(others: list[Passage]) -> Callable:
    """A baseline that plays a real clip of another style: one of `others`, else of an étude."""
    def other(passage: Passage, rng) -> np.ndarray:
        clips = [p.real for p in others if p.style != passage.style]
        if clips:
            return clips[rng.integers(len(clips))]
        style = "stride" if passage.style == "Bebop Etude" else "bebop"
        etude = make_etude(style, seed=int(rng.integers(1000)))
        return clip(etude.notes, 0, passage.seconds)
    return other
