#!/usr/bin/env python3
"""The manual tells the truth: its commands run, its links lead somewhere, each format has a page.

test-manual.py SOURCE-ROOT [SAYSO]: without the command, the pages with commands are skipped.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.abspath(sys.argv[1])
COMMAND = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 and os.path.exists(sys.argv[2]) else None
MANUAL = os.path.join(SOURCE, 'data', 'manual')


def pages():
    for folder, _, names in os.walk(MANUAL):
        for name in sorted(names):
            if name.endswith('.md'):
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as file:
                    yield os.path.relpath(path, MANUAL), file.read()


# Tools that not every machine has: blocks that use one are skipped there, visibly.
TOOLS = {'parallel': r'^parallel ', 'git': r'^git |^sayso git-setup'}
# What needs a clone of the sources, or a machine of its own, and where it is tried.
ELSEWHERE = {
    'meson setup build --prefix ~/.local --buildtype release': 'tests/desktop/test-install.py',
    'meson install -C build': 'tests/desktop/test-install.py',
    'ninja -C build uninstall': 'tests/desktop/test-install.py',
    'meson test -C build --suite core': '.ci/run',
    'meson test -C build formats/roundtrip -v': 'tests/formats/meson.build',
    'meson test -C build --benchmark -v': 'tests/bench/meson.build',
    'parallel --retries 3 -S 4/one,4/two "cd $PWD && "\'sayso extract --stream <{} >{}.tmp && mv {}.tmp {}.out\' ::: part-????': 'tests/bench/engines.py',
    'sbatch --wait --array=0-63 --wrap \'p=part-$(printf %04d $SLURM_ARRAY_TASK_ID); sayso extract --stream <$p >$p.tmp && mv $p.tmp $p.out\'': 'tests/bench/engines.py',
    'cp -r data/packaging/debian . && dpkg-buildpackage -us -uc': 'data/packaging/debian-check',
    'flatpak-builder --user --install --force-clean build-flatpak data/packaging/io.github.sayso.Sayso.json': 'tests/desktop/test-desktop.py',
}
PROGRAM = re.compile(r'^(sayso|sayso-window|meson|ninja|python3|bash|dpkg-\S+|flatpak-builder|git|(?:data/packaging|tests)/\S+) ')


def blocks(text):
    """(language, content) of what stands between fences."""
    return re.findall(r'^```(\S*)\n(.*?)^```$', text, re.M | re.S)


def missing_tool(content):
    for tool, pattern in TOOLS.items():
        if re.search(pattern, content, re.M) and shutil.which(tool, path='/usr/bin:/bin') is None:
            return tool
    return None


def commands(text):
    """The shell commands of a page that can run here, in order, and the tools that the others lack."""
    shell = [content for language, content in blocks(text) if language == 'sh']
    return '\n'.join(content for content in shell if not missing_tool(content)), {missing_tool(content) for content in shell} - {None}


def run_page(page, text):
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(os.path.join(SOURCE, 'data', 'samples')):
            shutil.copy(os.path.join(SOURCE, 'data', 'samples', name), folder)
        os.mkdir(os.path.join(folder, 'bin'))
        os.symlink(COMMAND, os.path.join(folder, 'bin', 'sayso'))
        environment = dict(os.environ, PATH=os.path.join(folder, 'bin') + ':/usr/bin:/bin', HOME=folder,
                           XDG_STATE_HOME=folder + '/state', XDG_DATA_HOME=folder + '/share')
        done = subprocess.run(['bash', '-euo', 'pipefail', '-x', '-c', commands(text)[0]], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        output = done.stdout.decode(errors='replace')
        return [] if done.returncode == 0 else ['%s: ended with %d' % (page, done.returncode)] + output.splitlines()[-12:]


def check_links(found):
    for page, text in found:
        folder = os.path.dirname(os.path.join(MANUAL, page))
        for target in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', text):
            if not os.path.exists(os.path.join(folder, target)):
                yield '%s: leads to %s, which is not there' % (page, target)


def check_index(found):
    linked = set()
    for page, text in found:
        linked |= {os.path.normpath(os.path.join(os.path.dirname(page), target))
                   for target in re.findall(r'\]\(([^)#:]+)\)', text)}
    for page, _ in found:
        if page != 'index.md' and page not in linked:
            yield '%s: no page leads to it' % page


def help_of(command):
    done = subprocess.run([COMMAND, 'help', command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env=dict(os.environ, LC_ALL='C.UTF-8'), check=False)
    return done.stdout.decode() if done.returncode == 0 else None


def wrong_inline(command):
    """What is wrong with a command that stands within a sentence, or None."""
    words = command.split()
    if command in ELSEWHERE:
        return None
    if words[0] == 'sayso' and COMMAND:
        if words[1].startswith('-'):
            return None if words[1:] in (['--help'], ['--version']) else 'no such option'
        text = help_of(words[1])
        options = [word.split('=')[0] for word in words[2:] if re.match(r'--?[a-z]', word)]
        unknown = [word for word in options if not re.search(r'(^|[ ,])%s\b' % re.escape(word), text or '', re.M)]
        return 'no such command' if text is None else '%s is no option of it' % unknown[0] if unknown else None
    if words[0] == 'ninja':
        sources = [os.path.join(folder, 'meson.build') for folder, _, names in os.walk(SOURCE) if 'meson.build' in names]
        target = "run_target('%s'" % words[-1]
        return None if any(target in open(path, encoding='utf-8').read() for path in sources) else 'no such target'
    path = words[1] if words[0] in ('python3', 'bash') and len(words) > 1 else words[0]
    if '/' in path:
        return None if os.path.exists(os.path.join(SOURCE, path)) else '%s is not there' % path
    return None if words[0] == 'sayso' or command == 'python3 -m json.tool' else 'nobody runs it'


def check_left_out(found):
    """Nothing looks like a command and is run nowhere."""
    for page, text in found:
        fenced = blocks(text)
        for language, content in fenced:
            lines = [line for line in content.splitlines() if line.strip()]
            if language not in ('sh', 'bash', 'c', 'text'):
                yield '%s: a block of “%s”: say sh, and it is run' % (page, language)
            if language == 'bash':
                for line in lines:
                    if line not in ELSEWHERE:
                        yield '%s: “%s” is run nowhere' % (page, line)
            if language == 'text' and any(PROGRAM.match(line) for line in lines):
                yield '%s: a command is shown as text' % page
        prose = re.sub(r'^```.*?^```$', '', text, flags=re.M | re.S)
        for line in re.findall(r'^(?: {4}|\t)(\S.*)$', prose, re.M):
            if PROGRAM.match(line + ' '):
                yield '%s: “%s” is no block of sh' % (page, line)
        for command in re.findall(r'`([^`\n]+)`', prose):
            runs_here = any(language == 'sh' and re.search('^%s$' % re.escape(command), content, re.M) for language, content in fenced)
            problem = wrong_inline(command) if PROGRAM.match(command) and not runs_here else None
            if problem:
                yield '%s: “%s”: %s' % (page, command, problem)
    for command, place in ELSEWHERE.items():
        if not os.path.exists(os.path.join(SOURCE, place)):
            yield '%s: %s is not there' % (command, place)
        if not any(command in text for _, text in found):
            yield '%s: stands on no page' % command


def planted():
    """The check above sees what it is for."""
    for text in ('```bash\nsayso nonsense\n```\n', '```\nsayso stats\n```\n', '    meson test\n', 'Say `ninja -C build nonsense`.\n',
                 'Say `data/packaging/nonsense X`.\n', '```text\nsayso stats x\n```\n',
                 *(('Say `sayso stats --nonsense x`.\n', 'Say `sayso nonsense x`.\n') if COMMAND else ())):
        if not [problem for problem in check_left_out([('planted', text)]) if problem.startswith('planted')]:
            yield 'was not seen: ' + text


def check_formats(found):
    with open(os.path.join(SOURCE, 'src', 'formats', 'sayso-format-list.h'), encoding='utf-8') as file:
        names = [name.replace('_', '-') for name in re.findall(r'^\s*FORMAT \((\w+)\)', file.read(), re.M)]
    by_page = dict(found)
    if not names:
        yield 'no format was found in sayso-format-list.h'
    for name in names:
        text = by_page.get('formats/%s.md' % name)
        if text is None:
            yield 'formats/%s.md: is missing' % name
        elif '## What is lost' not in text or '-f %s ' % name not in text:
            yield 'formats/%s.md: does not say what is lost, or how to use it' % name


def main():
    found = list(pages())
    checks = [('links', list(check_links(found)), None), ('index', list(check_index(found)), None),
              ('formats', list(check_formats(found)), None), ('left-out', list(check_left_out(found)), None),
              ('planted', list(planted()), None)]
    for page, text in found:
        runnable, lacking = commands(text)
        if runnable:
            skip = None if COMMAND else 'the command is not built'
            checks.append(('commands/' + page[:-3], [] if skip else run_page(page, text), skip))
        checks += [('commands/%s/%s' % (page[:-3], tool), [], '%s is not installed' % tool) for tool in sorted(lacking)]
    print('1..%d' % len(checks))
    for number, (name, problems, skip) in enumerate(checks, 1):
        print('%s %d - /manual/%s%s' % ('not ok' if problems else 'ok', number, name, ' # SKIP ' + skip if skip else ''))
        for problem in problems:
            print('# ' + problem)
    return 1 if any(problems for _, problems, _ in checks) else 0


sys.exit(main())
