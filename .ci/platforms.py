"""What a learner meets on Colab and Kaggle when things are refused or missing: Drive, secrets, a
working GPU, the internet, the earlier lessons.

    python .ci/platforms.py               # the trials
    python .ci/platforms.py alone         # each notebook alone, on both platforms, both models
    python .ci/platforms.py alone 03 05   # these notebooks
    python .ci/platforms.py order         # all in order, through Drive or Kaggle's outputs

Lessons run in kernels that look like those platforms, with fake `google.colab` and `kaggle_secrets`
packages in front of the real ones. Everything must end in a Korean instruction and nothing in a
traceback; a notebook that is opened alone, or after the others, must reach its end. The times are
the kernel's CPU seconds and those of the clock.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from lesson import client, is_install, is_parameters, lessons, source, takes_over

PACKAGES = {  # google has no __init__: it is a namespace that protobuf, too, lives in
    "google/colab/__init__.py": "from . import drive, userdata\n",
    "google/colab/drive.py": "def mount(path): raise ValueError('mount failed')\n",
    "google/colab/userdata.py": """
class SecretNotFoundError(Exception): pass
def get(name): raise SecretNotFoundError(name)
""",
    "kaggle_secrets.py": """
class BackendError(Exception): pass
class UserSecretsClient:
    def get_secret(self, name): raise BackendError("No user secrets exist for " + name)
""",
    "bin/apt-get": "#!/bin/sh\necho 'E: Could not resolve archive.ubuntu.com' >&2\nexit 100\n",
}
ACCEPTED_DRIVE = """
from pathlib import Path
def mount(path): Path(path, "MyDrive").mkdir(parents=True, exist_ok=True)
"""
CLOUD = """
import tatumflow.runtime.drive, tatumflow.runtime.handover
tatumflow.runtime.drive._MOUNT = {drive!r}
tatumflow.runtime.handover._INPUTS = {inputs!r}
"""
CPU = "import os; print('CPU', round(sum(os.times()[:4])))"
PLATFORMS = {"colab": {"COLAB_RELEASE_TAG": "release-colab"},
             "kaggle": {"KAGGLE_KERNEL_RUN_TYPE": "Interactive",
                        "COLAB_RELEASE_TAG": "release-colab"}}
NO_INTERNET = """
import socket
_connect = socket.socket.connect
HERE = ("127.0.0.1", "::1", "localhost")
def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
        raise OSError(101, "Network is unreachable")
    return _connect(self, address)
socket.socket.connect = connect
_names = socket.getaddrinfo
def getaddrinfo(host, *rest, **named):
    if host not in HERE: raise socket.gaierror(-3, "Temporary failure in name resolution")
    return _names(host, *rest, **named)
socket.getaddrinfo = getaddrinfo
"""
P100 = """
import torch
# It says so, and fails at the first operation: CUDA_VISIBLE_DEVICES is empty.
torch.cuda.is_available = lambda: True
torch.cuda.get_device_name = lambda index=0: "Tesla P100-PCIE-16GB"
torch.cuda.get_device_capability = lambda index=0: (6, 0)
"""

NO_LIBRARY = """
import sys
from pathlib import Path
import tatumflow
_root = str(Path(tatumflow.__path__[0]).parent)
for name in [name for name in sys.modules if name.split(".")[0] == "tatumflow"]:
    del sys.modules[name]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder).lower()]
sys.path[:] = [place for place in sys.path if str(Path(place).resolve()) != _root]
sys.path_importer_cache.clear()
"""
CLONE = """
for folder in ("tatumflow/tatumflow/runtime", "tatumflow/notebooks"):
    Path(folder).mkdir(parents=True)
Path("tatumflow/tatumflow/__init__.py").touch()
import google.colab  # Colab's kernels have loaded it
import importlib.util
assert importlib.util.find_spec("tatumflow") is not None, "복제한 폴더가 보이지 않습니다."
"""
USE_LIBRARY = """
from tatumflow.runtime import where
print("설치한 라이브러리를 씁니다:", where())
"""
TINY_DATA = """
from tatumflow.data import make_etude, prepare, write_midi
from tatumflow.runtime import workspace
for n in range(4):
    write_midi(make_etude("bebop", seed=n).notes, workspace().midi / f"{n}.mid")
prepare()
"""
TRAIN = """
from tatumflow.__main__ import main
words = ["phase3_train_production", "--config", "config_mini.yaml", "--max-steps", "1", "--silent",
         "--resume", "never"]
