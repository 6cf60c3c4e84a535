# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.chords import BAR_SECONDS, Chord, chord_list
from ..data.frames import read_frames, STEPS_PER_SECOND
from ..data.notes import clip, fold_pedal
from ..data.tokens import decode, encode
from ..model.sampling import GUIDANCE, sample
from ..model.transformer import token_loss, Transformer
from ..runtime.errors import TatumError
from .playing import (
    as_takes, check_numbers, check_style, CHORD, FEWEST_HEARD, last_bars, open_frames, plan_of,
    Take, whole_bars,
)
from .theory import EDITS

__all__ = [
    'EditedTokens', 'count_bars', 'edit_piece', 'edit_tokens', 'on_grid', 'parse_bars', 'seam_loss',
]


def count_bars(notes: np.ndarray) -> int:
    """How many 2 s bars from its first note on a performance has. Raises `TatumError` when there is too little to edit."""
    if len(notes) < FEWEST_HEARD:
        raise TatumError(f"음표가 {len(notes)}개뿐이라 고칠 수 없습니다. 음표가 {FEWEST_HEARD}개 이상인 연주를 고르십시오.")
    return int(on_grid(notes["onset"][-1] - notes["onset"][0]) // BAR_SECONDS) + 1


def on_grid(onset):
    """Onsets (s) rounded to 10 ms, as tokens hold them; they decide which bar a note belongs to."""
    return np.round(onset * STEPS_PER_SECOND) / STEPS_PER_SECOND


def parse_bars(text: str, total: int) -> tuple[int, int]:
    """"5-8" or "5" -> (5, 8) or (5, 5), within 1 and `total`. Raises `TatumError`."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= total:
        raise TatumError(f"마디 범위 '{text}'을(를) 쓸 수 없습니다. 이 연주는 2초 마디 {total}개입니다. 1-{total} 사이에서 5-8처럼 주십시오.")
    return first, last


def seam_loss(model: Transformer, tokens: np.ndarray, at: int, length: int) -> float:
    """Mean nats of the (up to) `length` tokens of `tokens` from index `at` on, after as much as fits before them."""
    import torch
    window = np.concatenate([tokens[1:2], tokens[max(2, at + length - model.config.context + 1):at + length]]).astype(np.int64)
    count = min(length, len(tokens) - at, len(window) - 1)
    ids = torch.from_numpy(window)[None].to(model.rotary.device)
    with torch.inference_mode():
        return float(token_loss(model(ids[:, :-1])[:, -count:], ids[:, -count:]))


@dataclass(frozen=True, eq=False)
class EditedTokens:
    """Token ids before the edited bars (with the header), the takes of what stands there now, and after (to EOS); `frames` before and now."""
    before: np.ndarray
    middles: list[np.ndarray]
    after: np.ndarray
    old: np.ndarray
    new: np.ndarray


def edit_tokens(model: Transformer, tokenizer: REMI, notes: np.ndarray, edits: list[tuple[str, int]], bars: tuple[int, int], style: str,
                n: int = 1, seed: int = 0, tries: int = 4, show: bool = True, **how) -> EditedTokens:
    """`notes` (the first at 0 s) with `edits` (see `parse_edits`) on the `bars` first to last, `n` times; `how` is `generate`'s.

    Take i is the best joined of `tries`, drawn with the seeds from (`seed` + i) · `tries` on.
    """
    (first, last), notes = bars, notes.copy()
    notes["onset"] = on_grid(notes["onset"])
    ids = encode(notes, style, tokenizer)
    lines = np.append(np.flatnonzero(ids == tokenizer.vocab["Bar_None"]), len(ids) - 1)
    before, after, frames = ids[:lines[first - 1]], ids[lines[last]:], read_frames(notes, len(lines) - 1)
    on_notes, on_frames = ([edit for edit in edits if EDITS[edit[0]].on_notes == kind] for kind in (True, False))
    passage, count = clip(notes, (first - 1) * BAR_SECONDS, last * BAR_SECONDS), last - first + 1
    for name, amount in on_notes: passage, count = EDITS[name].apply(passage, count, amount)
    old, here = frames[first - 1:last], slice(first - 1, first - 1 + count)
    if on_notes: frames = np.vstack([frames[:first - 1], read_frames(passage, count), frames[last:]])
    plan = frames.copy()
    for name, amount in on_frames: plan[here] = EDITS[name].apply(plan, amount)[here]  # the whole piece tells key and next chord
    if not on_frames:
        return EditedTokens(before, [whole_bars(passage, count, style, tokenizer)[2:]] * n, after, old, plan[here])
    if np.array_equal(plan, frames):
        raise TatumError(f"이 마디들에는 {', '.join(name for name, _ in on_frames)}(으)로 바꿀 것이 없습니다. 다른 마디나 다른 고치기를 고르십시오.")
    middles = _draw_middles(model, tokenizer, before, after, plan[here], n, seed, tries, show, how)
    return EditedTokens(before, middles, after, old, plan[here])


def _draw_middles(model, tokenizer, before, after, frames, n, seed, tries, show, how) -> list[np.ndarray]:
    """For each of `n` takes, the best joined of `tries` ways to play `frames` between `before` and `after`."""
    prompt, heard = last_bars(before, model.config.context // 2, tokenizer)
    plan = plan_of(np.vstack([open_frames(heard), frames]), tokenizer)
    drawn = sample(model, tokenizer, np.append(prompt, tokenizer.vocab["Bar_None"]), until=(heard + len(frames)) * BAR_SECONDS, n=n * tries,
                   seed=seed * tries, plan=plan, show=show, **{"guidance": GUIDANCE, **how})
    middles = [ids[len(prompt):-1] for ids in drawn]
    if len(after) == 1: return middles[::tries]
    def loss(middle): return seam_loss(model, np.concatenate([prompt, middle, after]), len(prompt) + len(middle), model.config.context // 4)
    return [min(middles[i:i + tries], key=loss) for i in range(0, n * tries, tries)]


def edit_piece(model: Transformer, tokenizer: REMI, notes: np.ndarray, edits: list[tuple[str, int]], bars: tuple[int, int], style: str,
               source: str = "", **how) -> list[Take]:
    """Takes of the whole performance with `edits` on its 2 s `bars` (first, last; 1 is where the first note is); see `edit_tokens`.

    Outside of the bars it stays as it is; a key that is struck again while it is down is let go.
    """
    style, total = check_style(style), count_bars(notes)
    check_numbers(**{name: how[name] for name in ("n", "seed", "temperature", "guidance") if name in how})
    notes, (first, last) = notes.copy(), parse_bars(f"{bars[0]}-{bars[1]}", total)
    notes["onset"] -= notes["onset"][0]
    edited = edit_tokens(model, tokenizer, notes, edits, (first, last), style, **how)
    begin, seconds, onset = (first - 1) * BAR_SECONDS, len(edited.new) * BAR_SECONDS, on_grid(notes["onset"])
    lead, tail = notes[onset < begin], notes[onset >= last * BAR_SECONDS].copy()
    tail["onset"] += begin + seconds - last * BAR_SECONDS
    parts = []
    for middle in edited.middles:
        new = decode(middle, tokenizer)
        new["onset"] += begin
        part = np.concatenate([lead, new, tail])
        part["duration"] = fold_pedal(part["onset"], part["onset"] + part["duration"], part["pitch"], [], []) - part["onset"]
        parts.append(part)
    chords = [Chord(begin + chord.onset, chord.duration, chord.symbol) for chord in chord_list(edited.new[:, CHORD].ravel())]
    asked = {"edits": ", ".join(f"{name}{amount:+d}" if amount else name for name, amount in edits), "bars": f"{first}-{last}"}
    player = None if all(EDITS[name].on_notes for name, _ in edits) else model
    return as_takes(player, parts, "theory_editing", style, seconds, begin, source, how, asked, chords, notes)
