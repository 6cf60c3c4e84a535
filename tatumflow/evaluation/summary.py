"""The one table of an evaluation, six rows and six columns, and the line under it."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import unicodedata

from .intervals import fixed
from .results import Results, Row, Score
from .tables import small_print, table

__all__ = [
    'COLUMNS', 'place', 'summary_rows', 'summary_section', 'summary_text', 'summary_verdict',
]


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
    lines = [[row.label, *(small_print(row.scores.get(name)) for name in COLUMNS)]
             for row in summary_rows(results)]
    return [*table(["연주", *COLUMNS.values()], lines), "", _NOTE, ""]


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


def place(model: Score, noise: Score, real: Score) -> str:
    """Where a score stands whose 95 % interval may meet that of the noise and of the real music
    (more is better): one of `_PLACES`."""
    is_noise, is_real = _meet(model, noise), _meet(model, real)
    if None in (is_noise, is_real) or is_noise and is_real or _meet(noise, real):
        return "아직 모름"
    if is_real: return "진짜만큼"
    if is_noise: return "소음만큼"
    if model.value > real.value: return "진짜를 넘음"
    return "진짜에 못 미침" if model.value > noise.value else "소음보다 못함"


def _meet(one: Score, other: Score) -> bool | None:
    """Whether two intervals overlap; None where there is not one of both."""
    if one.low is None or other.low is None: return None
    return one.low <= other.high and other.low <= one.high


_PLACES = {"진짜만큼": "**진짜만큼** 합니다(구간이 겹칩니다)",
           "진짜에 못 미침": "**진짜에 못 미칩니다**(소음보다는 낫습니다)",
           "소음만큼": "**소음만큼**입니다(구간이 겹칩니다)",
           "소음보다 못함": "**소음보다 못합니다**",
           "진짜를 넘음": "**진짜를 넘습니다**(되풀이나 복사가 아닌지 들어 보십시오)",
           "아직 모름": "**아직 모릅니다**(구간이 없거나, 소음과 진짜를 가르지 못합니다)"}


def summary_verdict(results: Results) -> str:
    """What the table says of the best model, in Korean, as a list in Markdown: loss, what it does
    as well as real music and what not, memory."""
    rows = results.rows
    best, noise, real = rows[results.best.name], rows["uniform"].scores, rows["real"].scores
    found = {words: [] for words in _PLACES}
    for name in ("pulse", "harmony", "style", "form"):
        if not all(name in scores for scores in (best.scores, noise, real)): continue
        found[place(best.scores[name], noise[name], real[name])].append(COLUMNS[name])
    lines = [f"{', '.join(names)}: {_PLACES[words]}." for words, names in found.items() if names]
    lines = [_loss_words(best, rows.get("markov")), *lines, *_memory_words(best, rows["real"])]
    return "\n".join([f"**판정**: {best.label}", "", *(f"- {line}" for line in lines)])


def _loss_words(row: Row, markov: Row | None) -> str:
    loss = fixed(row.scores["loss_note"].value)
    if markov is None: return f"손실: 음마다 {loss}내트입니다."
    chain = markov.scores["loss_note"].value
    lower = "낮습니다" if row.scores["loss_note"].value < chain else "낮지 않습니다"
    return f"손실: 음마다 {loss}내트로 마르코프 사슬({fixed(chain)})보다 {lower}."


def _memory_words(row: Row, real: Row) -> list[str]:
    if row.most_shared is None: return []
    copied = row.most_shared > 2 * real.most_shared
    return [f"기억: 훈련 곡과 이어서 겹친 음은 가장 긴 것이 {row.most_shared}음(진짜 "
            f"{real.most_shared}음)으로, 외운 {'것이 있습니다' if copied else '흔적은 없습니다'}."]
