# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import difflib
import json
import math
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from miditok import REMI

from ..data.chords import BAR_SECONDS, Chord, chord_slots, CHORDS
from ..data.frames import (
    BOS, FRAME, frame_ids, HIDDEN, STEPS_PER_SECOND, style_name, style_token, STYLES,
)
from ..data.notes import clip, fold_pedal, plot_piano_roll
from ..data.tokens import decode, encode
from ..model.checkpoints import weights_digest
from ..model.sampling import GUIDANCE, sample
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace

__all__ = [
    'CHORD', 'DENSITY', 'DYNAMICS', 'FEWEST_HEARD', 'LIMITS', 'MELODY', 'MODES', 'OPEN', 'Take',
    'as_takes', 'check_numbers', 'check_style', 'continue_piece', 'generate', 'heard_styles',
    'improvise', 'last_bars', 'open_frames', 'plan_of', 'plot_take', 'prompt_before', 'sheet_slots',
    'whole_bars',
]


MODES = {"continuation": "이어 치기", "improvise": "즉흥", "style_transfer": "스타일 바꾸기", "theory_editing": "화성 고치기"}
CHORD, MELODY, DENSITY, DYNAMICS = slice(0, 4), slice(4, 12), 12, 13  # the columns of a frame
OPEN = -1  # a slot that says nothing: hidden from the model


def plan_of(frames: np.ndarray, tokenizer: REMI) -> np.ndarray:
    """Frames as the token ids that `sample` takes for its `plan`, `OPEN` slots hidden."""
    return np.where(frames == OPEN, tokenizer.vocab[HIDDEN], frames + frame_ids(tokenizer))


def open_frames(bars: int, chords=None, density: int | None = None, dynamics: int | None = None) -> np.ndarray:
    """Frames (bars, 14) with nothing in them but what is given: `chords` (4 · bars,) as indices into `CHORDS`, dials 0-7."""
    frames = np.full((bars, len(FRAME)), OPEN)
    if chords is not None: frames[:, CHORD] = np.reshape(chords, (bars, 4))
    for column, value in ((DENSITY, density), (DYNAMICS, dynamics)):
        if value is not None: frames[:, column] = value
    return frames


LIMITS = {"seconds": (0.1, 600), "n": (1, 100), "temperature": (0.1, 5), "seed": (0, 2**32), "guidance": (0, 10), "density": (0, 7),
          "dynamics": (0, 7), "strength": (0, 1), "tempo": (30, 400), "choruses": (1, 50)}


def check_numbers(**given) -> None:
    """Raises `TatumError` for a number outside of its `LIMITS`; None counts as not given."""
    for name, value in given.items():
        low, high = LIMITS[name]
        if value is not None and not low <= value <= high:
            raise TatumError(f"{name}에는 {low}에서 {high} 사이의 수를 주십시오. 받은 값은 {value}입니다.")


def generate(model: Transformer, tokenizer: REMI, prompt, bars: int, seconds: float, n: int = 1, seed: int = 0, temperature: float = 1.0,
             guidance: float = GUIDANCE, frames: np.ndarray | None = None, show: bool = True) -> list[np.ndarray]:
    """What the model plays in the `seconds` after `prompt` (token ids of `bars` whole bars under `BOS Style`), `n` times.

    `frames` (int (new bars, 14), see `read_frames`) are kept to, `OPEN` slots hidden; without them all is hidden. Take i is
    drawn with the seed `seed + i`. Returns notes (see `tatumflow.data.NOTE`); time 0 is the end of the prompt. Raises `TatumError`
    for numbers that make no sense.
    """
    check_numbers(seconds=seconds, n=n, temperature=temperature, seed=seed, guidance=guidance)
    seam, plan, prompt = bars * BAR_SECONDS, None, np.append(prompt, tokenizer.vocab["Bar_None"])  # nothing is added to the last bar
    if frames is not None:
        plan = plan_of(np.vstack([open_frames(bars), frames]), tokenizer)
    takes = []
    for ids in sample(model, tokenizer, prompt, until=seam + seconds, n=n, temperature=temperature, seed=seed, plan=plan, guidance=guidance, show=show):
        new = clip(decode(ids, tokenizer), seam, seam + seconds)
        new["duration"] = fold_pedal(new["onset"], new["onset"] + new["duration"], new["pitch"], [], []) - new["onset"]
        takes.append(new)
    return takes


