# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import json
import platform
import textwrap
from importlib import metadata
from pathlib import Path

import numpy as np

from ..data.notes import clip
from ..data.piano_roll import plot_piano_roll
from ..data.tokens import encode
from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..evaluation.plots import plot_comparison
from ..generation.takes import Take
from ..model.saved_models import load_model
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from ..training.logs import read_log
from .cards import form, training_text
from .facts import BESIDE, Facts
from .video import GOLD, GROUND, SHOWN

__all__ = [
    'INK', 'LINE', 'SLIDES', 'draw_comparison', 'draw_data', 'draw_end', 'draw_idea', 'draw_limits',
    'draw_model', 'draw_scores', 'draw_statistics', 'draw_takes', 'draw_tokens', 'draw_training',
    'make_slides', 'put_lines', 'put_table', 'read_results',
]


INK, LINE = "#1b2430", "#d7dce3"


def put_lines(fig, lines, x: float = 0.07, y: float = 0.78, size: float = 19, step: float = 0.085, colour: str = INK) -> None:
    """Text lines from (`x`, `y`) down, in fractions of the page."""
    for i, line in enumerate(lines):
        fig.text(x, y - i * step, line, size=size, color=colour, va="top", parse_math=False)


def put_table(fig, rows, columns, y: float = 0.78, size: float = 15, step: float = 0.062) -> None:
    """`rows` of cells, the first row as a heading; `columns` are the left edges of the cells in fractions of the page."""
    from matplotlib.lines import Line2D
    for i, row in enumerate(rows):
        for x, cell in zip(columns, row):
            fig.text(x, y - i * step, str(cell), size=size, color=INK if i else "#5b6675", va="center", parse_math=False)
        fig.add_artist(Line2D((columns[0], 0.93), (y - (i + 0.5) * step,) * 2, color=LINE if i else INK, lw=1))


def draw_idea(fig, facts, takes):
    """The idea in four sentences, and the order of the tokens."""
    put_lines(fig, ["피아노 연주를 토큰의 줄로 바꾸고, 다음 토큰을 맞히는 작은 트랜스포머를 처음부터 훈련했습니다.",
                    "시간은 박자가 아니라 초로 셉니다. 독주 재즈 피아노에는 믿을 만한 박자가 없기 때문입니다.",
                    "2초 마디마다 화음, 선율, 밀도, 셈여림을 적는 틀(frame)이 있습니다. 적어 준 칸은 지키고, 비운 칸은 가린 채로 칩니다.",
                    "그래서 한 모델이 이어 치기도 하고, 즉흥도 합니다. 틀을 누가 채우느냐만 다릅니다."], size=18)
    put_lines(fig, ["BOS  Style  |  Bar  Chord×4  Melody×8  Density  Dynamics  |  Position  Pitch  Velocity  Duration  …  EOS"], y=0.32, size=15, colour="#9a6a00")


def draw_data(fig, facts, takes):
    """What the checkpoint was trained on, by style."""
    put_lines(fig, [facts.data_text, f"가중치의 라이선스: {facts.license} (데이터에서 온 조건입니다)"], y=0.82, size=18, step=0.06)
    rows = [(name or "모름", f"{count}곡") for name, count in facts.data.get("style", {}).items()]
    put_table(fig, [("스타일", "훈련에 쓴 곡"), *rows[:8]], (0.07, 0.5), y=0.62)


def draw_statistics(fig, facts, takes):
    """Lengths, densities and pitch classes of the collected pieces (`data/metadata.json`)."""
    ws = workspace()
    statistics = json.loads(ws.need(ws.metadata, "01_data.ipynb").read_text(encoding="utf-8"))["files"].values()
    axes = fig.subplots(1, 3, gridspec_kw=dict(left=0.07, right=0.95, bottom=0.16, top=0.74, wspace=0.25))
    for ax, key, label in zip(axes, ("seconds", "density"), ("길이(초)", "밀도(음/초)")):
        ax.hist([piece[key] for piece in statistics], bins=20, color="#3b6ea5")
        ax.set(xlabel=label, ylabel="곡")
    axes[2].bar("C D♭ D E♭ E F G♭ G A♭ A B♭ B".split(), np.mean([piece["pitch_classes"] for piece in statistics], axis=0), color="#c98a1b")
    axes[2].set(xlabel="음이름", ylabel="울린 시간의 몫")
    put_lines(fig, [f"작업 폴더에 모은 {len(statistics)}곡의 통계입니다(훈련, 검증, 시험을 모두 더한 것)."], y=0.84, size=16)


