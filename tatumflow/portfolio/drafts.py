# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .cards import card_texts, write_draft
from .export import reproducibility_sheet
from .facts import Facts
from .slides import read_results
from .video import own_takes

__all__ = ['BLOG', 'DRAFTS', 'LINKEDIN', 'README', 'draft_texts', 'write_portfolio']


README = '''# [여기에 적으십시오: 프로젝트 이름]

[여기에 적으십시오: 왜 시작했고 무엇을 만들었는지 두세 문장]

{config.layers}층, 파라미터 {parameters:,}개의 트랜스포머입니다. {data_text}. 훈련: {training}.

## 들어 보기

{takes}

## 결과

{scores}

[여기에 적으십시오: 이 결과에서 알 수 있는 것과 알 수 없는 것]

## 데이터와 라이선스

{data}

가중치의 라이선스: {license}

## 배운 것

[여기에 적으십시오: 뜻대로 되지 않은 것과 거기서 배운 것]

[TatumFlow]({home}) 강좌를 따라 만들었습니다. 다시 만드는 데 필요한 것은 `reproducibility.md`에 있습니다.
'''


LINKEDIN = '''[여기에 적으십시오: 왜 시작했는지 한 문장]

재즈 피아노를 치는 작은 언어 모델을 처음부터 훈련했습니다. {config.layers}층, 파라미터 {parameters:,}개입니다. {data_text}.

· 2초 마디마다 화음, 선율, 밀도, 셈여림을 적는 틀이 있습니다. 적어 준 칸은 지키고, 비운 칸은 가린 채로 칩니다.
· {claim}
· 가중치, 토크나이저, 모델 카드를 Hugging Face 형식으로 내보냈습니다.

[여기에 적으십시오: 가장 어려웠던 것과 어떻게 풀었는지]

영상: [여기에 적으십시오: YouTube 주소]   코드: [여기에 적으십시오: 저장소 주소]

#재즈 #음악생성 #트랜스포머 #PyTorch
'''


BLOG = '''# [여기에 적으십시오: 제목]

[여기에 적으십시오: 첫 문단. 독자가 왜 이 글을 읽어야 하는지]

## 무엇으로 가르쳤는가

{data}

[여기에 적으십시오: 데이터를 어떻게 모았고, 무엇을 뺐는지]

## 생각: 리드 시트 틀

피아노 독주에는 믿을 만한 박자가 없으므로 시간을 2초짜리 마디로 나눕니다. 마디마다 맨 앞에 고정된 크기의 틀이 있습니다. 화음 4칸, 선율 8칸, 밀도
1칸, 셈여림 1칸입니다. 훈련할 때 칸을 무작위로 가리므로, 모델은 틀을 스스로 채우는 법과 남이 채운 틀을 따르는 법을 함께 배웁니다.

## 훈련

{config.layers}층, 폭 {config.hidden}, 파라미터 {parameters:,}개. {training}.

[여기에 적으십시오: 손실 곡선 그림과 그 설명, 쓴 컴퓨터와 걸린 시간]

## 결과

{scores}

{verdict}

[여기에 적으십시오: 직접 들어 본 느낌. 수와 귀가 서로 다르게 말한 곳]

## 들어 보기

{takes}

## 실패한 것
[여기에 적으십시오: 적어도 세 가지. 무엇을 기대했고, 무엇이 일어났고, 무엇을 배웠는지]

## 다음
[여기에 적으십시오: 시간이 두 배라면 할 일]
'''


DRAFTS = {"README_draft.md": README, "blog_draft.md": BLOG, "linkedin_draft.txt": LINKEDIN}


def draft_texts(facts: Facts) -> dict:
    """What the templates `DRAFTS` may say: `card_texts`, `own_takes`, and the verdict if this checkpoint has been measured."""
    ws = workspace()
    takes = [f"- `{ws.show((ws.generation / name).with_suffix('.mp3'))}`: {take['mode']}, {take['style']}, {round(take['seconds'], 1):g}초"
             for name, take in own_takes(facts).items()]
    token = facts.scores.get("loss_token", {})
    claim = "점수는 아직 재지 않았습니다."
    if facts.scores: claim = "소음, 복사, 마르코프 사슬 같은 기준선과 진짜 연주를 한 표에 놓고 쟀습니다."
    if {"model", "markov"} <= token.keys():
        claim += f" 처음 보는 곡의 손실은 토큰마다 {token['model']['value']:.2f}내트, 토큰 셋을 기억하는 마르코프 사슬은 {token['markov']['value']:.2f}내트입니다."
    verdict = "\n".join(f"- {entry['text']}" for entry in read_results(facts)["verdict"]) if facts.scores else ""
    return dict(**card_texts(facts), data_text=facts.data_text, takes="\n".join(takes) or "이 모델이 만든 연주가 아직 없습니다. 05_generation.ipynb가 만듭니다.",
                claim=claim, verdict=verdict)


def write_portfolio(facts: Facts, out: Path | None = None) -> list[Path]:
    """Write `reproducibility.md` and the `DRAFTS` into `out` (default: outputs/portfolio), but for drafts that were edited (see `write_draft`);
    returns their paths."""
    out, texts = Path(out or workspace().outputs / "portfolio"), draft_texts(facts)
    return [write_atomic(out / "reproducibility.md", reproducibility_sheet(facts)),
            *(write_draft(out / name, template.format(**texts), facts.weights) for name, template in DRAFTS.items())]
