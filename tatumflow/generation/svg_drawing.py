"""The drawings of verovio, which are SVG, as pages of matplotlib: for PDF and PNG without more
packages."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, fromstring

import numpy as np
from matplotlib import rcParams
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MatplotlibPath
from matplotlib.transforms import Affine2D

from ..runtime.fonts import use_korean_font

__all__ = ['draw_page', 'read_path']


_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Z": 0}  # that a command takes


def read_path(text: str) -> MatplotlibPath:
    """The `d` of an SVG path. Raises ValueError for a command that verovio does not write."""
    points, codes = [], []
    here = start = control = np.zeros(2)
    for name, words in re.findall(r"([A-Za-z])([^A-Za-z]*)", text):
        numbers = np.array(re.findall(r"-?\d*\.?\d+", words), float)
        size = _NUMBERS.get(name.upper())
        if size is None: raise ValueError(f"SVG path command {name}")
        if size == 0:
            points, codes, here = [*points, start], [*codes, MatplotlibPath.CLOSEPOLY], start
            continue
        for step, part in enumerate(numbers.reshape(-1, size)):
            corner = _corners(name.upper(), part, here if name.islower() else np.zeros(2), here)
            if name in "Ss": corner = np.vstack([2 * here - control, corner])
            control = corner[-2] if len(corner) > 1 else corner[-1]
            here = corner[-1]
            first = name in "Mm" and step == 0
            if first: start = here
            points += list(corner)
            codes += [MatplotlibPath.CURVE4] * 3 if len(corner) == 3 else [
                MatplotlibPath.MOVETO if first else MatplotlibPath.LINETO]
    return MatplotlibPath(points, codes)


def _corners(name: str, part: np.ndarray, origin: np.ndarray, here: np.ndarray) -> np.ndarray:
    """The points (n, 2) that one command adds, absolute."""
    if name == "H": return np.array([[part[0] + origin[0], here[1]]])
    if name == "V": return np.array([[here[0], part[0] + origin[1]]])
    return part.reshape(-1, 2) + origin


# as wide as the letters that verovio reckons with; matplotlib brings it
_LETTER_FONT = "STIXGeneral"
_BOLD = ("tempo", "reh", "dir")  # verovio's classes of what is set in bold type


@dataclass
class _Canvas:
    """What is drawn on a page, in its units: filled paths, lines with their width and dashes, and
    words."""
    filled: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    words: list = field(default_factory=list)


class _Reader:
    """Walks through an SVG document of verovio and collects its paths."""

    def __init__(self, svg: str):
        self.top = fromstring(svg)
        self.named = {one.get("id"): one for one in self.top.iter() if one.get("id")}
        self.canvas = _Canvas()
        self.inner = next(one for one in self.top.iter() if one.get("class") == "definition-scale")
        self.size = [float(word) for word in self.inner.get("viewBox").split()[2:]]
        self.bold = False
        for child in self.inner: self.walk(child, Affine2D())

    def walk(self, one: Element, place: Affine2D) -> None:
        """Collect an element and all below it; `place` brings its numbers to the page."""
        tag, kind = one.tag.rpartition("}")[2], one.get("class") or ""
        if "placeholder" in kind or tag in ("title", "desc", "style", "defs"): return
        place = _transform(one.get("transform") or "") + place
        if tag == "use":
            href = one.get("href") or one.get("{http://www.w3.org/1999/xlink}href")
            self.walk(self.named[href[1:]], place)
        elif tag == "text":
            self.canvas.words += [_moved(line, place) for line in _read_words(one, self.bold)]
        elif tag in _SHAPES:
            self.add(one, _SHAPES[tag](one).transformed(place))
        else:
            before, self.bold = self.bold, self.bold or kind.split(" ")[0] in _BOLD
            for child in one: self.walk(child, place)
            self.bold = before

    def add(self, one: Element, path: MatplotlibPath) -> None:
        """Keep a shape: filled unless it is a line, with its outline where that has a width."""
        width = float(one.get("stroke-width") or 0)
        dashes = [float(word) for word in (one.get("stroke-dasharray") or "").split()]
        open_shape = one.get("fill") == "none" or one.get("fill-opacity") == "0"
        if len(path) > 2 and not open_shape: self.canvas.filled.append(path)
        if width: self.canvas.lines.append((path, width, dashes))


def _transform(text: str) -> Affine2D:
    """SVG's `translate(x, y) scale(a, b) rotate(degrees x, y)`. Raises ValueError for others."""
    place = Affine2D()
    for name, words in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(word) for word in re.split(r"[ ,]+", words)]
        x, y = (numbers * 2)[:2]
        if name == "translate": new = Affine2D().translate(x, y)
        elif name == "scale": new = Affine2D().scale(x, y)
        elif name == "rotate": new = Affine2D().rotate_deg_around(*numbers[1:], numbers[0])
        else: raise ValueError(f"SVG transform {name}")
        place = new + place
    return place


