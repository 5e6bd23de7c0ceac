#!/bin/sh
# Draws docs/pictures/run.svg, the picture in README.md: what this command prints in a terminal, against the simulator.
# Needs Linux, for util-linux's script, which is the terminal.
set -eu
repository=$(cd "$(dirname "$0")/.." && pwd)
command='Import-Csv examples/plates.csv | Save-FigsharePlate -Destination plates'
dotnet build "$repository/src/FigshareTools.Host"

# The name is as long as /home/you, which replaces it in the picture, so that the columns keep their widths.
folder=$(mktemp -d /tmp/XXXX)
trap 'rm -rf "$folder"' EXIT
cp -r "$repository/examples" "$folder"
cat > "$folder/run.sh" << END
stty cols 120 rows 40
cd "$folder"
dotnet "$repository/src/FigshareTools.Host/bin/Debug/net10.0/FigshareTools.Host.dll" -Offline -Command '
    \$ProgressPreference = "SilentlyContinue"
    $command'
END
# The first escape sequence is that of the terminal's keypad, which is no style.
script -qec "sh $folder/run.sh" /dev/null < /dev/null | tr -d '\r' | sed -e "s|$folder|/home/you|" -e 's/\x1b=//' |
    dotnet run --project "$repository/build/FigshareTools.TerminalPicture" -- "$repository/docs/pictures/run.svg" "$command"
