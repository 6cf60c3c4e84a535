# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from typing import Callable

import numpy as np

from .intervals import bootstrap
from .scores import LABELS, METRICS, tells_apart
from .sets import NUMBERS

__all__ = [
    'caution_lines', 'comparison', 'is_behind', 'plot_comparison', 'ranged', 'reason_for', 'table',
    'verdict_text',
]


def verdict_text(name: str, rows: dict, apart: dict) -> dict:
    metric = METRICS[name]
    passing = {kind: [row["label"] for row in rows.values() if row["kind"] == kind and name in row["scores"]
                      and metric.passes(row["scores"][name]["value"])] for kind in ("model", "floor", "ceiling")}
    names = {kind: ", ".join(labels) or "없음" for kind, labels in passing.items()}
    text = f"{metric.goal}: 통과한 모델 {names['model']}. 함께 통과한 기준선 {names['floor']}."
    if name in apart:
        text += " 진짜 연주도 통과합니다." if passing["ceiling"] else " 진짜 연주는 통과하지 못합니다."
        text += "" if tells_apart(name, apart) else f" 짝지어 잰 소음과 진짜의 차이가 {ranged(apart[name], 3)}이라, 이 지표로는 둘을 가르지 못합니다."
    return {"metric": name, "threshold": metric.threshold, "models": passing["model"], "floors": passing["floor"],
            "ceiling": passing["ceiling"], "text": text}


def is_behind(by_window: list, best: list, seed: int) -> dict | None:
    """How many nats a note more than the best model's, paired by window; None where the windows were others, of another context."""
    (nats, notes, piece), (least, same, _) = np.transpose(by_window), np.transpose(best)
    if not np.array_equal(notes, same):
        return None
    return bootstrap(lambda i: (nats - least)[i].sum() / max(notes[i].sum(), 1e-9), piece, seed, lowest=-math.inf)


def reason_for(models: dict, best: str, decider: str) -> str:
    """Why the model of that name is recommended: it has the lowest loss on the slice `decider`."""
    losses = {name: row["losses"][decider] for name, row in models.items()}
    said = {"val": "검증(val) 곡", "test": "시험(test) 곡"}
    own, main = models[best]["losses"], next(iter(models[best]["losses"]))
    text = f"{said.get(decider, decider)}의 손실이 가장 낮습니다(토큰마다 {own[decider]['loss_token']['value']:.3f}내트)."
    if main != decider:
        text += f" {said.get(main, main)}에서는 {own[main]['loss_token']['value']:.3f}내트입니다."
    rest = sorted((name for name in models if name != best), key=lambda name: losses[name]["loss_token"]["value"])
    if not rest:
        return text
    second, behind = losses[rest[0]]["loss_token"], losses[rest[0]]["behind"]
    text += f" 다음은 {models[rest[0]]['label']}({second['value']:.3f})입니다."
    if behind:
        text += f" 같은 창끼리 견주면 음마다 {ranged(behind, 3)}내트 높습니다." + " 다만 구간이 0을 품어 차이를 말하기 어렵습니다." * (behind["low"] <= 0)
    elif second["low"] < losses[best]["loss_token"]["high"]:
        text += " 다만 두 구간이 겹쳐 차이가 크지 않습니다."
    better = []
    for key in [key for key in models[best]["scores"] if not key.startswith("loss") and METRICS[key].lower is not None]:
        values = {name: row["scores"][key]["value"] for name, row in models.items()}
        winner = (min if METRICS[key].lower else max)(values, key=values.get)
        better += [f"{METRICS[key].label}({models[winner]['label']})"] * (values[winner] != values[best])
    return text + (f" 다른 체크포인트가 앞선 지표: {', '.join(better)}." if better else " 음악 지표에서도 뒤지지 않습니다.")


