"""The text of a chart, put into one way of writing."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from itertools import accumulate

from .keys import is_chord
from .repeats import find_signs, mark_signs

__all__ = ['DASH', 'HOLD', 'SECTION_WORDS', 'TIME', 'clean_chart', 'read_about', 'split_joined']


_BRACKETS, _LETTER = r"\[([^][|:\n]*)\]", r"[A-Z][1-4]?|\d"
_ABOUT = {"title": "title|제목|song", "composer": "composer|artist|작곡가?|composed by",
          "key": "key|조", "tempo": "tempo|bpm|빠르기|템포", "style": "style|스타일",
          "time": "time|metre|meter|박자", "form": "form|형식"}
_SIGNS = {"˚": "°", "‖": "||", "𝄆": "|:", "𝄇": ":|", "𝄎": "%", "〃": "%", "𝄀": "|", "𝄁": "||",
          "𝄂": "||", "ㅣ": "|", "\\|": "|", "×": "x", "·": ".", "•": ".", "->": " - ", "=>": " - ",
          "〜": " - ", ";": ",", "【": "[", "】": "]"}
SECTION_WORDS = ("intro|outro|verse|(?:pre-?)?chorus|bridge|head|solos?|interlude|refrain|vamp|tag|"
                 r"인트로|아우트로|벌스|코러스|브리지|솔로|전주|간주|후주|후렴|\d절|"
                 "[A-D] ?(?:파트|part|section)")
_METRES = ((r"(\d)분의[ ]?(\d{1,2})[ ]?박자?", r"\2/\1"), (r"(?<!\d)([2-5])[ ]?박자", r"\1/4"),
           (r"(?i)(\d/\d)[ ]time\b", r"\1"))  # as words
_TIMES = r"\(?(?:[x*]\s?(\d+)|(\d+)\s?(?:x|번|회)(?: ?반복)?)\)?"  # how often
_TOLD_WORDS = "|".join(_ABOUT.values())
_TOLD_LINE = re.compile(rf"(?im)^[ \t]*(?:{_TOLD_WORDS})\s?[:=][^|\n]*$")  # "Key: F  Tempo: 120"
_NEXT_TOLD = re.compile(rf"(?i)[,;·/]?[ \t]{{1,9}}(?=(?:{_TOLD_WORDS})[:=])")
_BEAT = re.compile(r"(?i)[(\[]?(?:(?:♩\.?|\bbpm)\s?[=:]?\s?(\d{2,3})|\b(\d{2,3}) ?bpm)\b[)\]]?")


_PLAINER = [  # what people write, and the one way of writing it that is read; in this order
    (r"(?<![^\s|])\./\.(?![^\s|])", "%"), (r"[│┃¦❘∣]|(?<=\s)l(?=\s)", "|"),
    (r"(?m)^[ \t]*(?:\(([A-Z])\)|([A-Z])\)|<([A-Z][1-4]?)>)(?=\s)", r"⟨=\1\2\3⟩ "),  # "(A) Dm7"
    (rf"(?im)^[ \t]*[(<]((?:{SECTION_WORDS})(?: ?\d)?)[)>](?=\s|$)", r"⟨=\1⟩ "),
    (r"[→⇒➔➜>―~]+", " - "),
    (r"(?m)^[ \t]*((?:\d절|[A-Za-z가-힣])[\w ]{0,15}):(?:(?=[ \t]*$)|(?![|:\]\s]*(?:\||$)))",
     r"\n⟨=\1⟩ "),  # "A: Dm7"
    (rf"(?im)^[ \t]*({SECTION_WORDS})\b(?:[ \t]*\d(?=[ \t]*$))?", r"⟨=\1⟩ "),
    (r"(?<=\d),\s*(?=\d[.)])", "-"),  # the endings "1,2."
    (r"(?i)\bN\s?[./]\s?C\b\.?|\bno chord\b", "N.C."),
    (r"(?<=[\d(])\s*,\s*(?=[b#♭♯]?(5|9|11|13)(?!\d)[^(\s]*\))", ","),  # (b9, b13) is one chord's
    (r",(?![b#♭♯]?(5|9|11|13)(?!\d))", " "),  # other commas part chords
    (r"(?<=[^\s/|.{}])(/+|\.{2,})(?=[\s|{}]|$)", r" \1"),  # "Dm7///"
    (r":\s*[|\]]+\s*:|::", "}{"), (r"[|\[]+:|\|?\{\|?", "{"), (r":[|\]]+|\|?\}\|?", "}"),
    (rf"\}}\s*{_TIMES}", r"}x\1\2"),
    (rf"(?<=[ |]){_BRACKETS}|^{_BRACKETS}", r" \1\2 "), (r"[][]", "|"), (r"\|{2,}", "|"),
    (r"\|[ \t]+(?=\|\d\. )", ""),  # "| [1] C"
    (r"⟨=([^⟩]*?) *\(?[x*] ?(\d+)\)?⟩([^⟨{}]*)", r"{⟨=\1⟩\3}x\2\n"),  # "[A x2]"
]


def _clean(text: str) -> str:
    """`text` with one sign where people use several: `|` for all bar lines but `{` and `}` for
    those that repeat, a line's end for section marks, " - " for arrows; quotes and invisible
    letters are left out."""
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff\"“”„«»‘’'`]", "", text)
    for sign, plain in _SIGNS.items(): text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKC", re.sub("[⟨⟩]", "", text))
    text = _mark_lines(mark_signs(text))
    marks = filter(str.strip, re.findall(_BRACKETS, text))
    chords = {mark for mark in marks if all(map(is_chord, mark.split()))}
    if all(re.fullmatch(_LETTER, mark.strip()) for mark in chords): chords = set()  # sections
    text = re.sub(_BRACKETS, lambda mark: mark[0] if mark[1] in chords else _section(mark), text)
    for pattern, plain in _PLAINER: text = re.sub(pattern, plain, text)
    return text


def _section(match: re.Match) -> str:
    """What stands in square brackets: the number of an ending, or a section's mark, which begins a
    new line."""
    inside = match[1].strip()
    return f"|{inside}. " if re.fullmatch(r"\d", inside) else f"\n⟨={inside}⟩ "


def _mark_lines(text: str) -> str:
    """`text` with letters that stand alone on a line among lines with bar lines, from the first
    on, as the marks of sections, which else were chords."""
    letter = r"[ \t]*([A-H][1-4]?)[ \t]*"
    lines = [line for line in text.splitlines() if line.strip()]
    alone = [bool(re.fullmatch(letter, line)) for line in lines]
    content = all("|" in line for line, mark in zip(lines, alone) if not mark)
    if not content or alone[:2] != [True, False] or alone[-1]: return text
    return re.sub(rf"(?m)^{letter}$", r"⟨=\1⟩", text)


def read_about(text: str) -> tuple[dict[str, str], str]:
    """What lines such as "Title: …", "빠르기: 120" say of a piece (title, composer, key, tempo),
    and the text without them; a time signature stays. A first line of words above bars is the
    title."""
    about, text = {}, re.sub(r"(?m)\*\*|^[ \t]*(?:#{1,6}[ \t]+|```.*$)", "", text)  # Markdown
    for written, plain in _METRES: text = re.sub(written, plain, text)
    text = _TOLD_LINE.sub(lambda line: _NEXT_TOLD.sub("\n", line[0]), text)
    for name, words in _ABOUT.items():
        bare = r"|of\b(?=[ \t]*[A-G])|(?=\d)" * (name in ("key", "tempo", "time"))
        line = rf"(?im)^[ \t]*(?:{words})\s*(?:[:=](?!\s*\|){bare})[ \t]*(.*)$"
        found = re.search(line, text)
        if found: about[name] = found[1].strip()
        text = re.sub(line, r"\1" if name == "time" else "", text)
    beat = _BEAT.search(text)
    if beat: about.setdefault("tempo", beat[1] or beat[2])
    text = _BEAT.sub(" ", text)
    first, _, rest = text.lstrip().partition("\n")
    words = re.findall(r"[^\W\d_]{3,}|[가-힣]+", first)
    part = rf"(?i)[|{{}}\[\]:]|^\s*({SECTION_WORDS})\s*(\d|\(.*\)|$)"
    if "title" not in about and "|" in rest and words and not re.search(
            part, first + find_signs(first)) and not any(
            is_chord(word) for word in first.split() if len(word) > 1):
        about["title"], text = first.strip(" \t\r\"“”'‘’"), rest
    return about, text


def _brace_times(text: str) -> str:
    """`text` with "(Dm7 | G7) x2", or "x2" at a line's end, written as a repeat."""
    text = re.sub(rf"\(([^()\n]*\s[^()\n]*)\)\s*{_TIMES}", r"{\1}x\2\3", text)
    return re.sub(rf"(?im)^([^{{}}\n]*[^\s{{}}|])(?:\s+|\s*\|\s*){_TIMES}[ |]*$",
                  r"{\1}x\2\3", text)