def draw_tokens(fig, facts, takes):
    """The first two seconds of a take, as piano roll and as tokens."""
    _, tokenizer = load_model(facts.checkpoint)
    notes = clip(takes[0].notes, 0, 2)
    names = {number: name for name, number in tokenizer.vocab.items()}
    words = [names[int(token)] for token in encode(notes, takes[0].style, tokenizer)]
    ax = fig.add_axes((0.07, 0.47, 0.86, 0.33))
    plot_piano_roll(notes, ax, title=f"{takes[0].title}: 처음 2초, {len(notes)}음")
    lines = [words[:7], words[7:17], words[17:25], words[25:33], words[33:41]]
    put_lines(fig, ["   ".join(line) for line in lines], y=0.36, size=11.5, step=0.05, colour="#9a6a00")
    put_lines(fig, [f"이 2초가 토큰 {len(words)}개가 됩니다. 앞의 것은 머리와 틀, 뒤의 것은 음표입니다."], y=0.1, size=14)


def draw_model(fig, facts, takes):
    """The shape of the model."""
    config = facts.config
    put_table(fig, [("모양", "값"), ("층", config.layers), ("폭", config.hidden), ("어텐션 머리", config.heads), ("문맥", f"{config.context}토큰"),
                    ("어휘", f"{config.vocab_size}종"), ("파라미터", f"{facts.parameters:,}개"), ("형식", form(config))], (0.07, 0.35), size=18, step=0.08)


def draw_training(fig, facts, takes):
    """The loss curves (`logs/tensorboard/training.csv`), and that is said where they do not hold this checkpoint's best validation loss."""
    ws = workspace()
    rows = read_log(ws.need(ws.logs / "training.csv", "03_training.ipynb"))
    ax = fig.add_axes((0.07, 0.14, 0.86, 0.6))
    for name, label, colour in (("train_loss", "훈련", "#3b6ea5"), ("val_loss", "검증(EMA)", "#c98a1b")):
        ax.plot(*zip(*[(row["step"], row[name]) for row in rows if name in row]), label=label, color=colour, lw=2)
    ax.set(xlabel="스텝", ylabel="손실(내트/토큰)")
    ax.grid(alpha=0.3)
    ax.legend()
    best = min((row["val_loss"] for row in rows if "val_loss" in row and row["step"] <= facts.training.get("step", 0)), default=float("nan"))
    other = "곡선은 작업 폴더에 남은 기록입니다. 이 체크포인트를 훈련한 기록이라는 증거가 없습니다."
    put_lines(fig, [f"이 체크포인트: {training_text(facts)}", *([] if best == facts.training.get("best") else [other])], y=0.84, size=16, step=0.05)


def read_results(facts: Facts) -> dict:
    """`results/metrics.json`. Raises `TatumError` where it is missing or this checkpoint was not measured."""
    ws = workspace()
    path = ws.need(ws.results / "metrics.json", "04_evaluation.ipynb")
    if not facts.scores:
        raise TatumError(f"{facts.checkpoint.name}의 점수가 results/metrics.json에 없습니다. 먼저 04_evaluation.ipynb로 이 체크포인트를 재십시오.")
    return json.loads(path.read_text(encoding="utf-8"))


def draw_scores(fig, facts, takes):
    """This checkpoint's scores beside noise and real music."""
    read_results(facts)
    rows = [(METRICS[name].label, *(ranged(row.get(who)) for who in ("model", *BESIDE))) for name, row in facts.scores.items()]
    put_table(fig, [("지표", "이 모델", *(LABELS[who] for who in BESIDE)), *rows], (0.07, 0.22, 0.41, 0.61, 0.78), y=0.82, size=13, step=min(0.068, 0.66 / len(rows)))
    put_lines(fig, ["괄호 안은 부트스트랩 95% 구간입니다. 모델의 값이 소음보다 나은지, 진짜에 얼마나 가까운지로 읽습니다."], y=0.13, size=14)


