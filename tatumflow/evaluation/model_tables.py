"""The tables of a report that only language models have."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from .intervals import FEWEST_PIECES, ranged
from .metrics import LABELS, METRICS
from .results import Results, Row
from .tables import section

__all__ = ['chord_section', 'frame_section', 'slices_section', 'style_section']


def slices_section(results: Results) -> list[str]:
    """The losses of every slice, and how far a model is behind the best one."""
    units = ("loss_token", "loss_note", "loss_second")
    lines = []
    for row in _language_models(results):
        for part, losses in row.losses.items():
            values = [ranged(score) for score in losses.scores.values()]
            lines.append([row.label, part, *values, ranged(losses.behind, 3)])
    heads = ["연주", "곡", *(METRICS[unit].label for unit in units), "뒤진 만큼/음"]
    return section("분할마다의 손실(내트)", heads, lines,
                   "다른 분할과 스타일에서도 순서가 같은지 보십시오. ‘뒤진 만큼’은 가장 나은 "
                   "모델보다 높은 만큼을 같은 창끼리 짝지어 잰 것이고, 창이 다르면 재지 않습니다.")


def _language_models(results: Results) -> list[Row]:
    return [row for row in results.rows.values() if row.losses]


def frame_section(results: Results) -> list[str]:
    """The loss of pitches with right, wrong and hidden slots."""
    lines = []
    for row in _language_models(results):
        for slot, label in (("Chord", "화음"), ("Melody", "선율")):
            use = row.frame_use[slot]
            values = [ranged(score, 3) for score in (use.right, use.wrong, use.hidden)]
            lines.append([row.label, label, *values])
    return section("틀을 쓰는가: 음높이 토큰의 손실(내트)",
                   ["연주", "보여 준 칸", "옳게", "틀리게", "가림"], lines,
                   "옳은 칸에서 낮고 틀린 칸에서 높을수록 틀을 따르는 모델입니다.")


def _way_label(way: str) -> str:
    """How the table calls one of `ASKED`."""
    plain = {"hidden": "가림", "given": "보여 줌"}
    return plain.get(way) or f"보여 줌, {way.removeprefix('guided_')}배"


def chord_section(results: Results) -> list[str]:
    """How far the chords asked for are played."""
    lines = [[row.label, _way_label(way), *map(ranged, shares.values())]
             for row in results.of_kind("model").values() for way, shares in row.adherence.items()]
    lines.append([LABELS["real"], "자신의 분석", *map(ranged, results.adherence.values())])
    interval = "구간은 진행을 다시 뽑은 것입니다"
    if results.sheets < FEWEST_PIECES: interval = "진행이 적어 모델의 구간은 적지 않았습니다"
    heads = ["연주", "화음", "화음음", "텐션까지", "같은 화음"]
    return section("시킨 화음을 따르는가", heads, lines,
                   f"표준 진행 {results.sheets}개 위에서 친 연주이고, {interval}. ‘가림’은 화음을 "
                   "모르고 친 것이 우연히 맞은 몫이고, 배수는 가이던스(guidance)의 세기입니다.")


def style_section(results: Results) -> list[str]:
    """How far the style of a token is heard; nothing without a judge."""
    tokens = {row.label: row.style_token for row in results.rows.values() if row.style_token}
    if not tokens: return []
    styles = list(next(iter(tokens.values())))
    lines = [[label, *map(ranged, found.values())] for label, found in tokens.items()]
    return section(f"스타일 토큰을 따르는가: P({styles[0]})",
                   ["연주", *(f"{style} 토큰" for style in styles)], lines,
                   "앞부분 없이 토큰만 주고 즉흥으로 친 연주를 판별기가 들은 것입니다. 진짜의 "
                   "값은 아래 ‘P(스타일)’에 있습니다.")
