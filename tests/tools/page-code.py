#!/usr/bin/env python3
"""Prints the C code of a page of the manual: page-code.py PAGE.md.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import sys

with open(sys.argv[1], encoding='utf-8') as file:
    blocks = re.findall(r'^```c\n(.*?)^```$', file.read(), re.M | re.S)
if not blocks:
    sys.exit('%s: no C code' % sys.argv[1])
sys.stdout.reconfigure(encoding='utf-8')
print('\n'.join(blocks), end='')
