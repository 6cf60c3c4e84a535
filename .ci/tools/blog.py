"""Fill in the measured part of docs/BLOG_POST.md from a finished run: what stands between its two
marks is written by this alone.

    python .ci/tools/blog.py --workspace DIR
"""

import argparse
import json
from pathlib import Path

from tatumflow.evaluation import METRICS, ranged, table

POST = Path(__file__).resolve().parents[2] / "docs" / "BLOG_POST.md"
BEGIN, END = "<!-- results/metrics.json -->", "<!-- /results/metrics.json -->"
COLUMNS = ("loss_note", "kl_pooled", "pctm_clip", "pulse", "harmony", "style", "form", "shared")


def measured(results):
    """The table and whether frames are used, in Korean."""
    lines = [f"훈련에 쓰지 않은 {len(results['held_out']['pieces'])}곡에서 조각 "
             f"{results['passages']}개를 뽑아, {results['context']:.0f}초를 들려주고 "
             f"{results['seconds']:.0f}초를 잇게 한 결과입니다. 괄호 안은 곡째로 다시 뽑은 "
             "부트스트랩 95% 구간이고, 표와 아래 문장의 수는 모두 "
             "`results/metrics.json`에서 옮겨집니다."]
    return "\n".join([*lines, "", *scores(results), "", *frame_use(results)])


def scores(results):
    rows, best = results["rows"], results["best"]["name"]
    names = [name for name in rows if rows[name]["kind"] != "model" or name == best]
    columns = [name for name in COLUMNS if name in METRICS]
    head = ["연주", *(METRICS[name].label for name in columns)]
    cells = [[rows[name]["label"], *(ranged(rows[name]["scores"].get(column))
                                     for column in columns)] for name in names]
    return table(head, cells)


def frame_use(results):
    best = results["rows"][results["best"]["name"]]
    for slot, name in (("Chord", "화음"), ("Melody", "선율")):
        right, wrong, hidden = (ranged(best["frame_use"][slot][kind], 3)
                                for kind in ("right", "wrong", "hidden"))
        yield (f"- 옳은 {name}을 보여 주면 음높이 토큰의 손실은 {right}내트, "
               f"틀린 {name}을 보여 주면 {wrong}내트, 가리면 {hidden}내트입니다.")
    asked = best["adherence"]
    yield (f"- 시킨 화음의 화음음에 실린 소리의 몫은 {ranged(asked['given']['tones'])}, "
           f"화음을 모르고 칠 때 {ranged(asked['hidden']['tones'])}, "
           "진짜 연주와 그 분석 사이에서는 "
           f"{ranged(results['adherence']['tones'])}입니다.")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True,
                        help="folder with results/metrics.json")
    file = parser.parse_args().workspace / "results/metrics.json"
    results = json.loads(file.read_text(encoding="utf-8"))
    before, rest = POST.read_text(encoding="utf-8").split(BEGIN)
    text = f"{before}{BEGIN}\n{measured(results)}\n{END}{rest.split(END)[1]}"
    POST.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
