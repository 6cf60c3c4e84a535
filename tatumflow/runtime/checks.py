"""The checks of the doctor's report."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import shutil
import sys
import tempfile
import warnings
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from .errors import first_line, TatumError
from .files import write_atomic
from .fonts import use_korean_font
from .installing import can_install, install_with_apt
from .platforms import Device, forward_pass, pick_device, where
from .sound import render, write_mp3, write_test_tone
from .soundfonts import find_engine, find_soundfont
from .workspaces import Workspace, workspace

__all__ = [
    'Check', 'check_device', 'check_disk', 'check_fluidsynth', 'check_python', 'check_sound',
    'doctor',
]


_LABELS = {"ok": "정상", "warn": "주의", "fail": "실패"}


@dataclass(frozen=True)
class Check:
    """One line of the report: `status` "ok", "warn" or "fail", and what to do unless it is ok."""
    name: str
    status: str
    message: str
    fix: str = ""

    def __str__(self):
        line = f"[{_LABELS[self.status]}] {self.name}: {self.message}"
        return line + (f"\n       고치는 법: {self.fix}" if self.fix else "")


def check_python(version: tuple[int, int]) -> Check:
    """Whether the course has been tried with this version of Python: 3.10 to 3.13."""
    text = f"{version[0]}.{version[1]}"
    if version < (3, 10):
        return Check("파이썬", "fail", f"{text}, 너무 오래된 판입니다",
                     "파이썬 3.11을 설치하십시오.")
    if version > (3, 13):
        return Check("파이썬", "warn", f"{text}, 아직 시험하지 않은 판입니다",
                     "문제가 생기면 파이썬 3.13을 쓰십시오.")
    return Check("파이썬", "ok", text)


_GET_GPU = {
    "colab": "메뉴의 런타임 → 런타임 유형 변경에서 T4 GPU를 고르십시오.",
    "kaggle": "오른쪽 설정의 Accelerator에서 GPU T4 x2를 고르십시오(P100은 안 됩니다).",
    "local": "빠른 코스는 그대로 하시고, 정식 코스는 Colab이나 Kaggle의 GPU T4에서 하십시오.",
}


_TPU_MARKS = {"COLAB_TPU_ADDR", "TPU_ACCELERATOR_TYPE", "TPU_NAME"}  # of Colab and Kaggle


def check_device(device: Device) -> Check:
    """Which device computes. No GPU is a warning: the quick lane runs on the CPU."""
    if device.kind != "cpu": return Check("장치", "ok", f"{device.name}, {device.precision}")
    if device.note: return Check("장치", "warn", "CPU로 계산합니다", device.note)
    why = "이 강좌는 TPU를 쓰지 않으므로" if _TPU_MARKS & os.environ.keys() else "GPU가 없어"
    return Check("장치", "warn", f"{why} CPU로 계산합니다", _GET_GPU[where()])


def _check_forward(device: Device) -> Check:
    """Whether a transformer layer runs on the device."""
    try:
        milliseconds = forward_pass(device) * 1000
    except Exception as error:  # torch raises errors of many kinds
        return Check("순전파", "fail", first_line(error), "런타임을 다시 시작하십시오.")
    return Check("순전파", "ok", f"트랜스포머 층 하나에 {milliseconds:.1f}ms")


def _remedy(error):
    """What helps against an error of ours or a library that cannot be imported."""
    if not isinstance(error, ImportError): return str(error)
    what = f"`pip install {error.name}`" if error.name else "`pip install tatumflow`"
    return f"{what}을(를) 실행하십시오({first_line(error)})."


def _check_workspace(ws: Workspace) -> Check:
    """Whether a file can be written there."""
    try:
        write_atomic(ws.root / ".write_test", "test").unlink()
    except TatumError:
        return Check("작업 폴더", "fail", f"{ws.root}에 쓸 수 없습니다",
                     "환경 변수 TATUMFLOW_WORKSPACE에 쓸 수 있는 폴더를 적으십시오.")
    return Check("작업 폴더", "ok", "쓸 수 있습니다")


def check_disk(free: int) -> Check:
    """Whether `free` bytes are enough: 1 GB for the quick lane, 5 GB for the full one."""
    text = f"{free / 1e9:.1f}GB 남았습니다"
    if free < 1e9:
        return Check("디스크", "fail", text, "필요 없는 파일을 지워 적어도 1GB를 비우십시오.")
    if free < 5e9:
        return Check("디스크", "warn", text,
                     "빠른 코스에는 충분합니다. 정식 코스를 하려면 5GB를 비우십시오.")
    return Check("디스크", "ok", text)


def _check_font() -> Check:
    """Whether plots can show Korean."""
    try:
        use_korean_font()
    except (TatumError, ImportError) as error:
        return Check("한글 글꼴", "warn", "그래프의 한글이 네모로 나옵니다", _remedy(error))
    return Check("한글 글꼴", "ok", "NanumSquare")


_ASK_ADMIN = ("관리자에게 부탁하십시오: 우분투는 sudo apt-get install fluidsynth, "
              "macOS는 brew install fluid-synth.")
_LET_INSTALL = ("`doctor(install=True)` 또는 `tatumflow phase0_test_environment --install`을 "
                "실행하면 설치합니다.")


def check_fluidsynth(install: bool = False) -> Check:
    """Whether FluidSynth is there; `install` installs it where that is possible."""
    if shutil.which("fluidsynth"): return Check("FluidSynth", "ok", "설치되어 있습니다")
    fix = _LET_INSTALL if can_install() else _ASK_ADMIN
    if install and can_install():
        try:
            install_with_apt()
            return Check("FluidSynth", "ok", "방금 설치했습니다")
        except TatumError as error:
            fix = str(error)
    return Check("FluidSynth", "warn", "없습니다. 소리는 symusic이 냅니다", fix)


def _check_soundfonts() -> Check:
    """Which soundfont will be played."""
    try:
        return Check("사운드폰트", "ok", find_soundfont().name)
    except TatumError as error:
        return Check("사운드폰트", "fail", "소리를 낼 수 없습니다", str(error))


def check_sound() -> Check:
    """Render a test tone, encode it, and say which engine played."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            samples, rate = render(write_test_tone(Path(folder) / "tone.mid"))
            write_mp3(Path(folder) / "tone.mp3", samples, rate)
    except (TatumError, ImportError) as error:
        return Check("소리", "fail", "연주하지 못했습니다", _remedy(error))
    seconds = len(samples) / rate
    return Check("소리", "ok", f"{find_engine().name} 엔진이 {seconds:.1f}초를 연주했습니다")


