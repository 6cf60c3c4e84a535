"""Playing a form: its choruses are planned first, then played one after another."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..data.chords import Chord, NO_CHORD
from ..data.harmony import chord_list
from ..data.notes import BEATS_A_BAR
from ..data.vocabulary import BOS, style_token
from ..model.sampling import Until
from .asking import Ask
from .drawing import draw
from .forms import Form
from .improvising import counted_beats, given_frames, how_timed, to_seconds
from .planning import lay_out, plan_frames, Section, shape_frames
from .plans import CHORD, DENSITY, MELODY, OPEN
from .prompts import Prompt
from .takes import how_drawn, repeat_take, Take

__all__ = ['hide_melody', 'keep_dials', 'play_form', 'tell_plan']


def play_form(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) in the form `ask.form`: the frames of all choruses are planned
    (see `plan_frames`, `shape_frames`), told, and played.

    The share `ask.strength` (default: 0.25) of the planned melody is hidden from the player, the
    same slots in all sections of a letter.
    """
    style, share = player.choose_style(ask.style), counted_beats(ask.curve.first)
    sections = lay_out(ask.chorus, ask.choruses or 1, share)
    given, parts = given_frames(ask, share, sections[-1].end), []
    prompt = Prompt(np.array([BOS, player.tokenizer.vocab[style_token(style)]]), 0)
    for seed in range(ask.seed, ask.seed + ask.n):
        written = plan_frames(player, style, given, sections, seed)
        planned = keep_dials(shape_frames(written, share), given)
        print(tell_plan(ask.chorus, planned, share))
        one = replace(ask, n=1, seed=seed, chords=ask.harmony, key=None, sheet=None, melody=None)
        frames = hide_melody(planned, sections, 0.25 if ask.strength is None else ask.strength)
        (drawn,) = draw(player, prompt, Until(bars=len(frames)), one, frames)
        parts.append({**to_seconds(drawn, ask), "chords": _chords_of(planned, share)})
    asked = {"form": ask.form, "bars": ask.chorus.bars, "choruses": ask.choruses or 1,
             **how_timed(ask), **how_drawn(player, ask)}
    lines = tuple((section.letter, BEATS_A_BAR * section.first / share) for section in sections)
    return repeat_take(Take(parts[0]["notes"], ask.mode, style, ask.seed, ask.length,
                            asked=asked, sections=lines), parts)


def keep_dials(planned: np.ndarray, given: np.ndarray) -> np.ndarray:
    """`planned` frames with the density and the dynamics that are `given`."""
    dials = np.where(given[:, DENSITY:] == OPEN, planned[:, DENSITY:], given[:, DENSITY:])
    return np.hstack([planned[:, :DENSITY], dials])


def hide_melody(frames: np.ndarray, sections: Sequence[Section], strength: float) -> np.ndarray:
    """`frames` with the share `strength` of their melody `OPEN`, the same slots whenever a letter
    comes back, so that its return is heard."""
    frames = frames.copy()
    for section in sections:
        rng, line = np.random.default_rng(ord(section.letter)), frames[section.first:section.end,
                                                                       MELODY]
        line[rng.random(line.shape) < strength] = OPEN
    return frames


def _chords_of(frames: np.ndarray, share: float) -> tuple[Chord, ...]:
    """The chords of `frames` in the musician's beats."""
    return tuple(Chord(chord.onset / share, chord.duration / share, chord.symbol)
                 for chord in chord_list(frames[:, CHORD].ravel()) if chord.symbol != NO_CHORD)


def tell_plan(form: Form, frames: np.ndarray, share: float) -> str:
    """What was planned for the first chorus, in Korean: a line a section, with letter, bars and
    chords."""
    chords, lines = _chords_of(frames, share), [f"{form.title}, {form.bars}마디를 설계했습니다."]
    for letter, first, end in form.sections:
        bars = [" ".join(chord.symbol for chord in chords
                         if bar <= chord.onset / BEATS_A_BAR < bar + 1) or "%"
                for bar in range(first, end)]
        lines.append(f"{letter} {first + 1}-{end}마디: {' | '.join(bars)}")
    return "\n".join(lines)