@dataclass(frozen=True, eq=False)
class Take:
    """One performance and how it came about: the model's part lasts `seconds` from `begin` on (s), what stands before is the source's.

    `asked` holds what else was asked for (temperature, start in the source …), in plain values, and of which `model` (its
    `weights_digest`); `chords`, those that were given; `before`, what the source plays there, where the take changes it.
    """
    notes: np.ndarray
    mode: str
    style: str
    seed: int
    seconds: float
    begin: float = 0.0
    source: str = ""
    asked: dict = field(default_factory=dict)
    chords: tuple[Chord, ...] = ()
    before: np.ndarray | None = None

    @property
    def name(self) -> str:
        """A file name without suffix: mode-style-seed."""
        return f"{self.mode}-{self.style.replace(' ', '')}-{self.seed}"

    @property
    def title(self) -> str:
        """What a listener reads."""
        return f"{MODES[self.mode]} · {self.style} · 시드 {self.seed}"

    @property
    def new(self) -> np.ndarray:
        """The notes that the model played; time 0 is where they begin."""
        return clip(self.notes, self.begin, self.begin + self.seconds)

    def around(self, margin: float = 4.0) -> "Take":
        """The model's part with at most `margin` s of what stands before and after it."""
        start, end = max(0.0, self.begin - margin), self.begin + self.seconds + margin
        return replace(self, notes=clip(self.notes, start, end), begin=self.begin - start,
                       chords=tuple(replace(chord, onset=chord.onset - start) for chord in self.chords if start <= chord.onset < end),
                       before=None if self.before is None else clip(self.before, start, end))


def plot_take(take: Take, ax=None):
    """The piano roll of a take, given chords above; notes of the source stand on a grey ground behind a red line. Returns the Axes."""
    ax = plot_piano_roll(take.notes, ax, chords=take.chords, title=take.title)
    end, last = take.begin + take.seconds, take.notes["onset"].max(initial=0)
    for seam, left, right in ((take.begin, 0, take.begin), (end, end, last + 0.5)):
        if 0 < seam < last:
            ax.axvspan(left, right, color="0.92", zorder=-1)
            ax.axvline(seam, color="tab:red", lw=1.5)
    return ax


def prompt_before(notes: np.ndarray, at: float, style: str, tokenizer: REMI, room: int) -> tuple[np.ndarray, int]:
    """What a model with `room` tokens of memory hears of `notes` before `at` (s): (token ids, number of bars).

    `BOS Style`, then whole bars of 2 s of which the last ends exactly at `at`, silent ones included; as many as fit, one at least.
    """
    heard = notes[notes["onset"] < at].copy()
    bars = math.ceil((at - heard["onset"][0]) / BAR_SECONDS)
    heard["onset"] += bars * BAR_SECONDS - at
    return last_bars(whole_bars(heard, bars, style, tokenizer), room, tokenizer)


def whole_bars(notes: np.ndarray, bars: int, style: str, tokenizer: REMI) -> np.ndarray:
    """`notes` as `BOS Style` and exactly `bars` bars, without EOS: nothing rounds over the end, silent bars are written out."""
    notes, vocab = notes.copy(), tokenizer.vocab
    notes["onset"] = np.minimum(notes["onset"], bars * BAR_SECONDS - 1 / STEPS_PER_SECOND)
    ids = encode(notes, style, tokenizer)[:-1]
    silent = bars - np.count_nonzero(ids == vocab["Bar_None"])
    return np.append(ids, np.tile([vocab["Bar_None"]] + [vocab[HIDDEN]] * len(FRAME), silent)).astype(np.uint16)


def last_bars(ids: np.ndarray, room: int, tokenizer: REMI) -> tuple[np.ndarray, int]:
    """The header of `ids` and its last bars, as many as fit `room` tokens, one at least if there is one; and their number."""
    lines = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])
    kept = lines[(len(ids) - lines + 2 <= room) | (lines == lines[-1:])]
    return np.concatenate([ids[:2], ids[kept[0]:] if len(kept) else ids[:0]]), len(kept)


def check_style(name: str) -> str:
    """`name` as `STYLES` spells it (case and spaces do not matter). Raises `TatumError` with close matches for an unknown one."""
    style = style_name(name)
    if style != "Other" or name.strip().casefold() == "other":
        return style
    known = {style.casefold(): style for style in STYLES}
    close = difflib.get_close_matches(name.strip().casefold(), known, n=3, cutoff=0.5)
    hint = f"혹시 {', '.join(known[match] for match in close)}입니까? " if close else ""
    raise TatumError(f"'{name}' 스타일은 없습니다. {hint}전체 목록은 tatumflow.data.STYLES에 있습니다.")


FEWEST_HEARD = 4  # notes


