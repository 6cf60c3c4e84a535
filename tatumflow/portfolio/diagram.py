"""The architecture on one page."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch, Rectangle

from ..model.config import ModelConfig
from ..runtime.fonts import use_korean_font
from .theme import THEME

__all__ = ['draw_architecture']


def _box(ax, place: tuple[float, float], size: tuple[float, float], text: tuple[str, str]) -> None:
    """A box with a title and what is said below it; `place` is its lower left corner."""
    (x, y), (width, height), (title, about) = place, size, text
    style = "round,pad=0.04,rounding_size=0.12"
    ax.add_patch(FancyBboxPatch(place, width, height, boxstyle=style, facecolor="white",
                                edgecolor=THEME.first, lw=1.5))
    middle = y + (height - 0.35 if about else height / 2)
    ax.text(x + width / 2, middle, title, ha="center", va="center", size=15, color=THEME.ink)
    ax.text(x + width / 2, y + (height - 0.6) / 2, about, ha="center", va="center", size=13,
            color=THEME.soft, linespacing=1.45)


def _arrow(ax, start: tuple[float, float], end: tuple[float, float], bend: float = 0.0) -> None:
    ax.annotate("", end, start, arrowprops={
        "arrowstyle": "-|>", "color": THEME.second, "lw": 1.5,
        "connectionstyle": f"arc3,rad={bend}"})


def _draw_road(ax, config: ModelConfig) -> None:
    """From a performance to sound; what is drawn comes back as the next token."""
    road = [("연주", "음표\n(초)"), ("박 찾기", "시간 지도\n초 → 박"),
            ("토큰", f"마디의 틀 15칸\n음마다 네 토큰\n{config.vocab_size:,}종"),
            ("트랜스포머", f"{config.layers}층, 폭 {config.hidden}\n문맥 {config.context:,}토큰"),
            ("뽑기", "문법 마스크\n가이던스\n온도"), ("소리", "박 → 초\n(play_back)")]
    for number, text in enumerate(road):
        _box(ax, (0.05 + 2 * number, 3.5), (1.7, 1.85), text)
        if number: _arrow(ax, (2 * number - 0.21, 4.4), (0.03 + 2 * number, 4.4))
    _arrow(ax, (8.9, 5.45), (4.9, 5.45), bend=0.16)
    ax.text(6.9, 6.25, "뽑은 토큰을 뒤에 붙여 다시", ha="center", size=13, color=THEME.soft)


def _draw_layer(ax, config: ModelConfig) -> None:
    """From a token's number to logits: what attention and feed-forward of a layer add to the
    stream."""
    about = f"헤드 {config.heads}개\nRoPE, 코절 마스크"
    if config.taps: about += f"\n짧은 합성곱 {config.taps}"
    norm, inner = ("RMSNorm", ""), ("SwiGLU", f"폭 {config.intermediate}")
    first, last = ("임베딩", "토큰 번호\n→ 벡터"), ("로짓", "RMSNorm\n같은 표와\n내적")
    parts = [(0.12, 1.25, first), (2.3, 1.2, norm), (3.75, 2.0, ("어텐션", about)),
             (6.5, 1.2, norm), (7.95, 1.2, inner), (10.45, 1.3, last)]
    ax.add_patch(Rectangle((0.02, 0.05), 11.83, 3.0, facecolor="0.97", edgecolor=THEME.line))
    ax.add_patch(Rectangle((1.6, 0.15), 8.6, 2.8, facecolor="0.93", edgecolor=THEME.line))
    ax.text(1.7, 2.65, f"층 하나 (× {config.layers})", size=14, color=THEME.ink)
    for x, width, text in parts: _box(ax, (x, 0.3), (width, 1.75), text)
    for x in (6.07, 9.6): ax.text(x, 1.15, "+", size=20, ha="center", va="center")
    for start, end in ((1.42, 2.25), (3.55, 3.7), (5.8, 5.95), (6.2, 6.45), (7.75, 7.9),
                       (9.2, 9.45), (9.75, 10.4)): _arrow(ax, (start, 1.15), (end, 1.15))
    for start, end in ((1.95, 6.07), (6.32, 9.6)):  # round the boxes
        ax.plot([start, start, end], [1.15, 2.3, 2.3], color=THEME.second, lw=1.5)
        _arrow(ax, (end, 2.31), (end, 1.35))
        ax.text((start + end) / 2, 2.42, "잔차 연결", ha="center", size=12, color=THEME.soft)
    for x, corner in ((6.1, 0.02), (7.7, 11.85)):
        ax.plot([x, corner], [3.45, 3.05], color=THEME.line, ls="--")


def draw_architecture(config: ModelConfig, ax=None):
    """The way from a performance to sound, and a layer of a model of this shape. Returns the
    Axes: `ax`, or that of a new figure."""
    use_korean_font()
    if ax is None: _, ax = plt.subplots(figsize=(11.5, 6), layout="constrained")
    ax.set(xlim=(0, 11.9), ylim=(0, 6.5))
    ax.axis("off")
    _draw_road(ax, config)
    _draw_layer(ax, config)
    return ax
