"""The presentation: problem, idea, failure and result, from what the workspace holds, as a PDF."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import platform
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import segno
from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..generation.takes import Take
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from ..training.logs import read_log
from .cards import model_form, project_page, training_text
from .diagram import draw_architecture
from .facts import Facts
from .music_pages import show_sheet, show_takes, show_tokens
from .pages import Page
from .score_pages import draw_ladder, show_failures, show_goals, show_scale, show_scores
from .theme import THEME

__all__ = ['SLIDES', 'demo_page', 'draw_slide', 'make_slides']


_PROBLEM = [
    ("악보", "재즈 피아노 독주에는 악보가 없습니다. 녹음에서 옮긴 음표와 초가 있을 뿐입니다."),
    ("박", "초로만 배운 모델은 시킨 빠르기를 듣지 못하고, 스윙하지 않습니다."),
    ("모드", "이어 치기, 즉흥, 스타일 바꾸기, 화성 고치기를 따로 만들면 모델이 넷 필요합니다."),
    ("자", "숫자 하나로는 좋은 연주인지 알 수 없습니다. 무작위 음이 통과하는 지표도 있습니다."),
]
_IDEA = [
    ("박", "연주에서 박을 찾아, 시간을 초가 아니라 박으로 셉니다."),
    ("틀", "네 박의 마디마다 빠르기, 화음, 선율, 밀도, 셈여림을 앞에 적습니다. "
     "훈련할 때 칸을 가리므로, 틀을 누가 채우느냐가 곧 모드입니다."),
    ("자", "모든 점수를 소음과 진짜 연주 사이에 놓고 읽습니다."),
]


def _problem(page: Page, facts: Facts, takes: list[Take]) -> None:
    """Why it is hard."""
    page.points(_PROBLEM, size=26)


_ORDER = (("머리", THEME.line, ("BOS", "Style")),
          ("마디의 틀: 15칸", THEME.accent,
           ("Bar", "Tempo", "Chord ×4", "Melody ×8", "Density", "Dynamics")),
          ("음마다 네 칸", THEME.line, ("Position", "Pitch", "Velocity", "Duration")))


def _idea(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The three ideas, and the order of the tokens."""
    page.points(_IDEA, size=23)
    (ax,) = page.axes(height=0.3)
    x = 0.0
    for said, colour, words in _ORDER:
        start = x
        for word in words:
            width = 0.55 + 0.13 * len(word)
            ax.add_patch(Rectangle((x, 0), width, 1, facecolor=colour, edgecolor="white", lw=3))
            ax.text(x + width / 2, 0.5, word, ha="center", va="center", size=13, color=THEME.ink)
            x += width
        ax.text((start + x) / 2, -0.5, said, ha="center", va="center", size=17, color=THEME.soft)
        x += 0.15
    ax.set(xlim=(0, x), ylim=(-0.9, 1.1))
    ax.axis("off")