def ranged(score: dict | None, digits: int = 2) -> str:
    """A score as text: "0.53 [0.48, 0.58]"; a dash where there is none."""
    return f"{score['value'] + 1e-9:.{digits}f} [{score['low']:.{digits}f}, {score['high']:.{digits}f}]" if score else "—"


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a Markdown table."""
    return ["| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows)]


def _section(title: str, heads: list[str], rows: list[list[str]], note: str) -> list[str]:
    return [f"## {title}", "", *table(heads, rows), "", note, ""]


def _scores(title: str, rows: list[dict], names: list[str], note: str, text: Callable = ranged) -> list[str]:
    cells = [[row["label"], *(text(row["scores"].get(name)) for name in names)] for row in rows if names[0] in row["scores"]]
    return _section(title, ["연주", *(METRICS[name].label for name in names)], cells, note)


def _success(results: dict) -> list[str]:
    rows, noise = results["rows"], results["rows"]["uniform"]
    models = [row for row in rows.values() if row["kind"] == "model"]
    beside = {name: [rows.get("markov", noise) if name.startswith("loss") else noise, *models, rows["real"]] for name in (v["metric"] for v in results["verdict"])}
    return _section("로드맵의 성공 지표", ["지표와 문턱", "바닥", *(row["label"] for row in models), "천장"],
                    [[METRICS[name].goal, *(ranged(row["scores"].get(name)) for row in found)] for name, found in beside.items()],
                    "바닥은 고른 소음(손실에서는 마르코프 사슬), 천장은 진짜 연주입니다. 바닥도 넘는 문턱은 아무것도 말해 주지 않습니다.")


def _obedience(results: dict) -> list[str]:
    rows = [row for row in results["rows"].values() if "losses" in row]
    units, shares = ("loss_token", "loss_note", "loss_second"), ("tones", "tensions", "slots")
    slices = [[row["label"], name, *(ranged(found[unit]) for unit in units), ranged(found["behind"], 3)] for row in rows for name, found in row["losses"].items()]
    used = [[row["label"], label, *(ranged(row["frame_use"][slot][way], 3) for way in ("right", "wrong", "hidden"))]
            for row in rows for slot, label in (("Chord", "화음"), ("Melody", "선율"))]
    ways = {"hidden": "가림", "given": "보여 줌", "guided_1.5": "보여 줌, 1.5배", "guided_2": "보여 줌, 2배"}
    asked = [[row["label"], ways[way], *(ranged(found[key]) for key in shares)] for row in rows for way, found in row.get("adherence", {}).items()]
    real = [LABELS["real"], "자신의 분석", *(ranged(results["adherence"][key]) for key in shares)]
    tokens = {row["label"]: row["style_token"] for row in rows if "style_token" in row}
    styles = list(next(iter(tokens.values()), ()))
    return [*_section("분할마다의 손실(내트)", ["연주", "곡", *(METRICS[unit].label for unit in units), "뒤진 만큼/음"], slices,
                      "다른 분할과 스타일에서도 순서가 같은지 보십시오. ‘뒤진 만큼’은 가장 나은 모델보다 높은 만큼을 같은 창끼리 짝지어 잰 것이고, 창이 다르면 재지 않습니다."),
            *_section("틀을 쓰는가: 음높이 토큰의 손실(내트)", ["연주", "보여 준 칸", "옳게", "틀리게", "가림"], used, "옳은 칸에서 낮고 틀린 칸에서 높을수록 틀을 따르는 모델입니다."),
            *_section("시킨 화음을 따르는가", ["연주", "화음", "화음음", "텐션까지", "같은 화음"], [*asked, real],
                      f"표준 진행 {results['sheets']}개 위에서 친 연주이고, 구간은 진행을 다시 뽑은 것입니다. ‘가림’은 화음을 모르고 친 것이 우연히 맞은 몫이고, 배수는 안내(guidance)의 세기입니다."),
            *(_section(f"스타일 토큰을 따르는가: P({styles[0]})", ["연주", *(f"{style} 토큰" for style in styles)],
                       [[label, *map(ranged, found.values())] for label, found in tokens.items()],
                       f"앞부분 없이 토큰만 주고 안내 {results['guidance']}로 친 연주를 판별기가 들은 것입니다. 진짜의 값은 아래 ‘P(스타일)’에 있습니다.") if tokens else [])]


def _spread(rows: list[dict]) -> list[str]:
    def quartiles(low, middle, high):
        digits = 1 if middle >= 1 else 2
        return f"{middle:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"
    return _section("얼마나 많이, 넓게, 길게 치는가", ["연주", *NUMBERS.values()], [[row["label"], *(quartiles(*row["spread"][name]) for name in NUMBERS)] for row in rows],
                    "조각들의 중앙값과 사분위 범위(가운데 절반)입니다. 모델의 중앙값이 진짜의 범위 안에 들어야 합니다.")


def caution_lines(results: dict) -> list[str]:
    rows, source, limit = results["rows"].values(), results["held_out"], results["rows"]["real"]["most_shared"]
    silent = [f"음이 하나도 없는 연주: {row['label']} {row['silent']}개. 조각마다의 KL과 PCTM, 일관된 길이, P(스타일), 빈 시간은 가장 나쁜 점수로 "
              "셈했고, 합쳐서 잰 점수에는 보탠 것이 없으며, 되풀이와 겹친 음은 0입니다." for row in rows if row["silent"]]
    copied = [f"외운 것이 있습니다: {row['label']}의 연주 하나가 훈련 곡과 {row['most_shared']}음을 이어서 공유합니다(진짜는 길어야 {limit}음)."
              for row in rows if limit and (row["most_shared"] or 0) > 2 * limit]
    left_out = [f"뺀 파일 {len(source['left_out'])}개: 이유는 metrics.json의 left_out에 있습니다."] if source["left_out"] else []
    within = " (한 곡뿐이라 그 곡의 조각을 다시 뽑았습니다)" if results["pieces"] == 1 else ""
    small = [f"{name}({number}곡)" for name, number in results["slices"].items() if number < 10]
    few_pieces = [f"손실의 구간도 곡이 적은 분할에서는 실제보다 좁습니다: {', '.join(small)}."] if small else []
    few = [f"조각이 나온 곡이 {results['pieces']}곡뿐이라 구간이 실제보다 좁게 나옵니다{within}. 10곡 이상을 권합니다."] if results["pieces"] < 10 else []
    judge = source.get("judge")
    tested = judge and (f"음반을 나누어 잰 정확도 {ranged(judge['accuracy'])}" if judge["accuracy"] else "패키지의 것")
    areas = judge and ", ".join(f"{style} {area:.3f}" for style, area in judge["auc"].items())
    heard = [f"P(스타일)을 매긴 판별기: {tested}(스타일 {judge['styles']}가지){areas and f', 처음 듣는 조각에서 잰 AUC {areas}'}."] if judge else []
    shared = ["훈련 곡과 이어서 같은 음의 가장 긴 것: " + ", ".join(f"{row['label']} {row['most_shared']}음" for row in rows if row["kind"] != "floor") + "."]
    ranges = {name: results["rows"]["real"]["spread"][name] for name in ("density", "polyphony", "range")}
    outside = {row["label"]: [f"{NUMBERS[name]} {row['spread'][name][1]:.1f}(진짜 {low:.1f}–{high:.1f})" for name, (low, _, high) in ranges.items()
                              if not low <= row["spread"][name][1] <= high] for row in rows if row["kind"] == "model"}
    played = [f"{label}: 밀도, 동시에 울리는 음, 음역 가운데 진짜의 사분위 범위를 벗어난 것은 {', '.join(names) or '없음'}." for label, names in outside.items()]
    return [*source["remarks"], *left_out, *silent, *copied, *few, *few_pieces, *played, *(shared if limit is not None else []), *heard]


def comparison(results: dict) -> str:
    """The Korean report (Markdown) of what `evaluate` returned: the tables, calibrated values, verdict and best checkpoint."""
    rows, source, real = list(results["rows"].values()), results["held_out"], results["rows"]["real"]["scores"]
    loss, music = ([name for name in METRICS if name.startswith("loss") == wanted and any(name in row["scores"] for row in rows)]
                   for wanted in (True, False))
    fixed = [name for name in music if real.get(name, {}).get("calibrated") is not None]
    blunt = [METRICS[name].label for name in fixed if not tells_apart(name, results["apart"])]
    warning = f" 다음 지표는 소음과 진짜를 뚜렷이 가르지 못하므로 눈금을 믿지 마십시오: {', '.join(blunt)}." if blunt else ""
    of_style = f" {results['style']}의" if results["style"] else ""
    sampled = f" 손실은 고르게 고른 창 {results['windows']}개쯤에서 쟀습니다." if results["windows"] else ""
    return "\n".join([
        "# 체크포인트 비교", "",
        f"진짜 연주 {len(source['pieces'])}곡({source['source']}) 가운데 {results['pieces']}곡에서 뽑은{of_style} 조각 {results['passages']}개. 앞부분 {results['context']:.0f}초를 듣고 "
        f"{results['seconds']:.0f}초를 이었습니다(모델은 안내 {results['guidance']}). 괄호 안은 곡째로 다시 뽑은 부트스트랩 95% 구간입니다.{sampled}", "",
        f"**가장 나은 체크포인트**: {results['rows'][results['best']['name']]['label']}. {results['best']['reason']}", "", *_success(results),
        *_scores("손실(내트)", rows, loss, "작을수록 좋습니다. 앞의 셋은 틀을 가리고 잰 음의 손실입니다."), *_obedience(results),
        *_scores("음이름", rows, music[:6], "KL(내트)은 작을수록, PCTM(코사인)은 클수록 좋습니다. 앞부분과 견준 값이고, ‘원곡과’는 진짜 연주자가 그 자리에서 친 것과 견준 값입니다."),
        *_scores("흐름과 스타일", rows, music[6:], "일관된 길이, P(스타일), 겹친 넓이는 클수록, 빈 시간은 작을수록 좋습니다. 되풀이와 훈련 곡과 겹친 음은 진짜와 비슷해야 합니다. "
                 "겹친 음이 뚜렷이 길면 외운 것입니다."), *_spread(rows),
        *_scores("눈금 (고른 소음 0, 진짜 연주 1)", rows, fixed, "진짜가 소음보다 낫지 않은 지표와, 진짜와 비슷해야 하는 지표는 뺐습니다." + warning,
                 lambda score: "—" if score is None or score["calibrated"] is None else f"{score['calibrated'] + 1e-9:.2f}"),
        "![점수와 구간](comparison.png)", "", "## 판정", "", *(f"- {line}" for line in [v["text"] for v in results["verdict"]] + caution_lines(results)), ""])


def plot_comparison(results: dict):
    """Every row's music scores with intervals and the roadmap's thresholds (dashed). An arrow points to the better side; without one, like
    the real music's is best. Returns the Figure."""
    from matplotlib.figure import Figure
    rows = [row for row in results["rows"].values() if "kl_clip" in row["scores"]][::-1]
    names = [name for name in METRICS if name in rows[-1]["scores"]]
    colours = [{"floor": "0.6", "model": "tab:blue", "ceiling": "tab:green"}[row["kind"]] for row in rows]
    fig = Figure(figsize=(11, 1.2 + 0.6 * len(rows)), layout="constrained")
    axes = fig.subplots(2, math.ceil(len(names) / 2), sharey=True)
    for ax, name in zip(axes.flat, names):
        for y, (row, colour) in enumerate(zip(rows, colours)):
            score = row["scores"].get(name)
            if score is None:
                continue
            ax.plot([score["low"], score["high"]], [y, y], color=colour, lw=2)
            ax.plot(score["value"], y, "o", color=colour)
        if METRICS[name].threshold is not None:
            ax.axvline(METRICS[name].threshold, color="tab:red", ls="--", lw=1)
        ax.set_title(METRICS[name].label + {True: " ←", False: " →", None: ""}[METRICS[name].lower], fontsize=9)
    axes[0, 0].set_yticks(range(len(rows)), [row["label"] for row in rows])
    for ax in axes.flat[len(names):]:
        ax.set_visible(False)
    return fig
