# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import math
from pathlib import Path

import numpy as np

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.levels import even_loudness
from ..runtime.sound import render, write_mp3
from ..runtime.workspaces import workspace
from .scores import LABELS

__all__ = ['listening_panel', 'listening_summary', 'listening_trials']


def _sounds(takes: Path, trial: dict) -> str | None:
    """A digest of the three takes of a trial; None where one is gone."""
    files = [Path(takes) / kind / trial["take"] for kind in sorted(trial["order"])]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() if all(file.exists() for file in files) else None


def listening_trials(takes: Path, model: str) -> list[dict]:
    """Up to 20 blind questions from the folder that `evaluate` left: [{"take": file name, "order": [three row names], "sounds": digest
    of the three}], always in the same random order. Raises `TatumError` when the three rows have no take in common."""
    kinds = ("real", model, "markov")
    shared = sorted(set.intersection(*({file.name for file in (Path(takes) / kind).glob("*.mid")} for kind in kinds)))
    if not shared:
        raise TatumError(f"들려줄 연주가 없습니다: {workspace().show(Path(takes))}. `04_evaluation.ipynb`의 evaluate를 먼저 실행하십시오.")
    rng = np.random.default_rng(0)
    trials = [{"take": str(take), "order": rng.permutation(kinds).tolist()} for take in rng.permutation(shared)[:20]]
    return [{**trial, "sounds": _sounds(takes, trial)} for trial in trials]


def listening_summary(ratings: list[dict]) -> dict:
    """{"count", "shares": {row name: {"count", "share", "low", "high"}}, "warning"}: of the ratings that offered a row ("count"), how many
    liked it best, with Wilson's 95% interval (1927). `ratings` are trials with their "chosen" row name. The warning (Korean) is None
    when every row was offered at least 20 times."""
    shares = {}
    for kind in sorted({kind for rating in ratings for kind in rating["order"]}):
        chosen = [rating["chosen"] == kind for rating in ratings if kind in rating["order"]]
        n, p = len(chosen), sum(chosen) / len(chosen)
        middle, half = (p + 1.92 / n) / (1 + 3.84 / n), 1.96 * math.sqrt(p * (1 - p) / n + 0.96 / n**2) / (1 + 3.84 / n)
        shares[kind] = {"count": n, "share": p, "low": max(0.0, middle - half), "high": min(1.0, middle + half)}
    fewest = min((share["count"] for share in shares.values()), default=0)
    return {"count": len(ratings), "shares": shares, "warning": None if fewest >= 20 else f"답이 {fewest}개뿐이라 믿기 어렵습니다. 20개 이상 모으십시오."}


def _sound_html(midi: Path) -> str:
    import tempfile
    from IPython.display import Audio
    samples, rate = render(midi)
    with tempfile.TemporaryDirectory() as folder:
        return Audio(filename=str(write_mp3(Path(folder) / "take.mp3", even_loudness(samples.mean(axis=-1), rate), rate)))._repr_html_()


def _listening_html(summary: dict, others: int) -> str:
    rows = "".join(f"<li>{LABELS.get(kind, kind)}: {s['share']:.0%} [{s['low']:.0%}, {s['high']:.0%}]</li>" for kind, s in summary["shares"].items())
    return f"<b>답 {summary['count']}개. 가장 좋다고 고른 몫:</b><ul>{rows}</ul>{summary['warning'] or ''}" + (
        f" 다른 모델이나 지금은 없는 연주에 대한 답 {others}개는 세지 않았습니다." * (others > 0))


def listening_panel(trials: list[dict], takes: Path, out: Path):
    """An ipywidgets panel (7 and 8) that plays the three takes of each trial not answered before unnamed and appends the answers to `out`
    (JSON: {"ratings": [{"take", "order", "sounds", "chosen"}], "summary"}). Summed up are the answers about these rows whose takes are
    still in the folder `takes`; the others are kept and counted. Returns the widget."""
    import ipywidgets as widgets
    names, head, sounds = ("가", "나", "다"), widgets.HTML(), [widgets.HTML() for _ in range(3)]
    buttons = [widgets.Button(description=f"{name}: 가장 좋습니다") for name in names]
    panel = widgets.VBox([head, *(widgets.HBox(pair) for pair in zip(sounds, buttons))])
    past = json.loads(out.read_text(encoding="utf-8"))["ratings"] if Path(out).exists() else []
    rows = set(trials[0]["order"])
    told = [rating for rating in past if set(rating["order"]) == rows and rating.get("sounds", "") == _sounds(takes, rating)]
    left, others = [trial for trial in trials if trial["sounds"] not in {rating["sounds"] for rating in told}], len(past) - len(told)
    state = {"now": 0}

    def show():
        if state["now"] == len(left):
            panel.children = [widgets.HTML(_listening_html(listening_summary(told), others))]
            return
        trial = left[state["now"]]
        head.value = f"<b>문제 {len(trials) - len(left) + state['now'] + 1} / {len(trials)}</b>"
        for name, sound, kind in zip(names, sounds, trial["order"]):
            sound.value = f"{name} " + _sound_html(Path(takes) / kind / trial["take"])

    def answer(button):
        trial = left[state["now"]]
        for ratings in (past, told): ratings.append({**trial, "chosen": trial["order"][buttons.index(button)]})
        write_atomic(out, json.dumps({"ratings": past, "summary": listening_summary(told)}, ensure_ascii=False, indent=1))
        state["now"] += 1
        show()

    for button in buttons:
        button.on_click(answer)
    show()
    return panel
