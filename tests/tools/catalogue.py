"""The messages of the sources, and a pseudo translation of them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import ast
import os
import re
import struct
import subprocess

OPENING, CLOSING = '⟦', '⟧'
ACCENTS = str.maketrans('AEIOUYaeiouycnsz', 'ÅÉÎÖÛÝåéîöûýçñšž')
# What must stay as it is: a placeholder, an option, a word in capitals or with a dot, a character of control.
KEPT = re.compile(r'%(?:[-+ #0I]*\d*(?:\.\d+|\.\*)?(?:hh?|ll?|z)?[a-zA-Z%]|<\w+>)|--?\w[\w-]*|\b[A-Z]{2,}\b|\w+\.\w[\w.]*|\n')


def template(source, build, path):
    """Writes the template of the sources, as the build's target sayso-pot would, to a path."""
    with open(os.path.join(build, 'build.ninja'), encoding='utf-8') as file:
        arguments = re.search(r'gettext pot .*--extra-args=(\S+)', file.read()).group(1).split('@@')
    subprocess.run(['xgettext', '--package-name=sayso', '-f', os.path.join(source, 'po', 'POTFILES.in'), '-D', source, '-o', path] +
                   arguments, check=True, stderr=subprocess.DEVNULL)


def languages(source):
    """The languages that Sayso is translated into."""
    with open(os.path.join(source, 'po', 'LINGUAS'), encoding='utf-8') as file:
        return [line.strip() for line in file if line.strip() and not line.startswith('#')]


def locale_named(folder, name):
    """The environment of a locale that has a name, made in a folder, and nothing of its own: none needs to be installed.

    None where C.UTF-8 is not a folder. Newer C libraries translate nothing in C.UTF-8 itself."""
    for base in ('/usr/lib/locale/C.utf8', '/usr/lib/locale/C.UTF-8'):
        if os.path.isdir(base):
            path = os.path.join(folder, name)
            if not os.path.exists(path):
                os.symlink(base, path)
            return {'LOCPATH': folder, 'LC_ALL': name}
    return None


def messages(path):
    """Each message of a .po or .pot file as {"msgid": …, "msgctxt": …, "msgid_plural": …, "msgstr": …}."""
    found, message, key = [], {}, None
    with open(path, encoding='utf-8') as file:
        for line in file:
            match = re.match(r'(?:(\w+(?:\[\d\])?) )?(".*")$', line)
            if match is None:
                key = None
                if not line.strip() and message:
                    found.append(message)
                    message = {}
                continue
            key = match.group(1) or key
            message[key] = message.get(key, '') + ast.literal_eval(match.group(2))
    return found + [message] if message else found


def pseudo(text):
    """A text with accents, in brackets, 40 percent longer, with all placeholders."""
    out, at = [], 0
    for match in KEPT.finditer(text):
        out += [text[at:match.start()].translate(ACCENTS), match.group()]
        at = match.end()
    out.append(text[at:].translate(ACCENTS))
    longer = (' ~~~' * len(text))[:max(1, len(text) * 2 // 5 - 2)]
    body = ''.join(out)
    start = len(body) - len(body.lstrip('\n '))
    end = len(body.rstrip('\n'))
    return body[:start] + OPENING + body[start:end] + longer + CLOSING + body[end:]


def write_pseudo(template_path, path):
    """Writes a compiled catalogue of a pseudo language with two plural forms."""
    entries = {'': 'Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n'}
    for message in messages(template_path):
        if not message.get('msgid'):
            continue
        key, text = message['msgid'], pseudo(message['msgid'])
        if 'msgid_plural' in message:
            key += '\0' + message['msgid_plural']
            text += '\0' + pseudo(message['msgid_plural'])
        if 'msgctxt' in message:
            key = message['msgctxt'] + '\4' + key
        entries[key] = text
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(compiled(entries))


def compiled(entries):
    """The bytes of a .mo file without a hash table."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(entries.items(), key=lambda pair: pair[0].encode())]
    count, head = len(pairs), 28
    strings, tables = b'', ([], [])
    for column in (0, 1):
        for pair in pairs:
            tables[column].append((len(pair[column]), head + 16 * count + len(strings)))
            strings += pair[column] + b'\0'
    packed = b''.join(struct.pack('<II', *entry) for table in tables for entry in table)
    return struct.pack('<7I', 0x950412de, 0, count, head, head + 8 * count, 0, head + 16 * count) + packed + strings
