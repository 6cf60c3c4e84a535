# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from .config import ModelConfig
from .diagram import draw_model


def test_the_picture_tells_the_shape():
    words = [text.get_text() for text in draw_model(ModelConfig(99, 128, 3, 4)).texts]
    for told in ("임베딩 (T, 128)", "층 3", "로짓 (T, 99)", "어텐션: 헤드 4개 × 32",
                 "SwiGLU (폭 352)"):
        assert told in words
