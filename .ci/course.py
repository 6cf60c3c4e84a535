"""The course in numbers: how much a learner reads, and what stands without a word.

    python .ci/course.py           # the table of the seven, as docs/LEDGER.md has it
    python .ci/course.py bare      # cells without a sentence before or after them
    python .ci/course.py ideas     # the new terms of every section
    python .ci/course.py numbers   # numbers in the prose that no cell near them prints

A line counts if it is not blank and its cell comes before the workshop and is not hidden. A new
idea is a Korean word with its English in brackets, where that stands first in the course.
"""

import re
import sys

from lesson import is_badges, is_shown_code, lessons, source

HEADING = re.compile(r"#{1,6} ")
TERM = re.compile(r"[가-힣]\*{0,2}\(([A-Za-z][A-Za-z0-9 .'-]{2,}?)[,)]")
HOURS = re.compile(r"(?:(\d+)시간)?\s?(?:(\d+)분|(반))?")
NUMBER = re.compile(r"(?<![\w.`#/-])\d[\d,]*(?:\.\d+)?%?")
YEAR = re.compile(r"(19|20)\d\d")
ENTRY = re.compile(r"장부|LEDGER|PRETRAINED")  # a table elsewhere that a number is linked to
SMALL = 20  # whole numbers up to it are counts that the reader sees
NEAR = 4    # cells before and after


def prose(cells):
    return [source(cell) for cell in cells
            if cell["cell_type"] == "markdown" and not is_badges(cell)]


def shown(cells):
    """What a learner sees: prose, and code that is not hidden."""
    return [cell for cell in cells if cell["cell_type"] == "markdown" or is_shown_code(cell)]


def code_lines(lesson):
    return sum(bool(line.strip()) for cell in lesson.lesson_cells if is_shown_code(cell)
               for line in source(cell).splitlines())


def korean_words(lesson):
    return sum(bool(re.search("[가-힣]", word)) for text in prose(lesson.lesson_cells)
               for word in text.split())


def sections(lesson):
    """(heading, cells) of every section of a lesson; what comes before the first is the header."""
    found = [("머리말", [])]
    for cell in lesson.lesson_cells:
        parts = re.split(r"(?m)^(?=## )", source(cell)) if cell["cell_type"] == "markdown" else []
        for part in parts or [None]:
            heading = part and re.match(r"## (.+)", part)
            if heading: found.append((heading[1], []))
            one = cell if part is None else {**cell, "source": part}
            found[-1][1].append(one)
    return found


def new_ideas(course):
    """{lesson's name: [(heading, terms)]}: the terms that stand first in the course there."""
    known, found = set(), {}
    for lesson in course:
        rows = found[lesson.name] = []
        for heading, cells in sections(lesson):
            terms = []
            for term in TERM.findall(re.sub(r"`[^`]*`", "", "\n".join(prose(cells)))):
                term = term.lower().strip()
                if term in known: continue
                known.add(term)
                terms.append(term)
            rows.append((heading, terms))
    return found


def study_hours(lesson):
    """The longest time that the header's row "공부 시간" names, in hours."""
    row = lesson.find(r"^\| 공부 시간 \|([^|]+)\|", "공부 시간이")[1]
    return max(int(hours or 0) + int(minutes or 0) / 60 + bool(half) / 2
               for hours, minutes, half in HOURS.findall(row))


def is_sentence(text):
    """Whether a line of prose says something: neither a heading nor the mark of a fold."""
    return bool(re.search(r"[.?:)!]\**$", text.strip())) and not HEADING.match(text)


def bare_before(lesson):
    """Shown code cells that no sentence introduces."""
    cells = shown(lesson.lesson_cells)
    for before, cell in zip(cells, cells[1:]):
        if cell["cell_type"] != "code": continue
        lines = [line for line in source(before).splitlines() if line.strip()]
        if before["cell_type"] == "code" or not any(map(is_sentence, lines[-12:])): yield cell


def bare_after(lesson):
    """Shown code cells with a picture or sound after which no sentence says what was seen."""
    cells = shown(lesson.lesson_cells)
    for cell, after in zip(cells, cells[1:]):
        kinds = {kind for output in cell.get("outputs", []) for kind in output.get("data", {})}
        is_seen = cell["cell_type"] == "code" and kinds & {"image/png", "text/html"}
        if is_seen and (after["cell_type"] == "code" or HEADING.match(source(after))): yield cell


def unprinted_numbers(lesson):
    """(number, line of prose): numbers that stand in no code, output or table near their cell, nor
    beside a link to a table."""
    cells = shown(lesson.lesson_cells)
    places = set(re.findall(r"(?m)^## (\d\.\d+)", "\n".join(prose(cells))))
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "code" or is_badges(cell): continue
        near = cells[max(0, place - NEAR):place + NEAR + 1]
        told = "\n".join(map(what_is_told, (one for one in near if one["cell_type"] == "code")))
        for part in re.sub(r"```.*?```", "", source(cell), flags=re.S).split("\n\n"):
            if part.startswith(("|", "#", "<summary")) or ENTRY.search(part): continue
            part = re.sub(r"\]\([^)]*\)|`[^`]*`|\$[^$]*\$", "", part)
            for number in NUMBER.findall(part):
                plain = number.replace(",", "").rstrip("%")
                known = plain in places or plain in told.replace(",", "") or YEAR.fullmatch(plain)
                is_count = plain.isdigit() and int(plain) <= SMALL
                if not is_count and not known: yield number, part.replace("\n", " ").strip()


def what_is_told(cell):
    outputs = cell.get("outputs", [])
    texts = ["".join(output.get("text", [])) for output in outputs]
    texts += ["".join(output.get("data", {}).get(kind, [])) for output in outputs
              for kind in ("text/plain", "text/markdown", "text/html")]
    return source(cell) + "".join(text for text in texts if len(text) < 20_000)


def table(course):
    """The rows of the table, its heading first."""
    ideas, hours = new_ideas(course), 0
    yield ("| 수업 | 보이는 코드(줄) | 한 절의 새 용어(가장 많은 절) | 코드 한 줄에 한국어 낱말 "
           "| 공부(시간) | 앞에 말이 없는 셀 | 뒤에 말이 없는 결과 |")
    yield "|---|---|---|---|---|---|---|"
    for lesson in course:
        lines, most = code_lines(lesson), max(len(terms) for _, terms in ideas[lesson.name])
        hours += study_hours(lesson)
        bare = [len(list(find(lesson))) for find in (bare_before, bare_after)]
        yield (f"| {lesson.name} | {lines} | {most} | {korean_words(lesson) / lines:.1f} "
               f"| {study_hours(lesson):.1f} | {bare[0]} | {bare[1]} |")
    yield f"| 모두 | {sum(map(code_lines, course)):,} | | | {hours:.1f} | | |"


def main():
    course, what = lessons(), (sys.argv[1:] or ["table"])[0]
    if what == "table": print(*table(course), sep="\n")
    for lesson in course if what != "table" else []:
        print(f"-- {lesson.name}")
        if what == "ideas":
            for heading, terms in new_ideas(course)[lesson.name]: print(len(terms), heading, terms)
        for find in (bare_before, bare_after) if what == "bare" else ():
            for cell in find(lesson): print(find.__name__, source(cell)[:90].replace("\n", " | "))
        if what == "numbers":
            for number, line in unprinted_numbers(lesson): print(f"{number:>8}  {line[:150]}")


if __name__ == "__main__":
    main()