def draw_comparison(fig, facts, takes):
    """Every row of `results/metrics.json` as a picture."""
    from matplotlib import pyplot as plt
    drawn = plot_comparison(read_results(facts))
    drawn.savefig(picture := io.BytesIO(), dpi=200)
    plt.close(drawn)
    picture.seek(0)
    ax = fig.add_axes((0.05, 0.12, 0.9, 0.68))
    ax.imshow(plt.imread(picture))
    ax.axis("off")


def draw_takes(fig, facts, takes):
    """Piano rolls of the takes, what was given on grey."""
    for i, take in enumerate(takes):
        ax = fig.add_axes((0.07, 0.63 - 0.265 * i, 0.87, 0.17))
        plot_piano_roll(take.notes, ax, title=take.title)
        ax.set(xlim=(0, SHOWN), ylabel=None, xlabel="시간(초)" if i == len(takes) - 1 else None)
        if take.begin: ax.axvspan(0, take.begin, color="0.85", zorder=-1)


def draw_limits(fig, facts, takes):
    """The verdict of `results/metrics.json`."""
    verdict = [line for entry in read_results(facts)["verdict"] for line in textwrap.wrap(entry["text"], 84, subsequent_indent="    ")]
    put_lines(fig, verdict, y=0.82, size=12.5, step=min(0.05, 0.62 / len(verdict)))


def draw_end(fig, facts, takes):
    """What is needed to make it again."""
    put_lines(fig, [f"체크포인트  {facts.checkpoint.name}", f"SHA-256  {facts.digest[:32]}…", f"훈련  {training_text(facts)}", facts.data_text,
                    f"TatumFlow {metadata.version('tatumflow')}, torch {metadata.version('torch')}, Python {platform.python_version()}",
                    f"코드  {metadata.metadata('tatumflow')['Home-page']} (MIT)", f"가중치  {facts.license}"], size=17, step=0.075)


SLIDES = {"무엇을 만들었는가": draw_idea, "데이터": draw_data, "데이터의 모습": draw_statistics, "음악을 토큰으로": draw_tokens, "모델": draw_model,
          "훈련": draw_training, "점수: 소음과 진짜 사이": draw_scores, "모든 기준선과 견주기": draw_comparison, "연주": draw_takes,
          "판정과 한계": draw_limits, "다시 만들려면": draw_end}


def make_slides(facts: Facts, takes: list[Take], out: Path | None = None) -> Path:
    """Write `presentation.pdf` (16:9, fonts embedded) in Korean; a slide whose material is missing names the notebook that makes it."""
    from matplotlib import pyplot as plt
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.patches import Rectangle
    out, buffer = Path(out or workspace().root / "presentation.pdf"), io.BytesIO()
    use_korean_font()
    with plt.rc_context({"pdf.fonttype": 42, "font.size": 13}), PdfPages(buffer) as pdf:
        cover = plt.figure(figsize=(13.33, 7.5), facecolor=GROUND)
        put_lines(cover, ["작은 트랜스포머의 재즈 피아노"], y=0.66, size=42, colour="white")
        put_lines(cover, [f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개. {facts.data_text}"], y=0.5, colour=GOLD)
        pdf.savefig(cover)
        plt.close(cover)
        for number, (title, draw) in enumerate(SLIDES.items(), 2):
            fig = plt.figure(figsize=(13.33, 7.5))
            fig.add_artist(Rectangle((0, 0.885), 0.012, 0.075, color=GOLD))
            put_lines(fig, [title], y=0.95, size=28)
            fig.text(0.95, 0.04, number, size=11, color="#5b6675")
            try:
                draw(fig, facts, takes)
            except TatumError as missing:
                put_lines(fig, ["아직 없습니다.", *textwrap.wrap(str(missing), 60)], size=20, colour="#b03a2e")
            pdf.savefig(fig)
            plt.close(fig)
    return write_atomic(out, buffer.getvalue())
