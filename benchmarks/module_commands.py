"""Commands of FigshareTools as a user enters them: cmdlets in a shell."""

import re
import shlex
import shutil
import statistics
import subprocess

import measure
import tools
from comparison import Command


class Shell:
    """pwsh if it is installed, otherwise FigshareTools.Host."""

    def __init__(self):
        module = tools.REPOSITORY / "out/FigshareTools" / tools.module_version() / "FigshareTools.psd1"
        if shutil.which("pwsh"):
            self.name = "pwsh"
            self._begin = "pwsh -NoProfile -NonInteractive -Command"
            self._import = f"Import-Module {_quoted(module)}; "
        else:
            self.name = "FigshareTools.Host"
            host = tools.REPOSITORY / "src/FigshareTools.Host/bin/Release/net10.0/FigshareTools.Host"
            self._begin = f"{shlex.quote(str(host))} -ModulePath {shlex.quote(str(module))} -Command"
            self._import = ""

    def script(self, text):
        return f"{self._begin} {shlex.quote(self._import + text)}"

    def has_parameter(self, name):
        text = f"if (-not (Get-Command Save-FigsharePlate).Parameters.ContainsKey('{name}')) {{ exit 3 }}"
        return subprocess.run(["bash", "-c", self.script(text)], env=measure.environment(),
                              stdout=subprocess.DEVNULL).returncode == 0

    def start_seconds(self, output, begin="", times=5):
        """Returns the median time to start the shell and import the module, after the beginning of a script."""
        script = begin + self.script("Get-Command Save-FigsharePlate | Out-Null")
        return statistics.median(measure.run(script, output).wall for _ in range(times))

    def save(self, plates, server, target, throttle, with_md5=True, options="", name="FigshareTools"):
        services = f" -ApiUri {server.api} -DownloadUri {server.address}"
        return self.save_rows(plates.csv(with_md5), target, throttle, options + services, name, server.trust)

    def save_rows(self, table, target, throttle, options, name="FigshareTools", trust=""):
        text = (f"Import-Csv {_quoted(table)} | Save-FigsharePlate -Destination {_quoted(target.folder)}"
                f" -ThrottleLimit {throttle}{options} -ErrorAction Stop | Out-Null")
        return Command(name, trust + self.script(text), ours=True)

    def test(self, plates, throttle):
        text = (f"if (-not (Import-Csv {_quoted(plates.csv())} | Test-FigsharePlate -Destination {_quoted(plates.folder)}"
                f" -ThrottleLimit {throttle} -Quiet)) {{ exit 1 }}")
        return Command("FigshareTools", self.script(text), ours=True)


def _quoted(path):
    """Quotes a path for PowerShell."""
    text = str(path)
    return text if re.fullmatch(r"[\w./-]+", text) else "'" + text.replace("'", "''") + "'"