assert main(words) == 0, "훈련이 끝나지 않았습니다."
"""
EXPORT = """
from tatumflow.__main__ import main
from tatumflow.runtime import workspace
push = ["phase6_export_huggingface", "--push", "someone/jazz"]
# The études' files are of unknown origin: the card asks for it.
assert main(push) == 1, "확인하지 않은 카드를 올린 것으로 여겼습니다."
card = workspace().hub / "README.md"
text = card.read_text(encoding="utf-8").replace("[확인하십시오", "[확인했습니다")
card.write_text(text, encoding="utf-8")
assert main(push) == 1, "올린 것으로 여겼습니다."
"""


@dataclass
class Trial:
    "Cells run on a platform, and what the learner must read there."
    name: str
    platform: str
    cells: list[str]
    words: list[str]
    token: str = ""
    must_end: bool = False  # no cell may fail, not even with a Korean sentence
    unsaid: str = ""  # what the learner must not read
    cloud: str = ""  # a folder with what earlier lessons handed over; Drive is refused without it


def lesson_cells(number, choose=lambda cell: True, **parameters):
    """The chosen code cells of a lesson after its install cell, with these parameters."""
    cells = [cell for cell in lessons()[number].cells
             if cell["cell_type"] == "code" and not is_install(cell)]
    texts = [source(cell) for cell in cells if is_parameters(cell) or choose(cell)]
    for name, value in parameters.items():
        texts = [re.sub(rf"^{name} = \S+", f"{name} = {value!r}", text, flags=re.M)
                 for text in texts]
    return texts


def install_cell(pip):
    """The install cell with other code in the place of its pip line, which would wait for an
    internet that is not there."""
    text, = (source(cell) for cell in lessons()[0].cells if is_install(cell))
    return re.sub(r"^(\s*)%pip.*$", rf"\1{pip}", text, flags=re.M)


def begins(cell):
    return takes_over(source(cell))


def collects(cell):
    """Whether a cell of lesson 1 imports what the lesson uses, or collects real performances."""
    text = source(cell)
    return "from tatumflow.data import" in text or 'collect("pijama", artist=' in text


def models(number):
    """The models that a notebook's form offers; [None] where it offers none."""
    form, = (source(cell) for cell in lessons()[number].cells if is_parameters(cell))
    return ["mine", "pretrained"] if "which_model =" in form else [None]


def opened(number, platform, model, **named):
    """The trial of a whole notebook."""
    parameters = {"which_model": model} if model else {}
    if named and not number: parameters["use_drive"] = platform == "colab"
    name = " ".join(filter(None, [lessons()[number].name, platform, model]))
    name = f"{name}, {'차례로' if named else '혼자'}"
    return Trial(name, platform, lesson_cells(number, **parameters), [], must_end=True, **named)


def alone(numbers=range(7), everywhere=False):
    """Each notebook opened by its badge on an empty machine, Drive refused, the internet as it is,
    with each of the models it offers. On one platform each, or `everywhere`."""
    for number in numbers:
        for model in models(number):
            hosts = [*PLATFORMS]
            if not everywhere: hosts = [hosts[(number + (model == "pretrained")) % 2]]
            yield from (opened(number, platform, model) for platform in hosts)


def in_order(platform, cloud):
    """The notebooks one after the other, each on a machine of its own, with what the one before
    handed over; then those that offer it again with the packaged model."""
    first = [(number, models(number)[0]) for number in range(7)]
    again = [(number, "pretrained") for number, model in first if model]
    for number, model in first + again:
        unsaid = "이어받은 파일: 0개" if number > 1 else ""
        yield opened(number, platform, model, cloud=cloud, unsaid=unsaid)


def trials():
    needs_midi = ("from tatumflow.runtime import workspace\n"
                  "workspace().need(workspace().midi, '01_data.ipynb')")
    return [
        Trial("00, Colab: Drive 거절", "colab",
              lesson_cells(0, use_drive=True), ["Google Drive에 연결하지 못했습니다"]),
        Trial("00, Kaggle: P100, 인터넷 없음", "kaggle", [NO_INTERNET, P100, *lesson_cells(0)],
              ["GPU T4 x2를 고르십시오", "FluidSynth를 설치하지 못했습니다"]),
        Trial("02, Colab: Drive 거절, 앞 수업의 파일 없음", "colab",
              [*lesson_cells(2, begins), needs_midi],
              ["Google Drive에 연결하지 못했습니다", "내장 연습곡 60곡을 모으고"], must_end=True),
        Trial("설치 셀, Kaggle: 인터넷 없음", "kaggle", [NO_LIBRARY, install_cell("pass")],
              ["인터넷(Internet)을 켜고"]),
        Trial("설치 셀, Colab: 저장소를 복제한 폴더", "colab",
              [NO_LIBRARY, CLONE, install_cell("sys.path.append(_root)"), USE_LIBRARY],
              ["설치한 라이브러리를 씁니다: colab"], must_end=True),
        Trial("01, Kaggle: 인터넷 없음", "kaggle",
              [NO_INTERNET, *lesson_cells(1, collects, lane="full")],
              ["내려받지 못했습니다", "--path"]),
        Trial("03과 06, Kaggle: P100, 인터넷 없음", "kaggle",
              [NO_INTERNET, P100, TINY_DATA, TRAIN, EXPORT],
              ["GPU T4 x2를 고르십시오", "HF_TOKEN을(를) 꺼내지 못했습니다",
               "인터넷 연결을 확인하고"], token="hf_a_token"),
        Trial("03과 06, Colab: Drive 없음, 비밀 없음", "colab", [TINY_DATA, TRAIN, EXPORT],
              ["Google Drive가 연결되어 있지 않아", "HF_TOKEN을(를) 꺼내지 못했습니다",
               "HF_TOKEN이 없습니다"]),
    ]


