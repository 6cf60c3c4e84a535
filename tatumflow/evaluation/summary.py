"""The one table of an evaluation, six rows and six columns, and the line under it."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import unicodedata

from .intervals import fixed, ranged
from .results import Results, Row, Score
from .tables import table

__all__ = ['COLUMNS', 'summary_rows', 'summary_section', 'summary_text', 'summary_verdict']


COLUMNS = {"loss_note": "손실(내트/음)", "pulse": "박", "harmony": "화성", "style": "스타일",
           "shared": "기억(겹친 음)", "form": "형식"}

_FLOORS = ("uniform", "shuffled", "markov", "other")

_NOTE = ("박은 박 위와 박 사이의 세기의 차(표준편차), 화성은 들리는 화음에 맞는 정도, 스타일은 "
         "판별기가 들은 확률, 기억은 훈련 곡과 이어서 겹치는 음의 중앙값, 형식은 구간이 되돌아오는 "
         "정도입니다. 손실은 작을수록, 박, 화성, 스타일, 형식은 클수록 좋고, 기억은 진짜와 "
         "비슷해야 합니다. 작은 글씨는 95% 구간입니다.")


def summary_rows(results: Results) -> list[Row]:
    """Noise, shuffled music, the Markov chain, another pianist, the models, the real music."""
    floors = [results.rows[name] for name in _FLOORS if name in results.rows]
    return [*floors, *results.of_kind("model").values(), results.rows["real"]]


def summary_section(results: Results) -> list[str]:
    """The one table in Markdown, and how to read it."""
    lines = [[row.label, *(_small(row.scores.get(name)) for name in COLUMNS)]
             for row in summary_rows(results)]
    return [*table(["연주", *COLUMNS.values()], lines), "", _NOTE, ""]


def _small(score: Score | None) -> str:
    """A value, its interval in small print."""
    if score is None or score.low is None: return ranged(score)
    return f"{fixed(score.value)} <sub>{fixed(score.low)}–{fixed(score.high)}</sub>"


def summary_text(results: Results) -> str:
    """The one table for a terminal, values alone."""
    rows = [["", *COLUMNS.values()]]
    for row in summary_rows(results):
        scores = [row.scores.get(name) for name in COLUMNS]
        rows.append([row.label, *(fixed(score.value) if score else "—" for score in scores)])
    widths = [max(map(_width, column)) for column in zip(*rows)]
    lines = []
    for first, *cells in rows:
        right = [" " * (width - _width(cell)) + cell for cell, width in zip(cells, widths[1:])]
        lines.append("  ".join([first + " " * (widths[0] - _width(first)), *right]))
    return "\n".join(lines)


def _width(text: str) -> int:
    """Columns on a screen."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def summary_verdict(results: Results) -> str:
    """What the table says of the best model, in Korean."""
    rows = results.rows
    best = rows[results.best.name]
    loss, text = best.scores["loss_note"].value, f"**판정**: {best.label}의 손실은 "
    text += f"음마다 {fixed(loss)}내트"
    if "markov" in rows:
        chain = rows["markov"].scores["loss_note"].value
        lower = "낮습니다" if loss < chain else "낮지 않습니다"
        text += f"로 마르코프 사슬({fixed(chain)})보다 {lower}."
    else: text += "입니다."
    places = [f"{COLUMNS[name]} {fixed(best.scores[name].calibrated)}"
              for name in ("pulse", "harmony", "style", "form")
              if name in best.scores and best.scores[name].calibrated is not None]
    if places: text += f" 소음을 0, 진짜를 1로 놓으면 {', '.join(places)}입니다."
    return text + _memory_words(best, rows["real"])


def _memory_words(row: Row, real: Row) -> str:
    if row.most_shared is None: return ""
    copied = row.most_shared > 2 * real.most_shared
    return (f" 훈련 곡과 이어서 겹친 음은 가장 긴 것이 {row.most_shared}음(진짜 "
            f"{real.most_shared}음)으로, 외운 {'것이 있습니다' if copied else '흔적은 없습니다'}.")
