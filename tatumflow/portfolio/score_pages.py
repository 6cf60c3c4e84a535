"""The pages of the presentation that say what was measured."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..generation.takes import Take
from ..runtime.errors import TatumError
from .facts import BESIDE, Facts, HEADLINE, need_scores
from .pages import Page
from .theme import THEME

__all__ = ['draw_ladder', 'show_failures', 'show_goals', 'show_scale', 'show_scores']


_MEANS = {
    "pulse": "박 위의 음이 더 센가", "harmony": "들리는 화음에 맞는가",
    "style": "판별기가 그 연주자로 듣는가", "coherence": "몇 초 동안 한결같은가",
    "follows": "앞부분의 음이름을 잇는가", "pctm_clip": "음이름의 옮겨 감이 닮았는가",
    "form": "구간이 되돌아오는가", "chroma_2": "친 두 마디가 다시 나오는가",
    "chords_2": "두 마디의 화음이 다시 나오는가",
}  # what metrics ask


_AT_THE_LEFT = {"ha": "right", "va": "center"}


def show_scale(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Some scores on the scale from noise to real music, as dots."""
    need_scores(facts)
    shown = {name: scores for name in _MEANS
             if "markov" in (scores := facts.scores.get(name, {}))
             and scores["model"]["calibrated"] is not None}
    if not shown: raise TatumError("소음과 진짜 연주 사이에 놓을 점수가 없습니다. "
                                   "04_evaluation.ipynb로 이 체크포인트를 다시 재십시오.")
    page.top += 0.01
    (ax,) = page.axes(left=0.4)
    for y, (name, scores) in enumerate(reversed(shown.items())):
        _draw_score(ax, y, scores)
        ax.text(-0.27, y + 0.2, METRICS[name].label, size=18, color=THEME.ink, **_AT_THE_LEFT)
        ax.text(-0.27, y - 0.24, _MEANS[name], size=13, color=THEME.soft, **_AT_THE_LEFT)
    ax.set(xlim=(-0.25, 1.25), ylim=(-0.5, len(shown)))
    for x, who in ((0, LABELS["uniform"]), (1, LABELS["real"])):
        ax.axvline(x, color=THEME.line, lw=2, zorder=0)
        ax.text(x, len(shown) + 0.1, who, size=18, color=THEME.soft, ha="center", va="bottom")
    ax.axis("off")


def _draw_score(ax, y: float, scores: dict) -> None:
    """The model's dot with its number, and a pale one for the Markov chain."""
    at, markov = (scores[who]["calibrated"] for who in ("model", "markov"))
    ax.plot([0, 1], [y, y], color=THEME.line, lw=1, zorder=0)
    if markov is not None: ax.plot(np.clip(markov, -0.2, 1.2), y, "o", ms=11, color=THEME.line)
    ax.plot(np.clip(at, -0.2, 1.2), y, "o", ms=19, color=THEME.accent)
    ax.text(np.clip(at, -0.2, 1.2), y + 0.36, f"{at:.2f}", size=16, color=THEME.ink, ha="center",
            va="center")


_GOALS = ("loss_token", "kl_clip", "pctm_clip", "coherence")  # the roadmap's


def show_goals(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The roadmap's goals, and who else reaches them."""
    need_scores(facts)
    rows = [("목표", "바닥", "이 모델", "진짜 연주", "판정")]
    for name in _GOALS:
        if name not in facts.scores: continue
        metric, scores = METRICS[name], facts.scores[name]
        floor = "markov" if name == "loss_token" else "uniform"
        values = {who: scores[who]["value"] for who in (floor, "model", "real") if who in scores}
        told = [f"{values[who]:.2f}" if who in values else "—" for who in (floor, "model", "real")]
        passed = {who for who, value in values.items() if metric.passes(value)}
        said = "이름" if "model" in passed else "못 이름"
        if "model" in passed and floor in passed: said += " (바닥도 이름)"
        if "real" in values and "real" not in passed: said += " (진짜도 못 이름)"
        rows.append((metric.goal, *told, said))
    page.table(rows)
    page.write(["바닥은 소음, 손실에서는 마르코프 사슬입니다. "
                "바닥도 이르는 목표는 아무것도 말해 주지 않습니다."], size=18, colour=THEME.soft)


def show_scores(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The headline among this checkpoint's scores beside noise and real music."""
    need_scores(facts)
    rows = [("지표", "이 모델", *(LABELS[who] for who in BESIDE))]
    for name in HEADLINE:
        if not (scores := facts.scores.get(name)): continue
        beside = [f"{scores[who]['value']:.2f}" if who in scores else "—" for who in BESIDE]
        rows.append((METRICS[name].label, ranged(scores["model"]), *beside))
    page.table(rows)
    page.write(["괄호 안은 곡째로 다시 뽑은 95% 구간입니다."], size=18, colour=THEME.soft)


_FAILURES = [
    "[여기에 적으십시오: 기대했지만 되지 않은 것 하나. 무엇으로 알아챘는지]",
    "[여기에 적으십시오: 그래서 무엇을 바꾸었는지, 그 뒤에 무엇이 달라졌는지]",
]


def show_failures(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What lies nearer to noise than to real music, and what a person writes of it."""
    need_scores(facts)
    near = {METRICS[name].group: name for name in reversed(facts.scores)
            if _is_nearer_to_noise(facts.scores[name])}
    told = "진짜보다 소음에 가까운 수입니다." if near else "소음에 더 가까운 지표는 없습니다."
    page.write([told], colour=THEME.soft)
    for name in list(near.values())[:3]:
        mine, noise, real = (facts.scores[name][who]["value"]
                             for who in ("model", "uniform", "real"))
        said = f"이 모델 {mine:.2f}, 소음 {noise:.2f}, 진짜 {real:.2f}"
        if name in _MEANS: said += f" ({_MEANS[name]})"
        page.points([(METRICS[name].label, said)], size=22, left=0.24)
    page.write([""])
    page.write(_FAILURES, colour=THEME.tokens)


def _is_nearer_to_noise(scores: dict) -> bool:
    """Whether a score that tells noise from real music (their intervals lie apart) is nearer to
    noise's."""
    if not {"model", "uniform", "real"} <= scores.keys(): return False
    noise, real, mine = scores["uniform"], scores["real"], scores["model"]["value"]
    apart = noise["high"] < real["low"] or real["high"] < noise["low"]
    apart = apart and f"{noise['value']:.2f}" != f"{real['value']:.2f}"
    return apart and abs(mine - noise["value"]) < abs(mine - real["value"])


def draw_ladder(ax, scores: dict) -> None:
    """The loss a token (nats) of noise, Markov chain and model, as bars."""
    names = {"uniform": LABELS["uniform"], "markov": LABELS["markov"], "model": "이 모델"}
    shown = {label: scores[who]["value"] for who, label in names.items() if who in scores}
    colours = [THEME.second if label == "이 모델" else THEME.line for label in shown]
    bars = ax.barh(list(shown), list(shown.values()), color=colours)
    ax.bar_label(bars, fmt=" %.2f", size=20)
    ax.tick_params(labelsize=18, length=0)
    ax.invert_yaxis()
    ax.set_xlabel("처음 보는 곡의 손실(내트/토큰). 작을수록 좋습니다", size=16)
    for side in ("top", "right", "left"): ax.spines[side].set_visible(False)
