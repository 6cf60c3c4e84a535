"""What a reader of the results should be careful of."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from .clip_measures import NUMBERS
from .intervals import FEWEST_PIECES, ranged
from .metrics import METRICS
from .passages import FEWEST_NOTES
from .results import Results, Score

__all__ = ['caution_lines']


def caution_lines(results: Results) -> list[str]:
    """Korean sentences on narrow intervals, silent or copied takes, files left out, the judge."""
    told = (_left_out, _silent, _copied, _parrots, _exchanged, _strangers, _noisy, _few_pieces,
            _small_slices, _outside, _shared, _judge)
    return [*results.held_out.remarks, *(line for tell in told for line in tell(results))]


def _left_out(results: Results) -> list[str]:
    count = len(results.held_out.left_out)
    if not count: return []
    return [f"뺀 파일 {count}개: 이유는 metrics.json의 left_out에 있습니다."]


def _silent(results: Results) -> list[str]:
    return [f"음이 하나도 없는 연주: {row.label} {row.silent}개. 조각마다의 KL과 PCTM, 일관된 "
            "길이, P(스타일), 빈 시간은 가장 나쁜 점수로 셈했고, 합쳐서 잰 점수에는 보탠 것이 "
            "없으며, 되풀이와 겹친 음은 0입니다." for row in results.rows.values() if row.silent]


def _parrots(results: Results) -> list[str]:
    """Models that play their prompt once more: far longer runs of it than the real music has."""
    real = results.rows["real"].scores["prompt_shared"].value
    shared = {row.label: row.scores["prompt_shared"].value
              for row in results.of_kind("model").values()}
    return [f"{label}의 연주는 앞부분을 되풀이합니다(이어서 {count:.0f}음, 진짜는 {real:.0f}음)."
            for label, count in shared.items() if count > 2 * real + FEWEST_NOTES]


def _copied(results: Results) -> list[str]:
    limit = results.rows["real"].most_shared
    if not limit: return []
    return [f"외운 것이 있습니다: {row.label}의 연주 하나가 훈련 곡과 {row.most_shared}음을 이어서 "
            f"공유합니다(진짜는 길어야 {limit}음)."
            for row in results.rows.values() if (row.most_shared or 0) > 2 * limit]


def _exchanged(results: Results) -> list[str]:
    """A warning where noise is better than the real music: rows may have been exchanged."""
    noise, real = (results.rows[name].scores for name in ("uniform", "real"))
    worse = [METRICS[name].label for name in _OF_MUSIC if real[name].value < noise[name].value]
    if len(worse) < len(_OF_MUSIC): return []
    return [f"진짜 연주가 소음보다 못합니다({', '.join(worse)}). 두 줄이 바뀌지 않았는지 보십시오."]

_OF_MUSIC = ("pulse", "harmony")


def _strangers(results: Results) -> list[str]:
    """Models whose takes are no nearer to their own prompts than to others'; real ones are."""
    if not _surely(results.rows["real"].scores["follows"]): return []
    return [f"{row.label}의 연주는 앞부분을 따르지 않습니다. 연주의 차례가 바뀌지 않았는지 "
            "보십시오."
            for row in results.of_kind("model").values() if row.scores["follows"].value <= 0]


def _surely(score: Score) -> bool:
    return score.low is not None and score.low > 0


def _noisy(results: Results) -> list[str]:
    """Models that are near noise in time and in harmony."""
    return [f"{row.label}의 연주는 박에서도 화성에서도 소음과 다르지 않습니다."
            for row in results.of_kind("model").values()
            if all((row.scores[name].calibrated or 0) < _LIKE_NOISE for name in _OF_MUSIC)]

_LIKE_NOISE = 0.2  # on the scale from noise to real music


def _few_pieces(results: Results) -> list[str]:
    if results.pieces >= _ENOUGH_PIECES: return []
    start = f"조각이 나온 곡이 {results.pieces}곡뿐이라 "
    if results.pieces >= FEWEST_PIECES:
        return [f"{start}구간이 실제보다 좁게 나옵니다. {_ENOUGH_PIECES}곡 이상을 권합니다."]
    return [f"{start}구간을 적지 않았습니다. {FEWEST_PIECES}곡이 되지 않으면 95% 구간이라 적은 "
            f"것이 절반에서 열에 여덟만 맞습니다. {_ENOUGH_PIECES}곡 이상을 권합니다."]

_ENOUGH_PIECES = 10  # from here on the intervals are about as wide as they should be


def _small_slices(results: Results) -> list[str]:
    few = [f"{name}({count}곡)" for name, count in results.slices.items() if count < FEWEST_PIECES]
    small = [f"{name}({count}곡)" for name, count in results.slices.items()
             if FEWEST_PIECES <= count < _ENOUGH_PIECES]
    lines = []
    if few: lines.append(f"곡이 적어 손실의 구간을 적지 않은 분할: {', '.join(few)}.")
    if small: lines.append("손실의 구간도 곡이 적은 분할에서는 실제보다 좁습니다: "
                           f"{', '.join(small)}.")
    return lines


def _outside(results: Results) -> list[str]:
    real, lines = results.rows["real"].spread, []
    for row in results.of_kind("model").values():
        names = []
        for name in ("density", "polyphony", "range"):
            (low, _, high), middle = real[name], row.spread[name][1]
            if not low <= middle <= high:
                names.append(f"{NUMBERS[name]} {middle:.1f}(진짜 {low:.1f}–{high:.1f})")
        lines.append(f"{row.label}: 밀도, 동시에 울리는 음, 음역 가운데 진짜의 사분위 범위를 "
                     f"벗어난 것은 {', '.join(names) or '없음'}.")
    return lines


def _shared(results: Results) -> list[str]:
    if results.rows["real"].most_shared is None: return []
    runs = [f"{row.label} {row.most_shared}음" for row in results.rows.values()
            if row.kind != "floor"]
    return [f"훈련 곡과 이어서 같은 음의 가장 긴 것: {', '.join(runs)}."]


def _judge(results: Results) -> list[str]:
    judge = results.held_out.judge
    if judge is None: return []
    tested = "패키지의 것"
    if judge.accuracy: tested = f"음반을 나누어 잰 정확도 {ranged(judge.accuracy)}"
    areas = ", ".join(f"{style} {area:.3f}" for style, area in judge.auc.items())
    heard = f", 처음 듣는 조각에서 잰 AUC {areas}" if areas else ""
    return [f"P(스타일)을 매긴 판별기: {tested}(스타일 {judge.styles}가지){heard}."]
