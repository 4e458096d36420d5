"""Write src/domain/hours/data/zone-changes.json: npm run zone-changes.

Lists the zones whose UTC offset, from 2025 on, is not the same in every release of the tz database since OLDEST. Run it when a new
release is out; the package index serves the releases as the package tzdata.
"""

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

# Node 20.19, the oldest that the package supports, has 2025a; a Node that uses the system's ICU may have older data.
OLDEST = "2023.4"
START = datetime(2025, 1, 1, tzinfo=timezone.utc)
END = datetime(2038, 1, 1, tzinfo=timezone.utc)
TARGET = Path(__file__).parent.parent / "src/domain/hours/data/zone-changes.json"


def main():
    with tempfile.TemporaryDirectory() as folder:
        releases = [unpack(version, Path(folder)) for version in versions()]
        newest, older = releases[-1], releases[:-1]
        changes = {}
        for name in (newest / "zones").read_text().split():
            since = first_as_now(name, newest, older)
            if since is not None:
                key = (since, tuple(offsets(newest, name)))
                changes.setdefault(key, []).append(name)
        table = {
            "source": "IANA tz database, releases %s to %s" % (iana_version(releases[0]), iana_version(newest)),
            "release": iana_version(newest),
            "writtenOn": datetime.now(timezone.utc).date().isoformat(),
            "until": instant(END),
            "changes": [
                {"zones": " ".join(sorted(names)), "since": since, "offsets": [list(entry) for entry in entries]}
                for (since, entries), names in sorted(changes.items(), key=lambda change: (change[0][0], change[1]))
            ],
        }
    TARGET.write_text(json.dumps(table, indent=2) + "\n")
    print(TARGET)


def versions():
    index = pip("index", "versions", "tzdata")
    found = re.search(r"Available versions: (.*)", index).group(1).split(", ")
    final = [version for version in found if re.fullmatch(r"\d+\.\d+", version)]
    number = lambda version: tuple(int(part) for part in version.split("."))
    return sorted((version for version in final if number(version) >= number(OLDEST)), key=number)


def unpack(version, folder):
    pip("download", "--quiet", "--no-deps", "--dest", str(folder), "tzdata==" + version)
    with zipfile.ZipFile(next(folder.glob("tzdata-%s-*.whl" % version))) as wheel:
        wheel.extractall(folder / version)
    return folder / version / "tzdata"


def pip(*arguments):
    command = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def iana_version(release):
    return re.search(r'IANA_VERSION = "(\w+)"', (release / "__init__.py").read_text()).group(1)


def first_as_now(name, newest, older):
    """The first release from which on the zone's offsets are those of the newest; None if they always were."""
    now, since = None, newest
    for release in reversed(older):
        path = release / "zoneinfo" / name
        if not path.exists():
            return iana_version(since)
        if path.read_bytes() != (newest / "zoneinfo" / name).read_bytes():
            now = now or offsets(newest, name)
            if offsets(release, name) != now:
                return iana_version(since)
        since = release
    return None


def offsets(release, name):
    """[instant, minutes of local time ahead of UTC], one entry for START and one per change of the offset."""
    with (release / "zoneinfo" / name).open("rb") as file:
        zone = ZoneInfo.from_file(file)
    offset = lambda at: int(at.astimezone(zone).utcoffset() / timedelta(minutes=1))
    found = [(instant(START), offset(START))]
    day = START
    while day < END:
        following = day + timedelta(days=1)
        if offset(following) != offset(day):
            before, after = day, following
            while after - before > timedelta(minutes=1):
                middle = before + (after - before) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                before, after = (before, middle) if offset(middle) != offset(day) else (middle, after)
            found.append((instant(after), offset(after)))
        day = following
    return found


def instant(at):
    return at.strftime("%Y-%m-%dT%H:%MZ")


main()
