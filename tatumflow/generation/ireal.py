"""iReal Pro's charts, its links and the text in them, as charts that people write."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from urllib.parse import unquote

from ..runtime.errors import TatumError
from .repeats import find_signs

__all__ = ['ireal_chart']


_BEGIN = "1r34LbKcu7"  # of the chords in a link, which are scrambled from there on
_MACROS = {"XyQ": "   ", "LZ": " |", "Kcl": "| x"}
_CELL = re.compile(
    r"T(\d)(\d)|N(\d)|\*(?P<part>\w)|<(?P<said>[^>]*)>|(?P<sign>[SQ])|(?P<rest> )|[lsfYU]|"
    r"(?P<chord>[A-G][b#]?(?:sus|alt|add|[-+^hob#\d])*(?:/[A-G][b#]?)?|W/[A-G][b#]?|[xrnpW]|"
    r"[A-Za-z][^\s,]*)|.")
_PART_NAMES = {"i": "Intro", "v": "Verse", "c": "Chorus", "b": "Bridge"}
_SIGNS_OF = {"x": "%", "r": "%%", "n": "N.C.", "p": "/", "W": "/"}


def ireal_chart(text: str) -> str:
    """`text` without change, unless it is an `irealb://` link or the text in one: then its first
    song's chart, with bar lines, repeats, endings and beats as `read_chart` reads them. Raises
    `TatumError` for a link without chords. The format: irealpro.com, "custom chord chart protocol";
    the scrambling is that of the open readers."""
    links = re.findall(r"ireal(?:b|book)://([^\"\n]*)", text)
    if links:
        song, *more = [one for link in links for one in unquote(link).split("===")]
        if any("=" in one for one in more):
            count = 1 + sum("=" in one for one in more)
            print(f"주의: 곡이 {count}개 있어 첫 곡({song.split('=')[0]})만 읽었습니다.")
        about = _tell_about(song.split("="))
        part = max(song.split("="), key=lambda part: (_BEGIN in part, len(part)))
        text = _unscramble(part.split(_BEGIN)[1]) if _BEGIN in part else part
        if not re.search(r"[|\[{]", text):
            raise TatumError("iReal Pro의 링크에 화음이 없습니다. 링크를 끝까지 복사하십시오.")
        return about + _translate(text)
    elif not re.match(r"[\s\[{|]*(\*\w|T\d\d)", text):
        return text
    return _translate(text)


def _tell_about(parts: list[str]) -> str:
    """Title, composer, style, key and tempo of a link's song as lines that `read_about` reads.
    Names of two words stand last name first."""
    title, composer, *rest = [*parts, "", ""]
    known = [part for part in rest if _BEGIN not in part and "|" not in part]
    key = next((part for part in known if re.fullmatch(r"[A-G][b#]?-?", part)), "")
    style = next((part for part in known if re.search("[a-z]{3}", part)), "")
    if len(composer.split()) == 2: composer = " ".join(reversed(composer.split()))
    tempo = next((part for part in known if re.fullmatch(r"[1-9]\d{1,2}", part)), "")
    about = {"Title": title, "Composer": composer, "Style": style, "Key": key, "Tempo": tempo}
    return "".join(f"{name}: {text}\n" for name, text in about.items() if text.strip())


def _unscramble(text: str) -> str:
    """Every 50 characters, but the last of `text`: characters 0 to 4 and 10 to 23 change places
    with those as far from the end."""
    plain = ""
    while len(text) > 51:
        block, text = list(text[:50]), text[50:]
        for i in (*range(5), *range(10, 24)): block[i], block[49 - i] = block[49 - i], block[i]
        plain += "".join(block)
    plain += text
    for short, long in _MACROS.items(): plain = plain.replace(short, long)
    return plain


def _translate(text: str) -> str:
    """The text in a link as a chart. A bar has a cell for each beat; chords fill cells, blanks hold
    them. Comments and alternative chords are left out."""
    text = re.sub(r"\([^)]*\)", "", text)
    chart, beats, times = "", 4, ""
    for piece in re.split(r"([\[\]{}|Z])", text):
        if piece in "[]{}|Z":
            chart += {"{": " |: ", "}": f" :|{times} "}.get(piece, " | ") if piece else ""
            if piece == "}": times = ""
            continue
        cells = list(_CELL.finditer(piece))
        for cell in cells:
            if cell[1]: chart, beats = f"{chart} {_meter(cell)} ", int(cell[1])
            if cell[3]: chart += f" {cell[3]}. "
            if cell["part"]: chart += f" [{_PART_NAMES.get(cell['part'], cell['part'])}] "
            count = re.search(r"(\d+)\s?x", cell["said"] or "")
            if count: times = f"x{count[1]}"
        chart += _bar(cells, beats)
        for cell in cells: chart += _cell_text(cell)
    return re.sub(r"\|( *\|)+(?!:)", "|", chart)


def _cell_text(cell: re.Match) -> str:
    """A segno, a coda, or what a comment says of jumps."""
    if cell["sign"]: return " Segno " if cell["sign"] == "S" else " Coda "
    return f" {find_signs(cell['said'])} " if cell["said"] else ""


def _meter(cell: re.Match) -> str:
    """A time signature: T34 -> "3/4"; T12 is 12/8."""
    return "12/8" if cell[0] == "T12" else f"{cell[1]}/{cell[2]}"


def _bar(cells: list[re.Match], beats: int) -> str:
    """The chords of a bar, with slashes for the beats where its cells are as many."""
    chords = []
    for cell in cells:
        symbol = re.sub("^W(?=/)", "", cell["chord"] or "")
        if symbol: chords.append([_SIGNS_OF.get(symbol, symbol), 1])
        if cell["rest"] and chords: chords[-1][1] += 1
    written = sum(size for _, size in chords) == beats and len(chords) > 1
    return " ".join(symbol + " /" * (size - 1) * written for symbol, size in chords)
