"""What an evaluation finds, and its form in `metrics.json`."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict, dataclass

from .frame_use import SlotUse
from .intervals import Estimate
from .judge_choice import JudgeReport
from .losses import SliceLosses

__all__ = ['Best', 'LossReport', 'Results', 'Row', 'Score', 'Source', 'Verdict', 'row_from_json']


@dataclass(frozen=True)
class Score(Estimate):
    """A value of a row; `calibrated` is 0 at the uniform noise and 1 at the real music, None where
    there is no such scale."""
    calibrated: float | None = None


@dataclass(frozen=True)
class LossReport:
    """The losses of a language model: `scores` (see `METRICS`), nats per token by kind of token,
    losses of every slice, and by slice the windows that models are paired by, (windows, 3)."""
    scores: dict[str, Estimate]
    by_kind: dict[str, float]
    losses: dict[str, SliceLosses]
    frame_use: dict[str, SlotUse]
    windows: dict[str, list[list[float]]]


@dataclass(frozen=True)
class Row:
    """A row of the table.

    `kind`: "floor", "model" or "ceiling". `silent`: takes without a note. `most_shared`: notes (see
    `Memory.longest_runs`), None without training pieces. `spread`: {each of `NUMBERS`: quartiles}.
    Of language models: `loss_by_kind` (nats per token), `losses` of every slice, `frame_use`,
    `windows` to pair models by. Of models: chord `adherence` ({each of `ASKED`: {share: value}}),
    `style_token` (see `style_token_scores`), the path of the `checkpoint` and the digest of its
    `weights`.
    """
    label: str
    kind: str
    silent: int
    most_shared: int | None
    spread: dict[str, list[float]]
    scores: dict[str, Score]
    loss_by_kind: dict[str, float] | None = None
    losses: dict[str, SliceLosses] | None = None
    frame_use: dict[str, SlotUse] | None = None
    windows: dict[str, list[list[float]]] | None = None
    adherence: dict[str, dict[str, Estimate]] | None = None
    style_token: dict[str, Estimate] | None = None
    checkpoint: str | None = None
    weights: str | None = None

    def as_json(self) -> dict:
        """What `metrics.json` holds of the row: all fields that are not None, and `most_shared`."""
        return {name: value for name, value in asdict(self).items()
                if value is not None or name == "most_shared"}


def row_from_json(found: dict) -> Row:
    """The row of which `found` is the JSON (see `Row.as_json`)."""
    found = dict(found)
    found["scores"] = {name: Score(**score) for name, score in found["scores"].items()}
    if "losses" in found:
        found["losses"] = {name: SliceLosses(**_estimates(losses))
                           for name, losses in found["losses"].items()}
    if "frame_use" in found:
        found["frame_use"] = {slot: SlotUse(**_estimates(use))
                              for slot, use in found["frame_use"].items()}
    if "adherence" in found:
        found["adherence"] = {way: _estimates(shares)
                              for way, shares in found["adherence"].items()}
    if "style_token" in found:
        found["style_token"] = _estimates(found["style_token"])
    return Row(**found)


def _estimates(found: dict) -> dict[str, Estimate | None]:
    return {name: score and Estimate(**score) for name, score in found.items()}


@dataclass(frozen=True)
class Source:
    """The held-out music: the name of its slice, its pieces, {file left out: Korean reason}, Korean
    remarks, and how good the `judge` of P(style) is, None where that is not known."""
    source: str
    pieces: list[str]
    left_out: dict[str, str]
    remarks: list[str]
    judge: JudgeReport | None = None


@dataclass(frozen=True)
class Verdict:
    """Which rows (by label) pass the threshold of a metric, and a Korean sentence on it."""
    metric: str
    threshold: float
    models: list[str]
    floors: list[str]
    ceiling: list[str]
    text: str


@dataclass(frozen=True)
class Best:
    """The row of the recommended model, and why (Korean)."""
    name: str
    reason: str


@dataclass(frozen=True)
class Results:
    """What `evaluate` finds.

    `style`, `windows`, `seed`, `context` and `seconds` (s) are as asked; `guidance` and `epsilon`
    as used. `passages` of so many `pieces`; `slices`: how many pieces each has; `sheets`: how many.
    `band`: {each of `FEATURES`: [low, high]}, None where open. `adherence`: of the real music (see
    `real_adherence`). `apart`: {metric: real music less uniform noise}. `best` has the lowest loss
    a token of the slice that models are chosen by (see `_choose_slice`).
    """
    seed: int
    windows: int
    context: float
    seconds: float
    style: str | None
    guidance: float
    epsilon: float
    passages: int
    pieces: int
    slices: dict[str, int]
    sheets: int
    held_out: Source
    band: dict[str, list[float | None]]
    adherence: dict[str, Estimate]
    apart: dict[str, Estimate]
    rows: dict[str, Row]
    verdict: list[Verdict]
    best: Best

    def as_json(self) -> dict:
        """What `metrics.json` holds."""
        found = asdict(self)
        found["rows"] = {name: row.as_json() for name, row in self.rows.items()}
        if self.held_out.judge is None:
            del found["held_out"]["judge"]
        return found

    def of_kind(self, kind: str) -> dict[str, Row]:
        """The rows of one kind: "floor", "model" or "ceiling"."""
        return {name: row for name, row in self.rows.items() if row.kind == kind}
