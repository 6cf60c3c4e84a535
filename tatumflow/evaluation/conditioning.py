"""Whether a model plays what it is asked for: chords, and the style of a token."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from miditok import REMI

from ..data.harmony import analyze_chords
from ..data.notes import BEATS_A_BAR, clip
from ..data.time_map import warp
from ..data.tokens import decode, play_back
from ..data.vocabulary import BOS, FRAME, SHEET, style_token, token_kinds
from ..model.sampling import FREE_GUIDANCE, GUIDANCE, Sampling, STEADY, Until
from ..model.streaming import sample
from ..model.transformer import Transformer
from .adherence import adherence
from .exam import Exam
from .intervals import Estimate, share_mean
from .judge import StyleJudge
from .passages import Passage

__all__ = [
    'ASKED', 'adherence_scores', 'plan_and_play', 'play_sheet', 'real_adherence',
    'style_token_scores',
]


# Are the chords shown, and with how much guidance?
ASKED = {"hidden": (False, 1.0), "given": (True, 1.0),
         **{f"guided_{guidance:g}": (True, guidance) for guidance in (GUIDANCE, FREE_GUIDANCE)}}
_IMPROVISED = Sampling(guidance=FREE_GUIDANCE, onset_temperature=STEADY)


def play_sheet(model: Transformer, tokenizer: REMI, style: str, labels: np.ndarray,
                sampling: Sampling, shown: bool = True) -> list[np.ndarray]:
    """Takes (beats) of `model` in `style` over the chords `labels` (one a beat), with the chords
    `shown` in the frames or with all frames hidden; the tempo is the model's own."""
    kinds, plan, bars = token_kinds(tokenizer), None, len(labels) // BEATS_A_BAR
    if shown:
        slots = slice(1, 1 + BEATS_A_BAR)
        chords = [kinds.ids(slot)[0] for slot in FRAME[slots]]
        plan = np.full((bars, len(FRAME)), -1)
        plan[:, slots] = labels.reshape(bars, BEATS_A_BAR) + chords
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    takes = sample(model, tokenizer, prompt, Until(bars=bars), sampling, plan)
    return [clip(decode(ids, tokenizer), 0, len(labels)) for ids in takes]


def adherence_scores(model: Transformer, tokenizer: REMI, style: str, sheets: list[np.ndarray],
                     seed: int = 0, n: int = 2) -> dict[str, dict[str, Estimate]]:
    """{each of `ASKED`: {key of `adherence`: the mean of `n` takes, over `sheets`}}."""
    scores = {}
    for name, (shown, guidance) in ASKED.items():
        rows = []
        for i, sheet in enumerate(sheets):
            sampling = Sampling(n=n, seed=seed + 100 * i, guidance=guidance)
            takes = play_sheet(model, tokenizer, style, sheet, sampling, shown)
            rows += [adherence(take, sheet) for take in takes]
        scores[name] = _share_means(rows, np.repeat(np.arange(len(sheets)), n), seed)
    return scores


def _share_means(rows: list[dict[str, float]], piece: Sequence,
                 seed: int) -> dict[str, Estimate]:
    """The mean of each share in `rows`, with its interval over what `piece` names."""
    return {key: share_mean([row[key] for row in rows], piece, seed) for key in rows[0]}


def style_token_scores(model: Transformer, tokenizer: REMI, judge: StyleJudge, styles: list[str],
                    seconds: float, seed: int = 0) -> dict[str, Estimate]:
    """{style asked for: mean P(styles[0]) of 12 takes of `seconds` from nothing but that style's
    token, drawn as an improvisation is}."""
    sampling, scores = replace(_IMPROVISED, n=12, seed=seed), {}
    for style in styles:
        prompt = [BOS, tokenizer.vocab[style_token(style)]]
        drawn = sample(model, tokenizer, prompt, Until(seconds=seconds), sampling)
        takes = [clip(play_back(ids, tokenizer), 0, seconds) for ids in drawn]
        scores[style] = share_mean(judge.chances(takes, styles[0]), range(len(takes)), seed)
    return scores


def real_adherence(passages: list[Passage], seed: int = 0) -> dict[str, Estimate]:
    """The ceiling: `adherence` of what was really played to its own analysis, made with the prompt
    before it."""
    rows = []
    for p in passages:
        after, seam = p.real.copy(), BEATS_A_BAR * p.bars
        after["onset"] += p.context
        counted = warp(np.concatenate([p.prompt, after]), p.time_map)
        labels = analyze_chords(counted, int(p.time_map.to_beats(p.context + p.seconds)))
        rows.append(adherence(clip(counted, seam, len(labels)), labels[seam:]))
    return _share_means(rows, [p.piece for p in passages], seed)


def plan_and_play(model: Transformer, tokenizer: REMI, style: str, exam: Exam) -> list[np.ndarray]:
    """`exam.long` takes (beats) of `exam.bars` bars: the model writes frames alone first, and then
    plays them, drawn as an improvisation is."""
    header, until = [BOS, tokenizer.vocab[style_token(style)]], Until(bars=exam.bars)
    wanted, width = Sampling(n=exam.long, seed=exam.seed), 1 + len(FRAME)
    sheets = sample(model, tokenizer, [*header, tokenizer.vocab[SHEET]], until, wanted,
                    np.full((exam.bars, len(FRAME)), -1))
    takes = []
    for i, ids in enumerate(sheets):
        plan = np.asarray(ids[3:3 + width * exam.bars]).reshape(exam.bars, width)[:, 1:]
        sampling = replace(_IMPROVISED, seed=exam.seed + i)
        played, = sample(model, tokenizer, header, until, sampling, plan.astype(int))
        takes.append(clip(decode(played, tokenizer), 0, BEATS_A_BAR * exam.bars))
    return takes
