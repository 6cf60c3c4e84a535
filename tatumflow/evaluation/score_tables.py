"""The tables of a report that show `METRICS`."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterable

from .clip_measures import NUMBERS
from .intervals import FEWEST_PIECES, fixed, ranged
from .metrics import METRICS
from .results import Results, Row, Score
from .scores import tells_apart
from .tables import section

__all__ = ['calibrated_section', 'score_section', 'spread_section', 'success_section']


def success_section(results: Results) -> list[str]:
    """The roadmap's metrics, each between its floor and its ceiling."""
    rows, models, lines = results.rows, list(results.of_kind("model").values()), []
    for verdict in results.verdict:
        metric = METRICS[verdict.metric]
        floor = rows["uniform"]
        if metric.group == "loss": floor = rows.get("markov", floor)
        scores = [row.scores.get(verdict.metric) for row in (floor, *models, rows["real"])]
        lines.append([metric.goal, *map(ranged, scores)])
    heads = ["지표와 문턱", "바닥", *(row.label for row in models), "천장"]
    return section("로드맵의 성공 지표", heads, lines,
                   "바닥은 고른 소음(손실에서는 마르코프 사슬), 천장은 진짜 연주입니다. "
                   "바닥도 넘는 문턱은 아무것도 말해 주지 않습니다.")


def score_section(title: str, results: Results, group: str, note: str) -> list[str]:
    """All metrics of a group, of the rows that have them."""
    rows = [row for row in results.rows.values() if _measured([row], group)]
    names = _measured(rows, group)
    lines = [[row.label, *(ranged(row.scores.get(name)) for name in names)] for row in rows]
    return section(title, ["연주", *(METRICS[name].label for name in names)], lines, note)


def _measured(rows: Iterable[Row], *groups: str) -> list[str]:
    """The metrics of these groups that some row has."""
    return [name for name, metric in METRICS.items()
            if metric.group in groups and any(name in row.scores for row in rows)]


def calibrated_section(results: Results) -> list[str]:
    """The scores on the scale between noise and real music, with a warning of blunt metrics."""
    real, rows = results.rows["real"].scores, results.rows.values()
    names = [name for name, score in real.items() if score.calibrated is not None]
    lines = [[row.label, *(_on_scale(row.scores.get(name)) for name in names)]
             for row in rows if _measured([row], "pitch")]
    blunt = [METRICS[name].label for name in names if not tells_apart(name, results.apart)]
    note = "진짜가 소음보다 낫지 않은 지표와, 진짜와 비슷해야 하는 지표는 뺐습니다."
    if results.pieces < FEWEST_PIECES:
        note += " 곡이 적어, 소음과 진짜를 뚜렷이 가르는 눈금인지는 알 수 없습니다."
    elif blunt:
        note += (" 다음 지표는 소음과 진짜를 뚜렷이 가르지 못하므로 눈금을 믿지 마십시오: "
                 f"{', '.join(blunt)}.")
    heads = ["연주", *(METRICS[name].label for name in names)]
    return section("눈금 (고른 소음 0, 진짜 연주 1)", heads, lines, note)


def _on_scale(score: Score | None) -> str:
    return "—" if score is None or score.calibrated is None else fixed(score.calibrated)


def spread_section(results: Results) -> list[str]:
    """How much, how widely and how long is played: median and quartiles of `NUMBERS`."""
    lines = [[row.label, *(_quartiles(*row.spread[name]) for name in NUMBERS)]
             for row in results.rows.values()]
    return section("얼마나 많이, 넓게, 길게 치는가", ["연주", *NUMBERS.values()], lines,
                   "조각들의 중앙값과 사분위 범위(가운데 절반)입니다. "
                   "모델의 중앙값이 진짜의 범위 안에 들어야 합니다.")


def _quartiles(low: float, middle: float, high: float) -> str:
    digits = 1 if middle >= 1 else 2
    return f"{middle:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"
