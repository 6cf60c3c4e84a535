"""The tables of a report that show `METRICS`."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterable

from .clip_measures import NUMBERS
from .intervals import FEWEST_PIECES, fixed, ranged
from .metrics import Metric, METRICS
from .results import Results, Row, Score
from .scores import tells_apart
from .tables import section, small_print

__all__ = [
    'GOALS', 'calibrated_section', 'goal_sentence', 'goals_section', 'has_curve', 'in_order',
    'originality_section', 'score_section', 'spread_section',
]


GOALS = ("loss_token", "kl_clip", "pctm_clip", "coherence")  # the roadmap's four figures


def goal_sentence(name: str, results: Results) -> str:
    """In Korean: whether the best model reaches a goal of the roadmap, and whether noise does."""
    metric, rows = METRICS[name], results.rows
    floor, ceiling = _floor(metric, results), rows["real"].scores.get(name)
    if not metric.passes(rows[results.best.name].scores[name].value): text = "이르지 못했습니다."
    elif metric.passes(floor.scores[name].value): text = f"이르렀지만 {floor.label}도 이릅니다."
    else: text = "이르렀습니다."
    if ceiling and not metric.passes(ceiling.value): text += " 진짜 연주도 이르지 못합니다."
    return text


def _floor(metric: Metric, results: Results) -> Row:
    """The row that stands for no music: noise, or of losses the Markov chain where there is one."""
    rows = results.rows
    return rows.get("markov", rows["uniform"]) if metric.group == "loss" else rows["uniform"]


def goals_section(results: Results) -> list[str]:
    """The roadmap's four figures, each between its floor and its ceiling, and a sentence."""
    rows, models, lines = results.rows, list(results.of_kind("model").values()), []
    for name in GOALS:
        floor = _floor(METRICS[name], results)
        scores = [row.scores.get(name) for row in (floor, *models, rows["real"])]
        lines.append([METRICS[name].goal, *map(small_print, scores),
                      goal_sentence(name, results)])
    heads = ["목표", "바닥", *(row.label for row in models), "천장", "판정"]
    return section("로드맵의 네 목표", heads, lines,
                   "손실은 다음 토큰에 놀라는 정도, KL은 음이름의 쓰임이 앞부분과 다른 정도, "
                   "PCTM은 음이름의 이어짐이 앞부분과 닮은 정도, 일관된 길이는 진짜 연주의 범위를 "
                   "벗어나지 않고 이어진 시간입니다. "
                   "바닥은 소음(손실에서는 마르코프 사슬), 천장은 진짜 연주입니다. "
                   "바닥도 이르는 목표에 이른 것은 아무것도 말해 주지 않습니다.")


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
    return section("눈금 (소음 0, 진짜 연주 1)", heads, lines, note)


def originality_section(results: Results) -> list[str]:
    """How many notes in a row the models share with the training pieces, by name (which ends in the
    step), beside what people share with each other; nothing without training pieces."""
    real = results.rows["real"]
    if real.most_shared is None: return []
    rows = {row.label: row for row in in_order(results)} | {"사람끼리": real}
    lines = [[label, ranged(row.scores["shared"]), str(row.most_shared)]
             for label, row in rows.items()]
    found = section("독창성: 체크포인트마다 훈련 곡과 이어서 겹친 음",
                    ["연주", "중앙값(음)", "가장 긴 것(음)"], lines,
                    "조옮김해도 같은 것으로 칩니다. 사람끼리는 훈련에 쓰지 않은 진짜 연주가 훈련 "
                    "곡과 겹친 음이고, 이보다 뚜렷이 길면 외운 것입니다.")
    return [*found, "![독창성](originality.png)", ""] if has_curve(results) else found


def in_order(results: Results) -> list[Row]:
    """The models' rows in the order of their names, which end in the step."""
    return sorted(results.of_kind("model").values(), key=lambda row: row.label)


def has_curve(results: Results) -> bool:
    """Whether there are models enough, and training pieces, to draw how originality changes."""
    return len(in_order(results)) > 1 and results.rows["real"].most_shared is not None


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