def _model(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The architecture as a picture."""
    page.write([f"파라미터 {facts.parameters:,}개, {model_form(facts.config)}"], size=18)
    page.top += 0.04
    draw_architecture(facts.config, page.axes()[0])


_SHOWN_STYLES = 10


def _data(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What the checkpoint was trained on, by source and by style."""
    page.write([facts.data_text,
                f"가중치의 라이선스: {facts.license_text} (데이터에서 온 조건입니다)"])
    if not facts.styles: return
    most = sorted(facts.styles.items(), key=lambda style: -style[1])
    rest = sum(count for _, count in most[_SHOWN_STYLES:])
    names = {"Other": "그 밖(Other)", "": "모름"}
    named = [(names.get(name, name), count) for name, count in most[:_SHOWN_STYLES]]
    if rest: named.append((f"나머지 {len(most) - _SHOWN_STYLES}명", rest))
    (ax,) = page.axes(left=0.25)
    bars = ax.barh(*zip(*named), color=THEME.first)
    ax.bar_label(bars, fmt=" %d곡", size=15)
    ax.tick_params(labelsize=16, length=0)
    ax.set_xticks([])
    ax.invert_yaxis()
    for spine in ax.spines.values(): spine.set_visible(False)


def _training(page: Page, facts: Facts, takes: list[Take]) -> None:
    """The loss curves where the workspace holds those of this very run, else the losses at its
    end."""
    page.write([f"이 체크포인트: {training_text(facts)}"])
    path = workspace().logs / "training.csv"
    rows = read_log(path) if path.is_file() else []
    if not _is_own_log(rows, facts):
        page.write([f"훈련한 기록이 {workspace().show(path)}에 없어 곡선은 그리지 않습니다."],
                   size=16, colour=THEME.soft)
        if "loss_token" in facts.scores: draw_ladder(page.axes(left=0.2)[0],
                                                     facts.scores["loss_token"])
        return
    (ax,) = page.axes()
    for name, label, colour in (("train_loss", "훈련", THEME.first),
                                ("val_loss", "검증(EMA)", THEME.second)):
        points = [(row["step"], row[name]) for row in rows if name in row]
        if points: ax.plot(*zip(*points), label=label, color=colour, lw=3)
    ax.set_xlabel("스텝", size=16)
    ax.set_ylabel("손실(내트/토큰)", size=16)
    ax.grid(alpha=0.3)
    ax.legend(fontsize=16)


def _is_own_log(rows: list[dict], facts: Facts) -> bool:
    """Whether a training log holds this checkpoint's best validation loss."""
    losses = [row["val_loss"] for row in rows
              if "val_loss" in row and row["step"] <= (facts.step or 0)]
    return bool(losses) and min(losses) == facts.best


def _remaking(page: Page, facts: Facts, takes: list[Take]) -> None:
    """What is needed to make the model again."""
    versions = [f"{name} {metadata.version(name.lower())}" for name in ("TatumFlow", "torch")]
    page.points([
        ("모델", facts.checkpoint.name), ("SHA-256", f"{facts.digest[:32]}…"),
        ("훈련", training_text(facts)), ("데이터", facts.data_text.removeprefix("훈련 데이터: ")),
        ("판", f"{', '.join(versions)}, Python {platform.python_version()}"),
        ("코드", f"{project_page()} (MIT)"), ("가중치", facts.license_text)], size=20)


SLIDES = {
    "문제: 왜 어려운가": _problem, "생각: 박, 틀, 자": _idea, "구조": _model,
    "한 마디가 토큰이 되기까지": show_tokens, "데이터": _data, "훈련": _training,
    "실패: 아직 안 되는 것": show_failures, "결과: 소음과 진짜 사이": show_scale,
    "결과: 로드맵의 목표": show_goals, "결과: 잰 수": show_scores, "연주": show_takes,
    "연주의 악보": show_sheet, "다시 만들려면": _remaking,
}  # title: what fills the page


def demo_page() -> str:
    """The address of the page on which the model plays: GitHub's pages of this project."""
    owner, repo = project_page().rstrip("/").split("/")[-2:]
    return f"https://{owner}.github.io/{repo}/"


def _draw_code(figure: Figure, place: tuple[float, float, float, float]) -> None:
    """The QR code of `demo_page`, black on white at `place` (shares of the page)."""
    squares = [list(row) for row in segno.make(demo_page()).matrix_iter(border=3)]
    ax = figure.add_axes(place)
    ax.imshow(1 - np.array(squares), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    ax.axis("off")


def _draw_cover(facts: Facts) -> Figure:
    """The first page."""
    use_korean_font()
    cover = Figure((13.33, 7.5), facecolor=THEME.dark)
    about = f"{facts.config.layers}층, 파라미터 {facts.parameters:,}개"
    cover.text(0.07, 0.72, "작은 트랜스포머의 재즈 피아노", size=46, color="white")
    for y, text in ((0.62, about), (0.55, facts.data_text)):
        cover.text(0.07, y, text, size=22, color=THEME.accent, parse_math=False)
    _draw_code(cover, (0.07, 0.1, 0.2, 0.356))
    cover.text(0.3, 0.3, "찍으면 브라우저에서 모델이 칩니다", size=24, color="white")
    cover.text(0.3, 0.22, demo_page(), size=18, color=THEME.accent, parse_math=False)
    return cover


def draw_slide(title: str, facts: Facts, takes: list[Take], number: int | None = None) -> Figure:
    """The page of `SLIDES` with this title; where its material is missing it names the notebook
    that makes it."""
    page = Page(title, number)
    try:
        SLIDES[title](page, facts, takes)
    except TatumError as missing:
        page.write(["아직 없습니다.", str(missing)], size=20, colour=THEME.warning)
    return page.figure


def make_slides(facts: Facts, takes: list[Take], out: Path | None = None) -> Path:
    """Write `presentation.pdf` (16:9, fonts embedded) in Korean; returns its path. Without verovio
    there is no page of sheet music."""
    buffer, can_engrave = io.BytesIO(), find_spec("verovio") is not None
    titles = [title for title in SLIDES if can_engrave or SLIDES[title] is not show_sheet]
    with rc_context({"pdf.fonttype": 42, "font.size": 13}), PdfPages(buffer) as pdf:
        pdf.savefig(_draw_cover(facts))
        for number, title in enumerate(titles, 2):
            pdf.savefig(draw_slide(title, facts, takes, number))
    return write_atomic(out or workspace().root / "presentation.pdf", buffer.getvalue())
