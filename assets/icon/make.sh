#!/bin/sh
# Draws the icon in every size: PNG, Windows .ico, macOS .icns.
# Needs librsvg2-bin, icnsutils and python3 with pillow.
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
    case $size in
        16) drawing=guatu-16.svg ;;
        24|32) drawing=guatu-32.svg ;;
        *) drawing=guatu.svg ;;
    esac
    rsvg-convert -w $size -h $size "$drawing" -o guatu-$size.png
done
png2icns guatu.icns guatu-16.png guatu-32.png guatu-48.png guatu-128.png guatu-256.png guatu-512.png >/dev/null
python3 - <<'PY'
from PIL import Image
pictures = [Image.open(f"guatu-{s}.png").convert("RGBA") for s in (16, 24, 32, 48, 64, 128, 256)]
pictures[-1].save("guatu.ico", append_images=pictures[:-1], sizes=[p.size for p in pictures])
PY
