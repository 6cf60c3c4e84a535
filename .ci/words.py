"""One word, one meaning: what docs/GLOSSARY.md promises, found in the prose.

    python .ci/words.py     # words that are not used, and terms that the glossary lacks
"""

import re

from course import TERM, prose
from lesson import ROOT, lessons

GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
INSTEAD = [  # a pattern that is not written, and the glossary's word for it
    (r"심사위원|채점관", "판별기"), (r"안내(?=\(guidance| ?\d|를 올|가 약)", "가이던스"),
    (r"머리마다|어텐션 머리", "헤드"), (r"씨앗", "시드"), (r"번역\(compile", "컴파일"),
    (r"마르코프 (연쇄|체인)", "마르코프 사슬"), (r"옵티마이저", "최적화기"), (r"잣대", "지표"),
    (r"이 칸을 다시|칸을 실행|이 칸 아래에", "셀"), (r"세온음", "트라이톤"),
    (r"딸림(7)?화음", "속화음"), (r"(여덟|팔)분음표", "8분음표"), (r"학습 ?데이터|학습용", "훈련"),
    (r"다성", "동시 발음 수"), (r"인과 마스크", "코절 마스크"), (r"견본 추출", "뽑기"),
]
NO_TERMS = {  # English in brackets that is a name, not a term
    "float", "sigkill", "nan", "cc by-nc-sa 4.0", "sha-256", "remi", "little-endian", "space",
    "set", "compute capability 7.5", "cfg", "gpl", "mit",
}


def pages():
    """(name, prose) of every notebook, with its workshop, and of every document but the glossary
    and those made from notebooks."""
    for lesson in lessons(): yield lesson.path.name, "\n".join(prose(lesson.cells))
    for path in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"):
        if path != GLOSSARY and not path.name.startswith("phase"):
            yield path.name, path.read_text(encoding="utf-8")


def known_terms():
    """The English words of the glossary's tables, in small letters."""
    rows = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), re.M)
    return {word.strip().lower() for row in rows for word in [row, *re.split(r"[,/()]", row)]}


def faults():
    """What breaks the glossary's promises, in words."""
    glossary, known = GLOSSARY.read_text(encoding="utf-8"), known_terms() | NO_TERMS
    for pattern, word in INSTEAD:
        if word not in glossary: yield f"용어집에 {word}이(가) 없습니다"
        for name, text in pages():
            text = re.sub(r"`[^`]*`|```.*?```", "", text, flags=re.S)
            for match in re.finditer(pattern, text):
                near = text[max(0, match.start() - 20):match.end() + 20].replace("\n", " ")
                yield f"{name}: …{near}… '{match[0]}' 대신 '{word}'"
    for lesson in lessons():
        text = re.sub(r"`[^`]*`", "", "\n".join(prose(lesson.lesson_cells)))
        for term in dict.fromkeys(TERM.findall(text)):
            if term.lower().strip() not in known: yield f"{lesson.name}: 용어집에 없는 말 ({term})"


if __name__ == "__main__":
    print(*faults(), sep="\n")
