#!/bin/sh
# Makes GuatuSans-Regular.otf and GuatuSans-Bold.otf beside this file (about 40 s).
# Needs Debian's fonts-noto-cjk and: pip install fonttools==4.68.0
set -eu
cd "$(dirname "$0")"
noto=${NOTO:-/usr/share/fonts/opentype/noto}
python3 make.py "$noto/NotoSansCJK-Regular.ttc" "$noto/NotoSansCJK-Bold.ttc" characters.txt .
