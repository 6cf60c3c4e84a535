"""The text of a chart, put into one way of writing."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from itertools import accumulate

from .keys import is_chord

__all__ = ['DASH', 'HOLD', 'TIME', 'clean_chart', 'split_joined']


_BRACKETS, _LETTER = r"\[([^][|:\n]*)\]", r"[A-Z][1-4]?|\d"
_JUMP = r"(?i)\bD\.\s?[CS]\.(\s?al\s?(coda|fine))?|\b(to\s)?coda\b|\bsegno\b|\bfine\b"
_ABOUT = "title|key|tempo|composer|style|bpm|제목|조|키|빠르기|템포|작곡가?|스타일"
_SIGNS = {"˚": "°", "‖": "||", "𝄆": "|:", "𝄇": ":|", "𝄎": "%", "𝄀": "|", "𝄁": "||", "𝄂": "||",
          "×": "x", "·": ".", "•": ".", "->": " - ", "=>": " - ", "〜": " - ",
          ";": ",", "【": "[", "】": "]"}
_PARTS = "intro|outro|verse|chorus|bridge|head|solos?|인트로|아우트로|벌스|코러스|브리지|솔로"
_PLAINER = [  # what people write, and the one way of writing it that is read; in this order
    (r"[│┃¦❘∣]", "|"), (r"[→⇒➔➜>―~]+", " - "),
    (rf"(?im)^[ \t]*(?:{_ABOUT})\s*[:=](?!\s*\|).*$", ""),  # what is about the piece
    (r"(?m)^[ \t]*[A-Za-z가-힣][\w ]{0,15}:(?![|:\]\s]*(\||$))", "\n"),  # "A: Dm7"
    (rf"(?im)^[ \t]*(?:{_PARTS})\b(?:[ \t]*\d(?=[ \t]*$))?", ""),
    (r"(?<=\d),\s*(?=\d[.)])", "-"),  # the endings "1,2."
    (r"(?i)\bN\s?[./]\s?C\b\.?|\bno chord\b", "N.C."),
    (r"(?<=[\d(])\s*,\s*(?=[b#♭♯]?(5|9|11|13)(?!\d)[^(\s]*\))", ","),  # (b9, b13) is one chord's
    (r",(?![b#♭♯]?(5|9|11|13)(?!\d))", " "),  # other commas part chords
    (r"(?<=[^\s/|.{}])(/+|\.{2,})(?=[\s|{}]|$)", r" \1"),  # "Dm7///"
    (r":\s*[|\]]+\s*:|::", "}{"), (r"[|\[]+:|\|?\{\|?", "{"), (r":[|\]]+|\|?\}\|?", "}"),
    (r"\}\s*\(?(?:x\s?(\d+)|(\d+)\s?(?:x|번|회))\)?", r"}x\1\2"),
    (rf"(?<=[ |]){_BRACKETS}|^{_BRACKETS}", r" \1\2 "), (r"[][]", "|"), (r"\|{2,}", "|"),
]


def _clean(text: str) -> str:
    """`text` with one sign where people use several: `|` for all bar lines but `{` and `}` for
    those that repeat, a line's end for section marks, " - " for arrows; quotes and invisible
    letters are left out."""
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff\"“”„«»‘’'`]", "", text)
    for sign, plain in _SIGNS.items(): text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKC", text)
    marks = [mark.strip() for mark in re.findall(_BRACKETS, text)]
    if not any(is_chord(mark) and not re.fullmatch(_LETTER, mark) for mark in marks):
        text = re.sub(_BRACKETS, _section, text)
    for pattern, plain in _PLAINER: text = re.sub(pattern, plain, text)
    return text


def _section(match: re.Match) -> str:
    """What stands in square brackets: the number of an ending, or a section's mark, which begins a
    new line."""
    inside = match[1].strip()
    return f"|{inside}. " if re.fullmatch(r"\d", inside) else "\n"


def _brace_times(text: str) -> str:
    """`text` with "(Dm7 | G7) x2", or "x2" at a line's end, written as a repeat."""
    times = r"\(?(?:x\s?(\d+)|(\d+)\s?(?:x|번|회))\)?"
    text = re.sub(rf"\(([^()\n]*\s[^()\n]*)\)\s*{times}", r"{\1}x\2\3", text)
    return re.sub(rf"(?im)^([^{{}}\n]*[^\s{{}}])\s+{times}[ |]*$", r"{\1}x\2\3", text)


HOLD, DASH = r"/+|\.+", r"[-–—]+"  # a beat more of a chord; between chords, or a beat more
TIME = re.compile(r"(?<!\S)(\d{1,2})/([248]|16)(?!\S)")


def _add_bar_lines(text: str) -> tuple[str, int]:
    """`text` without bar lines, one chord a bar; beats that are written out fill bars of their own.
    Lines of one or two chords are bars already. Returns how many bars were made, 0 for those."""
    lines = [[part for word in line.split() for part in split_joined(word)]
             for line in re.sub(r"\{|\}x\d+|\}", " ", text).splitlines()]
    chords = [sum(not re.fullmatch(f"{HOLD}|{DASH}|{TIME.pattern}", word) for word in line)
              for line in lines]
    if len(list(filter(None, chords))) > 1 and max(chords) < 3: return text, 0
    time = TIME.search(text)
    beats = int(time[1]) if time else 4
    pieces = re.split(r"(\{|\}(?:x\d+)?|\n)", text)
    for i in range(0, len(pieces), 2): pieces[i] = _one_a_bar(pieces[i].split(), beats)
    return "".join(pieces), sum(chords)


def _one_a_bar(words: list[str], beats: int) -> str:
    """The `words` with a bar line before every chord, or after every `beats` where they are
    written out."""
    words = [part for word in words for part in split_joined(word)]
    text = "".join(f"{word} " for word in words if TIME.fullmatch(word))
    words = [word for word in words if not TIME.fullmatch(word) and not re.fullmatch(DASH, word)]
    starts = [i for i, word in enumerate(words) if i == 0 or not re.fullmatch(HOLD, word)]
    groups = [words[i:j] for i, j in zip(starts, [*starts[1:], len(words)])]
    ends = list(accumulate(1 + len("".join(group[1:])) for group in groups))
    written = len(groups) < sum(map(len, groups))
    written = written and set(range(beats, ends[-1] + 1, beats)) <= set(ends)
    for group, end in zip(groups, ends):
        text += " ".join(group) + (" | " if end % beats == 0 or not written else " ")
    return text.rstrip("| ")


def split_joined(word: str) -> list[str]:
    """"Dm7-G7" -> ["Dm7", "G7"]; a word that is no chain of chords stays whole."""
    parts = re.split(r"[-–—]", word)
    joined = len(parts) > 1 and not is_chord(word) and all(map(is_chord, parts))
    return parts if joined else [word]


def clean_chart(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` in one way of writing: `|` or a line's end between bars, `{` and `}` (or `}x3`) around
    what is repeated; and sentences about what was taken for granted."""
    text, notes = _clean(text), []
    if re.search(_JUMP, text):
        text = re.sub(_JUMP, " ", text)
        notes.append("D.C., D.S., Coda, Fine은 따르지 않고 적힌 차례대로 칩니다.")
    barred = re.search(r"[|{}]", text)
    text = _brace_times(text)
    if not barred:
        text, count = _add_bar_lines(text)
        if count > 1:
            notes.append(f"마디 줄(|)이 없어 화음 하나를 한 마디로 읽었습니다({count}개). "
                         "한 마디에 여럿이면 마디를 |로 나누십시오.")
    return text, tuple(notes)
