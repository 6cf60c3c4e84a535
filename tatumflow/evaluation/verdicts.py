"""What the table says: calibrated scores, thresholds passed, the best model and why."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np

from .held_out import CHOOSING, REPORTING
from .intervals import bootstrap, Estimate, ranged
from .losses import SliceLosses
from .metrics import calibrate, METRICS
from .results import Best, Row, Score, Verdict
from .scores import tells_apart

__all__ = ['calibrate_rows', 'judge_threshold', 'pair_with_best', 'recommend']


def calibrate_rows(rows: dict[str, Row]) -> dict[str, Row]:
    """The rows with their scores calibrated between those of `uniform` and `real`."""
    ends = [rows[name].scores for name in ("uniform", "real")]
    return {name: replace(row, scores={metric: _calibrated(metric, score, *ends)
                                       for metric, score in row.scores.items()})
            for name, row in rows.items()}


def _calibrated(metric: str, score: Score, noise: dict[str, Score],
                real: dict[str, Score]) -> Score:
    lower = METRICS[metric].lower
    if lower is None or metric not in noise or metric not in real: return score
    value = calibrate(score.value, noise[metric].value, real[metric].value, lower)
    return replace(score, calibrated=None if math.isnan(value) else value)


def judge_threshold(name: str, rows: dict[str, Row], apart: dict[str, Estimate]) -> Verdict:
    """Which rows pass the roadmap's threshold of a metric, and whether the metric says anything."""
    metric = METRICS[name]
    passing = {kind: [row.label for row in rows.values() if row.kind == kind
                      and name in row.scores and metric.passes(row.scores[name].value)]
               for kind in ("model", "floor", "ceiling")}
    models, floors = (", ".join(passing[kind]) or "없음" for kind in ("model", "floor"))
    text = f"{metric.goal}: 통과한 모델 {models}. 함께 통과한 기준선 {floors}."
    if name in apart:
        can = "통과합니다" if passing["ceiling"] else "통과하지 못합니다"
        text += f" 진짜 연주{'도' if passing['ceiling'] else '는'} {can}."
        if not tells_apart(name, apart): text += _not_apart(apart[name])
    return Verdict(name, metric.threshold, passing["model"], passing["floor"], passing["ceiling"],
                   text)


def _not_apart(difference: Estimate) -> str:
    if difference.low is None:
        return " 곡이 적어, 이 지표가 소음과 진짜를 가르는지 알 수 없습니다."
    return (f" 짝지어 잰 소음과 진짜의 차이가 {ranged(difference, 3)}이라, "
            "이 지표로는 둘을 가르지 못합니다.")


def _choose_slice(rows: dict[str, Row]) -> str:
    """The slice by whose loss models are chosen: that half of the validation pieces, or all of
    them, or the source where there are none."""
    slices = list(next(iter(_models(rows).values())).losses)
    return next((name for name in (CHOOSING, "val") if name in slices), slices[0])


def _best_model(rows: dict[str, Row]) -> str:
    """The name of the model with the lowest loss a token of `_choose_slice`."""
    decider, models = _choose_slice(rows), _models(rows)
    return min(models, key=lambda name: models[name].losses[decider].loss_token.value)


def _models(rows: dict[str, Row]) -> dict[str, Row]:
    return {name: row for name, row in rows.items() if row.kind == "model"}


def pair_with_best(rows: dict[str, Row], seed: int) -> dict[str, Row]:
    """The rows without their windows; instead their losses say how far `behind` the best model's
    they are."""
    best, paired = rows[_best_model(rows)], {}
    for name, row in rows.items():
        losses = row.losses
        if losses and row is not best:
            losses = {part: replace(found, behind=_paired_difference(
                row.windows[part], best.windows[part], seed)) for part, found in losses.items()}
        paired[name] = replace(row, losses=losses, windows=None)
    return paired


def _paired_difference(by_window: list, best: list, seed: int) -> Estimate | None:
    """How many nats a note more than the best model's, paired by window; None where the windows
    were others, of another context. Both are (windows, 3): nats, notes and piece of each."""
    (nats, notes, piece), (least, same, _) = np.transpose(by_window), np.transpose(best)
    if not np.array_equal(notes, same): return None

    def more(i):
        return (nats - least)[i].sum() / max(notes[i].sum(), 1e-9)
    return bootstrap(more, piece, seed, lowest=-math.inf)


def recommend(rows: dict[str, Row]) -> Best:
    """The model with the lowest loss, and why in Korean: on what, how clearly, and where others are
    better."""
    name, decider = _best_model(rows), _choose_slice(rows)
    best, main = rows[name], next(iter(rows[name].losses))
    loss = best.losses[decider].loss_token
    reason = f"{_slice_words(decider)}의 손실이 가장 낮습니다(토큰마다 {loss.value:.3f}내트)."
    if main != decider:
        reason += f" {_slice_words(main)}에서는 {best.losses[main].loss_token.value:.3f}내트입니다."
    rest = [row for row in _models(rows).values() if row is not best]
    if rest:
        second = min(rest, key=lambda row: row.losses[decider].loss_token.value)
        reason += _distance(second, second.losses[decider], loss) + _ahead(best, [best, *rest])
    return Best(name, reason)


def _slice_words(part: str) -> str:
    return {"val": "검증(val) 곡", "test": "시험(test) 곡", CHOOSING: "고르는 쪽 검증(val) 곡",
            REPORTING: "보고하는 쪽 검증(val) 곡"}.get(part, part)


def _distance(second: Row, losses: SliceLosses, best: Estimate) -> str:
    """How far the second model is behind."""
    text = f" 다음은 {second.label}({losses.loss_token.value:.3f})입니다."
    behind = losses.behind
    if behind:
        text += f" 같은 창끼리 견주면 음마다 {ranged(behind, 3)}내트 높습니다."
        if behind.low is None:
            text += " 다만 곡이 적어 차이가 뚜렷한지 알 수 없습니다."
        elif behind.low <= 0:
            text += " 다만 구간이 0을 품어 차이를 말하기 어렵습니다."
    elif best.high is not None and losses.loss_token.low < best.high:
        text += " 다만 두 구간이 겹쳐 차이가 크지 않습니다."
    return text


def _ahead(best: Row, models: list[Row]) -> str:
    """In which metrics another model is better than the best one; a draw is no lead."""
    leads = []
    for name in best.scores:
        metric = METRICS[name]
        if metric.group == "loss" or metric.lower is None: continue
        choose_from = min if metric.lower else max
        winner = choose_from(models, key=lambda row: row.scores[name].value)
        if winner.scores[name].value != best.scores[name].value:
            leads.append(f"{metric.label}({winner.label})")
    if not leads: return " 음악 지표에서도 뒤지지 않습니다."
    return f" 다른 체크포인트가 앞선 지표: {', '.join(leads)}."
