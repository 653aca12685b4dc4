"""veraPDF, the outside judge: found where Maven puts it, or at $VERAPDF_JAR. Without it or Java a test skips itself."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "1.28.2"
SKIPPED = 77
PROFILES = {"pdf/ua-1": "ua1", "pdf/a-2a": "2a"}  # of PDF/X nothing free decides


def find_jar():
    named = os.environ.get("VERAPDF_JAR")
    jar = Path(named) if named else (Path.home() / ".m2/repository/org/verapdf/apps/greenfield-apps" / VERSION /
                                     f"greenfield-apps-{VERSION}.jar")
    if not shutil.which("java"):
        return None, "there is no Java"
    return (jar, "") if jar.is_file() else (None, f"there is no veraPDF at {jar}")


def require_jar():
    jar, reason = find_jar()
    if not jar:
        print(f"skipped: {reason}. Get it with: mvn dependency:get "
              f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION} -Dtransitive=false")
        sys.exit(SKIPPED)
    return jar


def judge(jar, profile, files, verbose=False):
    """{file name: passed} for all files in one run; a file that cannot be read is not passed. And what was said."""
    command = ["java", "-cp", str(jar), "org.verapdf.apps.GreenfieldCliWrapper", "-f", profile, "--format", "text"]
    done = subprocess.run(command + (["-v"] if verbose else []) + [str(file) for file in files], capture_output=True,
                          text=True)
    verdicts = {Path(file).name: False for file in files}
    for verdict, path in re.findall(r"^(PASS|FAIL|ERROR) (.*\.pdf)\b", done.stdout, re.M):
        verdicts[Path(path).name] = verdict == "PASS"
    if not re.search(r"^(PASS|FAIL|ERROR) ", done.stdout, re.M):
        sys.exit(f"veraPDF judged nothing:\n{done.stdout}{done.stderr}")
    return verdicts, done.stdout