_PLACEHOLDER = "github.com/tatumflow/tatumflow"


def _check_address() -> Check:
    """Whether the project has an owner's address, which badges and installs name."""
    try:
        home = metadata.metadata("tatumflow")["Home-page"] or ""
    except metadata.PackageNotFoundError:
        home = _PLACEHOLDER
    if not home.endswith(_PLACEHOLDER): return Check("저장소 주소", "ok", home)
    return Check("저장소 주소", "warn", "주인이 정해지지 않은 임시 주소입니다",
                 "저장소를 공개하는 사람은 `python .ci/owner.py 사용자이름`을 실행하십시오. "
                 "배우기만 한다면 그대로 두십시오.")


def doctor(install: bool = False) -> list[Check]:
    """Check everything that the course needs. `install` lets it install FluidSynth where it may
    (root on Debian, Colab, Kaggle)."""
    ws = workspace()
    existing = next(folder for folder in (ws.root, *ws.root.parents) if folder.exists())
    return [check_python(sys.version_info[:2]), *_check_torch(),
            _check_workspace(ws), check_disk(shutil.disk_usage(existing).free), _check_font(),
            check_fluidsynth(install), _check_soundfonts(), check_sound(), _check_address()]


def _check_torch():
    """The checks of the device, or one that says that torch cannot be imported."""
    try:
        import_module("torch")
    except Exception as error:  # missing, or installed in part: OSError for a library of its own
        return [Check("PyTorch", "fail", f"불러올 수 없습니다({first_line(error)})",
                      "`pip install torch`를 실행하십시오.")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the remark stands in the report
        device = pick_device()
    return [check_device(device), _check_forward(device)]