def continue_piece(model: Transformer, tokenizer: REMI, notes: np.ndarray, at: float, seconds: float, style: str, source: str = "",
                   **how) -> list[Take]:
    """Takes that go on from the second `at` of `notes` for `seconds`; `how` (n, seed, temperature …) is `generate`'s.

    The model hears as many 2-second bars before `at` as fit half of its context. A take holds these bars exactly as in the
    source, then the new part. Raises `TatumError` for an unknown style, or when `at` lies outside of the piece or too near its start.
    """
    style, ends = check_style(style), notes["onset"] + notes["duration"]
    if len(notes) and not notes["onset"][0] < at <= ends.max():
        raise TatumError(f"{at:g}초에서는 이을 수 없습니다. 이 연주는 {notes['onset'][0]:.1f}초부터 {ends.max():.1f}초까지입니다. 그 사이를 고르십시오.")
    if (heard := np.count_nonzero(notes["onset"] < at)) < FEWEST_HEARD:
        raise TatumError(f"{at:g}초 앞에 음표가 {heard}개뿐이라 이을 수 없습니다. 음표가 {FEWEST_HEARD}개 이상 들리는 더 뒤의 시각이나 다른 연주를 고르십시오.")
    prompt, bars = prompt_before(notes, at, style, tokenizer, room=model.config.context // 2)
    first = at - bars * BAR_SECONDS - 0.5 / STEPS_PER_SECOND  # what is rounded onto the first bar line belongs to it
    lead = notes[(notes["onset"] >= first) & (notes["onset"] < at)].copy()
    start = lead["onset"][0] if len(lead) else at
    lead["onset"] -= start
    parts = [_join(lead, new, at - start) for new in generate(model, tokenizer, prompt, bars, seconds, **how)]
    return as_takes(model, parts, "continuation", style, seconds, at - start, source, how, {"start": at})


def as_takes(model, parts, mode, style, seconds, begin, source, how, asked, chords=(), before=None) -> list[Take]:
    """The `parts` that `model` played (None: nobody did) as takes, with what `how` told `generate`."""
    if model: asked = {**asked, "temperature": how.get("temperature", 1.0), "guidance": how.get("guidance", GUIDANCE), "model": weights_digest(model)}
    return [Take(part, mode, style, how.get("seed", 0) + i, seconds, begin, source, asked, tuple(chords), before) for i, part in enumerate(parts)]


def _join(lead: np.ndarray, new: np.ndarray, begin: float) -> np.ndarray:
    """`lead`, then `new` from `begin` on; a key of `lead` that `new` strikes while it is down is let go."""
    lead, new = lead.copy(), new.copy()
    new["onset"] += begin
    for pitch in np.unique(new["pitch"]):
        again = new["onset"][new["pitch"] == pitch].min()
        held = (lead["pitch"] == pitch) & (lead["onset"] + lead["duration"] > again)
        lead["duration"][held] = again - lead["onset"][held]
    return np.concatenate([lead, new])


def improvise(model: Transformer, tokenizer: REMI, style: str, seconds: float | None = None, chords: list[Chord] = (),
              density: int | None = None, dynamics: int | None = None, **how) -> list[Take]:
    """Takes from nothing but a style, over `chords` (see `lead_sheet`) where they are given; `how` is `generate`'s.

    `seconds` is 20, or the length of the chords. The dials `density` and `dynamics` go from 0 to 7. What is not given is hidden.
    Raises `TatumError` for an unknown style or numbers that make no sense.
    """
    style, given = check_style(style), {"density": density, "dynamics": dynamics}
    if seconds is None: seconds = chords[-1].onset + chords[-1].duration if chords else 20.0
    check_numbers(seconds=seconds, **given)
    bars, frames = math.ceil(seconds / BAR_SECONDS), None
    if chords or given != dict.fromkeys(given):
        frames = open_frames(bars, sheet_slots(chords, 4 * bars) if chords else None, **given)
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    parts = generate(model, tokenizer, prompt, 0, seconds, frames=frames, **how)
    asked = {**({"chords": " ".join(chord.symbol for chord in chords)} if chords else {}), **{k: v for k, v in given.items() if v is not None}}
    return as_takes(model, parts, "improvise", style, seconds, 0.0, "", how, asked, [chord for chord in chords if chord.onset < seconds])


def heard_styles(tokens: Path | None = None) -> list[str]:
    """The styles of the training pieces in the folder `tokens`, the most frequent first; empty without training pieces."""
    path = Path(tokens or workspace().tokens) / "train.json"
    pieces = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [style for style, _ in Counter(piece["style"] for piece in pieces).most_common()]


def sheet_slots(chords: list[Chord], slots: int) -> np.ndarray:
    """`chord_slots` of a lead sheet: the chord of every 0.5 s slot as an index into `CHORDS`, `OPEN` where it says `N.C.`"""
    labels = chord_slots(chords, slots)
    return np.where(labels == len(CHORDS), OPEN, labels)
