# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import Sequence

import numpy as np
from miditok import REMI

from ..data.etudes import make_etude
from ..data.harmony import (
    analyze_chords, CHORD_SECONDS, chord_slots, chord_tones, CHORDS, pitch_class_weights, ROOTS,
)
from ..data.notes import clip
from ..data.progressions import PROGRESSIONS
from ..data.tokens import decode
from ..data.vocabulary import BOS, FRAME, style_token, token_kinds
from ..model.sampling import GUIDANCE
from ..model.streaming import sample
from ..model.transformer import Transformer
from .intervals import bootstrap
from .passages import Passage
from .styles import StyleJudge

__all__ = [
    'ASKED', 'adherence', 'adherence_scores', 'chord_sheets', 'play_chords', 'real_adherence',
    'token_obedience',
]


def adherence(notes: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """How well `notes` follow the chords `labels` (index into `CHORDS` a 0.5 s slot, 96 none), shares from 0 to 1, higher is better.

    `tones`, `tensions`: of the sound (seconds times velocity, a note for its first second) on tones of the chord, or on its tones and
    tensions. `slots`: of the slots for which `analyze_chords` returns the chord itself. Slots without a chord do not count.
    """
    given = labels < len(CHORDS)
    sound, chord = pitch_class_weights(notes, len(labels)).sum(0)[given], labels[given]
    total = max(float(sound.sum()), 1e-9)
    return {"tones": float(sound[chord_tones()[chord]].sum() / total), "tensions": float(sound[chord_tones(tensions=True)[chord]].sum() / total),
            "slots": float(np.mean(analyze_chords(notes, len(labels))[given] == chord))}


def chord_sheets(count: int, seconds: float) -> list[np.ndarray]:
    """The first `seconds` of `count` of `PROGRESSIONS` at one chord bar in 2 s, each in another key, as `adherence`'s labels."""
    names = list(PROGRESSIONS)
    etudes = [make_etude(progression=names[i % len(names)], key=ROOTS[7 * i % 12], tempo=120) for i in range(count)]
    return [chord_slots(etude.chords, round(seconds / CHORD_SECONDS)) for etude in etudes]


ASKED = {"hidden": (False, 1.0), "given": (True, 1.0), "guided_1.5": (True, 1.5), "guided_2": (True, 2.0)}  # are chords shown, guidance


def play_chords(model: Transformer, tokenizer: REMI, style: str, labels: np.ndarray, shown: bool = True, guidance: float = 1.0, seed: int = 0, n: int = 1):
    """`n` takes of `model` over the chords `labels` (4 a bar), or with all frames hidden: a list of notes."""
    kinds, plan = token_kinds(tokenizer), None
    if shown:
        plan = np.full((len(labels) // 4, len(FRAME)), -1)
        plan[:, :4] = labels.reshape(-1, 4) + [kinds.ids(slot)[0] for slot in FRAME[:4]]
    seconds = len(labels) * CHORD_SECONDS
    takes = sample(model, tokenizer, [BOS, tokenizer.vocab[style_token(style)]], until=seconds, n=n, seed=seed, plan=plan, guidance=guidance, show=False)
    return [clip(decode(ids, tokenizer), 0, seconds) for ids in takes]


def adherence_scores(model: Transformer, tokenizer: REMI, style: str, sheets: list[np.ndarray], seed: int = 0, n: int = 2) -> dict:
    """{each of `ASKED`: {key of `adherence`: `bootstrap` over `sheets` of the mean of `n` takes}}."""
    scores = {}
    for name, (shown, guidance) in ASKED.items():
        rows = [[adherence(take, sheet) for take in play_chords(model, tokenizer, style, sheet, shown, guidance, seed + 100 * i, n)]
                for i, sheet in enumerate(sheets)]
        scores[name] = _means([{key: np.mean([take[key] for take in row]) for key in row[0]} for row in rows], range(len(sheets)), seed)
    return scores


def token_obedience(model: Transformer, tokenizer: REMI, judge: StyleJudge, styles: list[str], seconds: float, seed: int = 0) -> dict:
    """{style asked for: `bootstrap` of the mean P(styles[0]) of 12 takes of `seconds` from nothing but that style's token, with `GUIDANCE`}."""
    def chance(style):
        p = judge.chances(play_chords(model, tokenizer, style, np.zeros(round(seconds / CHORD_SECONDS)), False, GUIDANCE, seed, 12), styles[0])
        return bootstrap(lambda i: p[i].mean(), range(len(p)), seed)
    return {style: chance(style) for style in styles}


def real_adherence(passages: list[Passage], seed: int = 0) -> dict:
    """The ceiling: `adherence` of what was really played to its own analysis, made with the prompt before it."""
    rows = []
    for p in passages:
        after = p.real.copy()
        after["onset"] += p.context
        labels = analyze_chords(np.concatenate([p.prompt, after]), round((p.context + p.seconds) / CHORD_SECONDS))
        rows.append(adherence(p.real, labels[-round(p.seconds / CHORD_SECONDS):]))
    return _means(rows, [p.piece for p in passages], seed)


def _means(rows: list[dict], piece: Sequence, seed: int) -> dict:
    return {key: bootstrap(lambda i, x=np.array([row[key] for row in rows]): x[i].mean(), piece, seed) for key in rows[0]}
