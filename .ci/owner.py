"""Give the project its owner: the account (and repository) in settings.ini, and with it every
badge, install line and link.

    python .ci/owner.py USER           # the repository keeps its name
    python .ci/owner.py USER REPO
    python .ci/owner.py --check        # exit 1 while the placeholder stands, as before a release
"""

import re
import subprocess
import sys

from lesson import ROOT, read_settings

PLACEHOLDER = "tatumflow"
ACCOUNT = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9])*")
WRITTEN = ["README.md", "docs", ".github"]  # texts that name the address


def rename(user, repo):
    """Write the owner into settings.ini and into the texts that name the old address."""
    settings = read_settings()
    old, new = f"github.com/{settings['user']}/{settings['repo']}", f"github.com/{user}/{repo}"
    path = ROOT / "settings.ini"
    text = path.read_text(encoding="utf-8")
    for name, value in (("user", user), ("repo", repo)):
        text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.M)
    path.write_text(text, encoding="utf-8")
    for place in WRITTEN:
        files = [ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*.[my]*")
        for file in files:
            if file.suffix not in (".md", ".yml"): continue
            before = file.read_text(encoding="utf-8")
            after = re.sub(re.escape(old) + r"(?![\w-])", new, before)
            if after != before: file.write_text(after, encoding="utf-8")


def main():
    words = sys.argv[1:]
    if words == ["--check"]:
        if read_settings()["user"] == PLACEHOLDER:
            sys.exit("settings.ini의 user가 아직 임시 이름(tatumflow)입니다. 배지와 설치 주소가 "
                     "남의 저장소를 가리킵니다. python .ci/owner.py 사용자이름을 실행하십시오.")
        return
    if not 1 <= len(words) <= 2 or not all(ACCOUNT.fullmatch(word) for word in words[:1]):
        sys.exit("GitHub 사용자 이름을 적으십시오: python .ci/owner.py 사용자이름 [저장소이름]")
    user, repo = words[0], (words[1:] or [read_settings()["repo"]])[0]
    rename(user, repo)
    subprocess.run([sys.executable, ROOT / ".ci" / "sync.py"], check=True)
    print(f"이제 모든 주소가 github.com/{user}/{repo}입니다. 커밋하고, "
          f"v{read_settings()['version']} 태그를 붙여 올리십시오.")


if __name__ == "__main__": main()