def _number(one: Element, *names: str) -> list[float]:
    return [float(one.get(name) or 0) for name in names]


def _ellipse(one: Element) -> MatplotlibPath:
    cx, cy, rx, ry = _number(one, "cx", "cy", "rx", "ry")
    return MatplotlibPath.unit_circle().transformed(Affine2D().scale(rx, ry).translate(cx, cy))


def _rectangle(one: Element) -> MatplotlibPath:
    x, y, width, height = _number(one, "x", "y", "width", "height")
    place = Affine2D().scale(width, height).translate(x, y)
    return MatplotlibPath.unit_rectangle().transformed(place)


def _polygon(one: Element, closed: bool = True) -> MatplotlibPath:
    numbers = np.array(re.findall(r"-?\d*\.?\d+", one.get("points")), float).reshape(-1, 2)
    return MatplotlibPath(np.vstack([numbers, numbers[:1]]) if closed else numbers)


_SHAPES = {"path": lambda one: read_path(one.get("d")), "polygon": _polygon, "ellipse": _ellipse,
           "polyline": lambda one: _polygon(one, closed=False), "rect": _rectangle}


@dataclass
class _Words:
    """One line of text: where its baseline is, how it is aligned there, and how large it is."""
    x: float
    y: float
    anchor: str
    size: float = 0.0
    text: str = ""
    bold: bool = False


def _moved(line: _Words, place: Affine2D) -> _Words:
    """A line of text at its place on the page."""
    return replace(line, **dict(zip("xy", place.transform((line.x, line.y)).tolist())))


_MUSIC = "Leipzig"  # verovio's font for signs among words, which are larger than these
_ALIGNED = {"start": "left", "middle": "center", "end": "right"}


def _read_words(one: Element, bold: bool) -> list[_Words]:
    """The lines of a `text` element: a `tspan` with a place of its own begins a new one."""
    lines = [_Words(*_number(one, "x", "y"), one.get("text-anchor") or "start", bold=bold)]

    def walk(part: Element, size: float) -> None:
        if part.tag.endswith("title"): return
        size = float((part.get("font-size") or f"{size}px").removesuffix("px"))
        if part is not one and (part.get("x") or part.get("y")):
            anchor = part.get("text-anchor") or lines[-1].anchor
            lines.append(_Words(*_number(part, "x", "y"), anchor, bold=bold))
        if part.text and part.text.strip("\n "):
            lines[-1].text += part.text
            if part.get("font-family") != _MUSIC: lines[-1].size = max(lines[-1].size, size)
        for child in part: walk(child, size)

    walk(one, 0.0)
    for line in lines: line.text = line.text.replace("♩ .", "♩.")
    return [line for line in lines if line.text]


def draw_page(svg: str) -> Figure:
    """A page that verovio drew as a matplotlib Figure of the same proportions, A4 wide."""
    use_korean_font()
    reader = _Reader(svg)
    width, height = reader.size
    figure = Figure((8.27, 8.27 * height / width))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    point, family = 8.27 * 72 / width, [_LETTER_FONT, *rcParams["font.family"]]
    ax.add_collection(PathCollection(reader.canvas.filled, facecolors="black", linewidths=0))
    for path, thick, dashes in reader.canvas.lines:
        style = (0, [dash / thick for dash in dashes]) if dashes else "solid"
        ax.add_patch(PathPatch(path, fill=False, lw=thick * point, ls=style, capstyle="butt"))
    for line in reader.canvas.words:
        ax.text(line.x, line.y, line.text, size=line.size * point, ha=_ALIGNED[line.anchor],
                va="baseline", weight="bold" if line.bold else "normal", parse_math=False,
                family=family)
    return figure
