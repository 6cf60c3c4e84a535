"""The names of styles, and which of them the workspace's training pieces hold."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..data.token_files import read_listing
from ..data.vocabulary import STYLES
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .suggestions import bare_letters, suggest

__all__ = [
    'KOREAN_STYLES', 'check_style', 'heard_styles', 'learnt_styles', 'read_blend', 'write_blend',
]


_KOREAN = """압둘라 이브라힘, 아마드 자말, 앨런 브로드벤트, 아트 테이텀, 배리 해리스, 비지 아데어,
빌 컨리프, 빌 에번스, 브래드 멜다우, 시더 월턴, 찰리 파커, 칙 코리아, 데이브 매케나, 데니 자이틀린,
딕 하이먼, 듀크 조던, 얼 하인스, 엘리스 마살리스, 에롤 가너, 프레드 허시, 조지 케이블스,
조지 시어링, 곤살로 루발카바, 행크 존스, 허비 행콕, 호러스 팔런, 재키 바이어드, 제시카 윌리엄스,
조앤 브래킨, 키스 재럿, 케니 배런, 레니 트리스타노, 마커스 로버츠, 메리 루 윌리엄스, 매코이 타이너,
미셸 페트루치아니, 몬티 알렉산더, 오스카 피터슨, 랜디 웨스턴, 레이 브라이언트, 레드 갈런드,
롤런드 해나, 스탠리 카월, 스트라이드 연습곡, 비밥 연습곡, 테디 윌슨, 테테 몬톨리우, 셀로니어스 멍크,
토미 플래너건, 그 밖"""
_OTHER_KOREAN = {  # as they are often spelt besides
    "아트 테이텀": "아트 테이툼, 아트 타툼, 아트 테이텀즈, 테이텀, 타툼",
    "빌 에번스": "빌 에반스, 에반스, 에번스", "찰리 파커": "찰리 파카, 파커, 버드",
    "오스카 피터슨": "오스카 피터선, 피터슨", "키스 재럿": "키스 자렛, 키스 자렛트, 자렛, 재럿",
    "칙 코리아": "칙 코리어, 칙코리아", "허비 행콕": "허비 핸콕, 행콕, 핸콕",
    "셀로니어스 멍크": "델로니어스 몽크, 셀로니어스 몽크, 텔로니어스 몽크, 몽크, 멍크",
    "매코이 타이너": "맥코이 타이너, 타이너", "레드 갈런드": "레드 갈란드, 레드 가랜드",
    "브래드 멜다우": "브래드 멜도, 브래드 멜다우, 멜다우", "에롤 가너": "에럴 가너, 에롤 가드너",
    "미셸 페트루치아니": "미셀 페트루치아니, 페트루치아니", "토미 플래너건": "토미 플라나간",
    "케니 배런": "케니 바론, 케니 배론", "배리 해리스": "베리 해리스", "시더 월턴": "시다 월튼",
    "아마드 자말": "아흐마드 자말", "레니 트리스타노": "레니 트리스따노", "그 밖": "기타, 그밖",
    "스트라이드 연습곡": "스트라이드, 스트라이드 에튀드", "비밥 연습곡": "비밥, 비밥 에튀드",
}


KOREAN_STYLES = [name.strip() for name in _KOREAN.replace("\n", " ").split(",")]
_BY_NAME = {bare_letters(name): style for names in (STYLES, KOREAN_STYLES)
            for name, style in zip(names, STYLES)}
for _name, _others in _OTHER_KOREAN.items():
    _BY_NAME |= {bare_letters(other): _BY_NAME[bare_letters(_name)] for other in _others.split(",")}


def check_style(name: str) -> str:
    """`name` as `STYLES` spells it (case and spaces do not matter; Korean names do as well). Raises
    `TatumError` with close matches for an unknown one."""
    style = _BY_NAME.get(bare_letters(name))
    if style: return style
    raise TatumError(f"'{name}' 스타일은 없습니다. {suggest(name, [*STYLES, *KOREAN_STYLES])}"
                     "전체 목록은 tatumflow.data.STYLES에 있습니다.")


_MOST_BLENDED = 4  # styles: each costs one more reading of every token


def read_blend(text: str) -> tuple[tuple[str, float], ...]:
    """"Art Tatum:0.7, Bill Evans:0.3" -> (("Art Tatum", 0.7), ("Bill Evans", 0.3)): styles and
    their shares, which are made to add to 1 and are equal where none is written; one style has the
    share 1. Raises `TatumError` for styles that are not there and shares that cannot be."""
    parts = [re.fullmatch(r"(.*?)(?:[:=]\s*([0-9.]+)\s*(?:%|퍼센트)?)?", part.strip())
             for part in re.split(r"[,+;]", text.strip(" ,;"))]
    names = [check_style(part[1]) for part in parts]
    written = [part[2] for part in parts]
    try:
        shares = np.array([float(share or 1) for share in written])
    except ValueError:
        shares = np.zeros(1)
    mixed = None in written and any(written)
    if len(set(names)) != len(names) or len(names) > _MOST_BLENDED or shares.min() <= 0 or mixed:
        raise TatumError(f"스타일 '{text[:60]}'을(를) 섞을 수 없습니다. 서로 다른 스타일을 "
                         f"{_MOST_BLENDED}개까지 'Art Tatum:0.7, Bill Evans:0.3'처럼 적으십시오.")
    return tuple(zip(names, (shares / shares.sum()).tolist()))


def write_blend(blend: Sequence[tuple[str, float]]) -> str:
    """A blend as `read_blend` reads it; one style alone by its name."""
    if len(blend) == 1: return blend[0][0]
    return ", ".join(f"{style}:{share:.2g}" for style, share in blend)


def learnt_styles(data: dict) -> tuple[str, ...]:
    """The named styles in what is known of a model's training `data` (see `SavedModel`): Art Tatum,
    where he was learnt, then those of most pieces."""
    counts = data.get("style") or {}
    named = [style for style in counts if style in STYLES and style != "Other"]
    return tuple(sorted(named, key=lambda style: (style != "Art Tatum", -counts[style])))


def heard_styles(tokens: Path | None = None) -> list[str]:
    """The styles of the training pieces in the folder `tokens`, the most frequent first; empty
    without training pieces."""
    path = Path(tokens or workspace().tokens) / "train.json"
    pieces = read_listing(path.parent) if path.is_file() else []
    styles = [piece["style"] for piece in pieces if piece.get("style")]
    return [style for style, _ in Counter(styles).most_common()]
