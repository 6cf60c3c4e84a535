"""What the page in the browser must know of tokens, chords and progressions, as plain values."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from functools import cache
from itertools import product

import numpy as np
from miditok import REMI

from ..data.chords import Chord, FLATS, HARMONY, in_key, parse_chord
from ..data.frames import density_and_dynamics
from ..data.harmony import chord_slots
from ..data.notes import BEATS_A_BAR, make_notes
from ..data.progressions import MINOR, PROGRESSIONS
from ..data.tempo import bar_seconds, FREE
from ..data.tokens import encode
from ..data.vocabulary import STEPS_A_BEAT, token_kinds
from ..runtime.errors import TatumError

__all__ = ['chord_table', 'harmony_table', 'progression_table', 'token_tables']


_HEADS = ("", "maj", "M", "ma", "j", "△", "^", "m", "min", "mi", "-", "o", "°", "dim", "ø", "Ø",
          "h", "Maj", "major", "mj", "minor", "dom", "+", "aug", "mmaj", "mM", "-maj", "-j",
          "+maj", "sus", "sus2", "sus4", "alt", "add9")
_NUMBERS = ("", "5", "6", "7", "9", "11", "13", "69", "6/9")
_ALTERED = ("b5", "#5", "b9", "#9", "#11", "b13", "sus", "sus4", "alt", "13")


@cache
def chord_table() -> dict[str, list[str]]:
    """{quality (a key of `HARMONY`): what may stand after a root for it}, as usually spelt."""
    found = {quality: [] for quality in HARMONY}
    tails = ["", "+", *_ALTERED, *(a + b for a, b in product(_ALTERED, repeat=2) if a != b)]
    for head, number, tail in product(_HEADS, _NUMBERS, tails):
        suffix = head + number + tail
        try: root, quality, _ = parse_chord("C" + suffix)
        except TatumError: continue
        if root == 0 and suffix not in found[quality]: found[quality].append(suffix)  # no Cb9
    return found


def progression_table() -> dict[str, dict[str, str]]:
    """{name: {key: the chords}} of all progressions in twelve keys."""
    return {name: {key: " | ".join(" ".join(in_key(chord, key, name in MINOR)
                                            for chord in bar.split()) for bar in text.split("|"))
                   for key in FLATS}
            for name, text in PROGRESSIONS.items()}


def harmony_table() -> dict[str, dict]:
    """Of each quality: its intervals and voicing (semitones above the root), and which of the eight
    qualities of the tokens stands for it."""
    names = {quality: spelt[0] for quality, spelt in chord_table().items()}
    labels = {quality: int(chord_slots([Chord(0, 1, "C" + name)], 1)[0])
              for quality, name in names.items()}
    return {quality: {"label": labels[quality], "intervals": harmony.intervals,
                      "voicing": harmony.voicing} for quality, harmony in HARMONY.items()}


def _buckets(most: int) -> tuple[list[int], list[int]]:
    """The density of every number of notes in a bar up to `most`, and the dynamics of every mean
    velocity."""
    crowds = [make_notes(np.zeros(count), 1, 60, 64) for count in range(most + 1)]
    levels = [make_notes(0, 1, 60, velocity) for velocity in range(128)]
    return ([int(density_and_dynamics(notes, 1)[0][0]) for notes in crowds],
            [int(density_and_dynamics(notes, 1)[1][0]) for notes in levels])


def _written_as(tokenizer: REMI, kind: str, notes: np.ndarray) -> list[int]:
    """The token of a kind that each of `notes` (beats) is written with."""
    ids = encode(notes, None, tokenizer)
    return ids[token_kinds(tokenizer).kind[ids] == kind].tolist()


def token_tables(tokenizer: REMI) -> dict:
    """Vocabulary, the tokens of all durations (in 1/48 beat) and velocities, the buckets of density
    and dynamics, how long (s) the bars of each tempo are."""
    longest = int(token_kinds(tokenizer).number[token_kinds(tokenizer).ids("Duration")].max())
    steps = np.arange(1, longest + 1)
    lengths = make_notes(steps * BEATS_A_BAR, steps / STEPS_A_BEAT, 60, 64)
    levels = make_notes(BEATS_A_BAR * np.arange(1, 128), 1, 60, np.arange(1, 128))
    durations, velocities = (_written_as(tokenizer, kind, notes) for kind, notes
                             in (("Duration", lengths), ("Velocity", levels)))
    densities, dynamics = _buckets(64)
    return {"vocabulary": sorted(tokenizer.vocab, key=tokenizer.vocab.get),
            "durations": [durations[0], *durations], "velocities": [velocities[0], *velocities],
            "densities": densities, "dynamics": dynamics,
            "bar_seconds": bar_seconds(np.arange(FREE + 1)).tolist()}
