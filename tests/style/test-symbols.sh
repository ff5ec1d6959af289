#!/bin/sh
# No two layers may define one name: a static library would quietly take either.
# SPDX-License-Identifier: GPL-3.0-or-later
library=$1
twice=$(nm --defined-only "$library" 2>/dev/null | awk '$2 ~ /^[TDBRG]$/ { print $3 }' | sort | uniq -d)
echo '1..1'
if [ -z "$twice" ]; then
  echo 'ok 1 - /style/symbols'
else
  echo 'not ok 1 - /style/symbols'
  echo "$twice" | sed 's/^/# defined twice: /'
  exit 1
fi