def prepare(trial, folder):
    """Write what stands in front of the real packages, and the cells before the lesson's own."""
    files = {**PACKAGES, **({"google/colab/drive.py": ACCEPTED_DRIVE} if trial.cloud else {})}
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if path.parent.name == "bin": path.chmod(0o755)
    if not trial.cloud: return []
    return [CLOUD.format(drive=f"{trial.cloud}/drive", inputs=f"{trial.cloud}/input")]


def save_version(trial, work):
    """Kaggle's outputs of a notebook, attached to the next one."""
    if not trial.cloud or trial.platform != "kaggle": return
    inputs = Path(trial.cloud, "input")
    shutil.rmtree(inputs, ignore_errors=True)
    shutil.copytree(work, inputs / "notebook")


def attempt(trial):
    """What is wrong with a trial: Korean sentences; and its CPU seconds. Its kernel has one thread:
    two kernels on two cores that both use two wait for each other, and cells of seconds take
    minutes."""
    with tempfile.TemporaryDirectory() as folder:
        texts = [*prepare(trial, folder), *trial.cells, CPU]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(t) for t in texts])
        packages = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))
        # There is no FluidSynth in these folders.
        programs = os.pathsep.join([f"{folder}/bin", str(Path(sys.executable).parent)])
        there = {**PLATFORMS[trial.platform], "PYTHONPATH": packages, "PATH": programs,
                 "CUDA_VISIBLE_DEVICES": "", "TATUMFLOW_WORKSPACE": f"{folder}/work",
                 "HF_TOKEN": trial.token, "OMP_NUM_THREADS": "1"}
        try: client(notebook, folder, allow_errors=True).execute(env={**os.environ, **there})
        except (CellTimeoutError, DeadKernelError) as error:
            return [f"끝나지 않았습니다. {error}"], 0
        save_version(trial, f"{folder}/work")
    *cells, cpu = notebook.cells
    outputs = [output for cell in cells for output in cell.outputs]
    return list(problems(trial, outputs)), int(cpu.outputs[0].text.split()[-1])


def problems(trial, outputs):
    errors = ["\n".join(output.traceback) for output in outputs if output.output_type == "error"]
    if trial.must_end and errors:  # what comes after the first one follows from it
        yield f"끝까지 가지 못했습니다.\n{errors[0]}"
        return
    streams = [output.text for output in outputs if output.output_type == "stream"]
    said = "\n".join(streams + errors)
    for error in errors:
        if not re.search("[가-힣]{2}", error): yield f"오류가 한국어가 아닙니다.\n{error}"
    found = re.search(r"Traceback \(most recent call last\).*", said, re.S)
    if found: yield f"traceback이 보입니다.\n{found[0][-1500:]}"
    for words in trial.words:
        if words not in said: yield f"'{words}'라고 말하지 않았습니다.\n{said[-1500:]}"
    if trial.unsaid and trial.unsaid in said: yield f"'{trial.unsaid}'라고 말했습니다."


def timed(trial):
    """What is wrong with a trial, its CPU seconds, and those of the clock."""
    start = time.monotonic()
    wrong, cpu = attempt(trial)
    return wrong, cpu, time.monotonic() - start


def results(chosen):
    """Every chosen trial with the list of what is wrong with it, and its seconds."""
    with ThreadPoolExecutor(2) as pool:
        for trial, result in zip(chosen, pool.map(timed, chosen)): yield trial, *result


def results_in_order():
    """Likewise, of the notebooks in order: the platforms one after the other."""
    for platform in PLATFORMS:
        with tempfile.TemporaryDirectory() as cloud:
            for trial in in_order(platform, cloud): yield trial, *timed(trial)


def main():
    what, *words = sys.argv[1:] or [""]
    if what not in ("", "alone", "order"):
        sys.exit(f"모르는 말입니다: {what}. 있는 것: alone, order")
    numbers = list(map(int, words)) or range(len(lessons()))
    chosen = [*alone(numbers, everywhere=True)] if what else trials()
    failures = 0
    for trial, wrong, cpu, seconds in results_in_order() if what == "order" else results(chosen):
        failures += bool(wrong)
        print(f"CPU {cpu:3d}초, 시계 {seconds:4.0f}초 {trial.name}: {'; '.join(wrong) or '됩니다'}",
              flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
