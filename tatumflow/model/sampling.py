"""How the next token is chosen, and how far takes go."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass
from numbers import Integral, Real

import torch
from torch import Tensor

from ..runtime.errors import TatumError

__all__ = ['FREE_GUIDANCE', 'GUIDANCE', 'STEADY', 'Sampling', 'Until', 'choose']


GUIDANCE = 1.75  # where played music leads on, and of what the evaluation measures
FREE_GUIDANCE = 2.5  # where none does
STEADY = 0.7  # the temperature of onsets there


@dataclass(frozen=True)
class Sampling:
    """How takes are drawn.

    n: how many; seed: take i is drawn with `seed + i`; temperature: 0 takes the likeliest token
    always, 1 draws as the model has learnt; top_p, min_p: see `choose`; guidance: above 1 keeps to
    the style and the frames more strictly (classifier-free guidance: Ho and Salimans 2022); blend:
    pairs of a style and its share, which take the place of the prompt's style and together make 1
    (the logits under each are averaged by share); onset_temperature: times `temperature` where the
    place of the next note is drawn, below 1 it keeps steadier time. Raises `TatumError` for a value
    that makes no sense.
    """
    n: int = 1
    seed: int = 0
    temperature: float = 1.0
    top_p: float = 1.0
    min_p: float = 0.0
    guidance: float = 1.0
    blend: tuple[tuple[str, float], ...] = ()
    onset_temperature: float = 1.0

    @property
    def rows(self) -> int:
        """How many sequences the model reads for a take: one a style, one that hides it."""
        return max(1, len(self.blend)) + (self.guidance != 1)

    def __post_init__(self):
        _check("n", self.n, "1 이상의 정수", _is_whole(self.n) and self.n >= 1)
        _check("seed", self.seed, "0 이상의 정수", _is_whole(self.seed) and 0 <= self.seed < 2**63)
        for name in ("temperature", "top_p", "min_p", "guidance", "onset_temperature"):
            _check(name, getattr(self, name), "유한한 수", _is_finite(getattr(self, name)))
        _check("onset_temperature", self.onset_temperature, "0보다 큰 수",
               self.onset_temperature > 0)
        _check("temperature", self.temperature, "0 이상의 수", self.temperature >= 0)
        _check("top_p", self.top_p, "0보다 크고 1 이하인 수", 0 < self.top_p <= 1)
        _check("min_p", self.min_p, "0 이상 1 미만인 수", 0 <= self.min_p < 1)
        _check("guidance", self.guidance, "0 이상의 수", self.guidance >= 0)
        shares = [share for _, share in self.blend] or [1.0]
        _check("blend", self.blend, "더하여 1이 되는 몫들", min(shares) > 0
               and math.isclose(sum(shares), 1))


def _check(name: str, value, wanted: str, fits: bool) -> None:
    if not fits:
        raise TatumError(f"{name}은(는) {wanted}여야 하는데 {value!r}입니다. "
                         "값을 고쳐 다시 하십시오.")


def _is_whole(value) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _is_finite(value) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


@dataclass(frozen=True)
class Until:
    """How far takes go: `bars` after the first bar line, or as many as `seconds` need by their
    Tempo tokens, whichever is less. Raises `TatumError` for what is no length."""
    bars: float = math.inf
    seconds: float = math.inf

    def __post_init__(self):
        if not 0 < min(self.bars, self.seconds) < math.inf:
            raise TatumError(f"길이는 한 마디나 0초보다 길어야 하는데 {self}입니다. "
                             "더 길게 주십시오.")

    def __str__(self):
        told = [f"{value:g}{unit}" for value, unit in ((self.bars, "마디"), (self.seconds, "초"))
                if value != math.inf]
        return ", ".join(told) or "끝없음"

    def share(self, bars: Tensor, seconds: Tensor) -> Tensor:
        """Which share of the way so many complete bars and seconds are; 1 for what is there but for
        a ten-thousandth of it, by which bars in seconds are rounded."""
        return 1.0001 * torch.maximum(bars / self.bars, seconds / self.seconds)


_GREEDY = 1e-4  # up to this temperature, at which the division below would overflow


def choose(logits: Tensor, uniform: Tensor, temperature: float = 1.0, top_p: float = 1.0,
           min_p: float = 0.0) -> Tensor:
    """One token a row by nucleus (Holtzman et al. 2020) and min-p sampling (Nguyen et al. 2024).

    logits: (batch, vocabulary); uniform: (batch,), float32 in [0, 1), decides. Kept are the
    likeliest tokens up to the mass `top_p`, and of these the ones at least `min_p` times as likely
    as the first. At temperature 0 the first is taken. Returns ids (batch,).
    """
    if temperature <= _GREEDY: return logits.argmax(-1)
    p = torch.softmax(logits.float() / temperature, dim=-1)
    kept = p.where(p >= min_p * p.amax(-1, keepdim=True), 0) if min_p else p
    if top_p < 1:
        ordered, ids = p.sort(dim=-1, descending=True)
        beyond = ordered.cumsum(-1) - ordered >= top_p  # the mass before it is enough
        kept = kept.masked_fill(beyond.gather(-1, ids.argsort(-1)), 0)
    ladder = kept.cumsum(-1)
    rung = uniform[:, None] * ladder[:, -1:]  # below the last one: uniform < 1
    return torch.searchsorted(ladder, rung, right=True)[:, 0]
