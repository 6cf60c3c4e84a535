"""The report of an evaluation, in Korean."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from .cautions import caution_lines
from .model_tables import chord_section, frame_section, slices_section, style_section
from .results import Results
from .score_tables import (
    calibrated_section, goals_section, originality_section, score_section, spread_section,
)
from .summary import summary_section, summary_verdict
from .tables import folded

__all__ = ['comparison']


def comparison(results: Results) -> str:
    """The report (Markdown): the one table and its verdict, the decision, the roadmap's goals and
    what to be careful of; the other tables are folded."""
    verdicts = ["## 문턱마다", "", *(f"- {verdict.text}" for verdict in results.verdict), ""]
    tables = [fold for lines in (*_loss_tables(results), *_music_tables(results), verdicts)
              for fold in folded(lines)]
    return "\n".join([
        "# 체크포인트 비교", "", _opening(results), "", *summary_section(results),
        summary_verdict(results), "", _recommendation(results), "", *goals_section(results),
        "## 조심할 것", "", *(f"- {line}" for line in caution_lines(results)), "",
        "![점수와 구간](comparison.png)", "", "## 자세한 표", "", *tables])


def _loss_tables(results: Results) -> list[list[str]]:
    """Sections of what language models have."""
    return [score_section("손실(내트)", results, "loss",
                          "작을수록 좋습니다. 앞의 셋은 빠르기 말고는 틀을 가리고 잰 손실입니다. "
                          "소음의 줄은 아무것도 모르는 모델, 섞은 연주의 줄은 앞 토큰의 종류만 "
                          "아는 사슬입니다."),
            slices_section(results), frame_section(results), chord_section(results),
            style_section(results)]


def _music_tables(results: Results) -> list[list[str]]:
    """Sections of what all rows have."""
    return [score_section("박과 형식", results, "time",
                          "박의 뚜렷함(표준편차), 박 위의 음(우연의 몇 배), 형식은 클수록 "
                          "좋습니다. 한결같은 빠르기는 진짜와 비슷해야 합니다."),
            score_section("짧고 긴 되풀이(메아리)", results, "structure",
                          "긴 연주의 두, 네, 여덟 마디(빠르기 130에서 3.7, 7.4, 14.8초)가 가장 "
                          "닮은 곳과 아무 데보다 얼마나 더 닮았는지입니다. 동기는 윗선의 다섯 음이 "
                          "앞에서 나온 몫입니다. 모두 진짜와 비슷해야 합니다. 동기의 바닥은 "
                          "소음입니다."),
            originality_section(results),
            score_section("음이름", results, "pitch",
                          "KL(내트)은 작을수록, PCTM(코사인)과 앞부분을 이음(내트)은 클수록 "
                          "좋습니다. 앞부분과 견준 값이고, ‘원곡과’는 진짜 연주자가 그 자리에서 친 "
                          "것과 견준 값입니다."),
            score_section("흐름과 스타일", results, "flow",
                          "화성, 일관된 길이, P(스타일), 겹친 넓이는 클수록, 빈 시간은 작을수록 "
                          "좋습니다. 되풀이와 겹친 음은 진짜와 비슷해야 합니다. 훈련 곡과 겹친 "
                          "음이 뚜렷이 길면 외운 것이고, 앞부분과 겹친 음이 길면 되풀이한 "
                          "것입니다."),
            spread_section(results), calibrated_section(results)]


def _opening(results: Results) -> str:
    source = results.held_out
    of_style = f" {results.style}의" if results.style else ""
    text = (f"진짜 연주 {len(source.pieces)}곡({source.source}) 가운데 {results.pieces}곡에서 뽑은"
            f"{of_style} 조각 {results.passages}개. 앞부분 {results.context:.0f}초를 듣고 "
            f"{results.seconds:.0f}초를 이었습니다(모델은 가이던스 {results.guidance}). "
            "작은 글씨와 괄호 안은 곡째로 다시 뽑은 부트스트랩 95% 구간입니다.")
    return text + f" 손실은 분할마다 고르게 고른 창 {results.windows}개쯤에서 쟀습니다."


def _recommendation(results: Results) -> str:
    best = results.best
    return f"**가장 나은 체크포인트**: {results.rows[best.name].label}. {best.reason}"
