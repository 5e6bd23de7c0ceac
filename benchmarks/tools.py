"""The programs of the comparison: their presence, their versions, and the build of the module."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = {"nginx": "nginx", "aria2c": "aria2", "rclone": "rclone", "curl": "curl",
            "openssl": "openssl", "taskset": "util-linux"}
SERVER = "benchmarks/FigshareTools.BenchmarkServer"


class Tools:
    def __init__(self):
        self.python = python_with_requests()
        self.server = REPOSITORY / SERVER / "bin/Release/net10.0/FigshareTools.BenchmarkServer"

    def build(self):
        """Builds the module, the host and the server."""
        for project in ["src/FigshareTools", "src/FigshareTools.Host", SERVER]:
            result = subprocess.run(
                ["dotnet", "build", project, "-c", "Release", "-v", "quiet", "--nologo"], cwd=REPOSITORY,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if result.returncode != 0:
                sys.exit(f"dotnet build {project} failed:\n{result.stdout}")

    def versions(self):
        return {
            "FigshareTools": f"{module_version()} ({_commit()})",
            ".NET SDK": _first_line("dotnet", "--version"),
            "PowerShell": _first_line("pwsh", "--version").removeprefix("PowerShell ") if shutil.which("pwsh") else "-",
            "nginx": _first_line("nginx", "-v").rsplit("/")[-1],
            "aria2": _first_line("aria2c", "--version").split()[-1],
            "rclone": _first_line("rclone", "version").split()[-1],
            "curl": _first_line("curl", "--version").split()[1],
            "md5sum": _first_line("md5sum", "--version").split()[-1],
            "python": _first_line(self.python, "--version").split()[-1],
            "requests": _first_line(self.python, "-c", "import requests; print(requests.__version__)"),
        }


def require():
    """Exits with instructions if a program is missing."""
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if python_with_requests() is None:
        missing.append("python3-requests")
    if missing:
        sys.exit(f"Missing: {', '.join(missing)}. On Debian or Ubuntu:\n  sudo apt-get install {' '.join(missing)}")
    if not shutil.which("dotnet"):
        sys.exit("Missing: the .NET 10 SDK, https://dotnet.microsoft.com/download")
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or later is needed.")


def python_with_requests():
    for python in [sys.executable, "/usr/bin/python3"]:
        if os.path.exists(python):
            result = subprocess.run([python, "-c", "import requests"], stderr=subprocess.DEVNULL)
            if result.returncode == 0:
                return python
    return None


def module_version():
    manifest = (REPOSITORY / "FigshareTools.psd1").read_text()
    return re.search(r"(?m)^\s*ModuleVersion\s*=\s*'([^']+)'", manifest).group(1)


def machine():
    """Describes the machine."""
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown")
    with open("/proc/meminfo") as info:
        memory = int(info.readline().split()[1]) * 1024
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**30:.0f} GiB",
        "kernel": f"Linux {os.uname().release} ({os.uname().machine})",
        "system": _system(),
    }


def _commit():
    # git refuses a repository of another user unless it is declared safe.
    return _first_line("git", "-c", f"safe.directory={REPOSITORY}", "-C", REPOSITORY, "describe", "--always", "--dirty")


def _system():
    with open("/etc/os-release") as release:
        return next(line.split("=")[1].strip().strip('"') for line in release if line.startswith("PRETTY_NAME"))


def _first_line(*command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return (result.stdout.splitlines() or ["?"])[0].strip()