HOLD, DASH = r"/+|\.+", r"[-–—]+"  # a beat more of a chord; between chords, or a beat more
TIME = re.compile(r"(?<!\S)([1-9]\d?)/([248]|16)(?!\S)")


def _add_bar_lines(text: str) -> tuple[str, int]:
    """`text` without bar lines, one chord a bar; beats that are written out fill bars of their own.
    Lines of one or two chords are bars already. Returns how many bars were made, 0 for those."""
    lines = [[part for word in line.split() for part in split_joined(word)]
             for line in re.sub(r"\{|\}x\d+|\}|⟨[^⟩]*⟩", " ", text).splitlines()]
    chords = [sum(not re.fullmatch(f"{HOLD}|{DASH}|{TIME.pattern}", word) for word in line)
              for line in lines]
    if len(list(filter(None, chords))) > 1 and max(chords) < 3: return text, 0
    time = TIME.search(text)
    beats = int(time[1]) if time else 4
    pieces = re.split(r"(\{|\}(?:x\d+)?|\n|⟨[^⟩]*⟩)", text)
    for i in range(0, len(pieces), 2): pieces[i] = _one_a_bar(pieces[i].split(), beats)
    text = "".join(pieces)
    text = re.sub("(⟨(?:=[^⟩]*|segno|coda)⟩)", r"|\1", text)
    return re.sub("(⟨(?:to_coda|fine|D[CS][^⟩]*)⟩)", r"\1|", text), sum(chords)


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
    written = written and {*range(beats, ends[-1] + 1, beats), -(-ends[-1] // beats) * beats} <= {
        *ends}
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
    what is repeated, ⟨=A⟩ before a section, ⟨fine⟩ and the like (see `mark_signs`) in their bars;
    and sentences about what was taken for granted."""
    text, notes = _clean(text), []
    barred = re.search(r"[|{}]", text)
    text = _brace_times(text)
    if not barred:
        text, count = _add_bar_lines(text)
        if count > 1:
            notes.append(f"마디 줄(|)이 없어 화음 하나를 한 마디로 읽었습니다({count}개). "
                         "한 마디에 여럿이면 마디를 |로 나누십시오.")
    return text, tuple(notes)
