#!/usr/bin/env python3
"""What a desktop reads of Sayso is valid, and agrees with itself: test-desktop.py SOURCE-ROOT BUILD-ROOT.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
APP_ID = 'io.github.sayso.Sayso'
DATA = os.path.join(SOURCE, 'data')
PACKAGING = os.path.join(DATA, 'packaging')
BUILT = os.path.join(BUILD, 'data')


class Skipped(Exception):
    """A tool is not installed."""


def run(*command, **options):
    """Runs a tool; its output is the failure message."""
    if shutil.which(command[0]) is None:
        if os.environ.get('CI'):
            raise AssertionError('%s is not installed' % command[0])
        raise Skipped('%s is not installed' % command[0])
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)
    output = done.stdout.decode(errors='replace')
    assert done.returncode == 0, '%s: %s' % (' '.join(command), output.strip())
    return output


def read(*parts):
    with open(os.path.join(*parts), encoding='utf-8') as file:
        return file.read()


def desktop_entry():
    parser = configparser.ConfigParser(interpolation=None, delimiters=('=',), comment_prefixes=('#',))
    parser.optionxform = str
    parser.read_string(read(BUILT, APP_ID + '.desktop'))
    return parser['Desktop Entry']


def test_desktop_file():
    run('desktop-file-validate', os.path.join(BUILT, APP_ID + '.desktop'))


def test_desktop_file_contents():
    entry = desktop_entry()
    assert entry['Exec'].split()[0] == 'sayso-window'
    assert entry['Icon'] == APP_ID
    assert entry['DBusActivatable'] == 'true'
    assert 'text/plain' in entry['MimeType'].split(';')


def test_metainfo():
    run('appstreamcli', 'validate', '--no-net', '--pedantic', os.path.join(BUILT, APP_ID + '.metainfo.xml'))


def test_metainfo_contents():
    root = ElementTree.parse(os.path.join(BUILT, APP_ID + '.metainfo.xml')).getroot()
    assert root.findtext('id') == APP_ID
    assert root.findtext('launchable') == APP_ID + '.desktop'
    version = re.search(r"^  version: '([^']+)'", read(SOURCE, 'meson.build'), re.M).group(1)
    newest = root.find('releases').find('release')
    assert newest.get('version') == version, 'the newest release note is of %s' % newest.get('version')
    assert len(newest.findall('.//li')) >= 3
    offered = {element.text for element in root.iter('mediatype')}
    handled = set(filter(None, desktop_entry()['MimeType'].split(';')))
    assert offered == handled, '%s are not %s' % (offered, handled)


def test_service():
    service = read(BUILT, APP_ID + '.service')
    assert 'Name=%s\n' % APP_ID in service
    assert re.search(r'^Exec=/.*/sayso-window --gapplication-service$', service, re.M), service


def test_xml():
    for folder, _, names in os.walk(DATA):
        for name in names:
            if name.endswith(('.xml', '.svg', '.xml.in')):
                run('xmllint', '--noout', '--nonet', os.path.join(folder, name))
    folder = os.path.join(SOURCE, 'ui')
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if name.endswith(('.ui', '.xml')):
            run('xmllint', '--noout', '--nonet', os.path.join(folder, name))


def test_mime():
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, 'packages'))
        shutil.copy(os.path.join(BUILT, APP_ID + '.xml'), os.path.join(folder, 'packages'))
        run('update-mime-database', folder)
        assert '*.sayso.json' in read(folder, 'globs2')


def test_schema():
    schema = os.path.join(DATA, APP_ID + '.gschema.xml')
    if not os.path.exists(schema):
        raise Skipped('there is no GSettings schema')
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(schema, folder)
        run('glib-compile-schemas', '--strict', folder)
    root = ElementTree.parse(schema).getroot()
    assert APP_ID in {element.get('id') for element in root.iter('schema')}
    for key in root.iter('key'):
        assert (key.findtext('summary') or '').strip(), '%s has no summary' % key.get('name')


def test_icons():
    scalable = ElementTree.parse(os.path.join(DATA, 'icons', APP_ID + '.svg')).getroot()
    assert scalable.get('width') == scalable.get('height') == '128'
    symbolic = ElementTree.parse(os.path.join(DATA, 'icons', APP_ID + '-symbolic.svg')).getroot()
    assert symbolic.get('width') == symbolic.get('height') == '16'
    fills = {element.get('fill') for element in symbolic.iter() if element.get('fill')}
    assert len(fills) == 1, 'a symbolic icon has one colour, this has %s' % sorted(fills)


def test_translations():
    languages = [line.strip() for line in read(SOURCE, 'po', 'LINGUAS').splitlines()
                 if line.strip() and not line.startswith('#')]
    found = {name[:-3] for name in os.listdir(os.path.join(SOURCE, 'po')) if name.endswith('.po')}
    assert found == set(languages), 'po/LINGUAS lists %s, there are %s' % (sorted(languages), sorted(found))
    for language in languages:
        run('msgfmt', '--check', '--output-file=' + os.devnull, os.path.join(SOURCE, 'po', language + '.po'))


def test_template():
    """Every file of POTFILES.in can be read by xgettext, and gives what to translate."""
    paths = [line for line in read(SOURCE, 'po', 'POTFILES.in').splitlines() if line and not line.startswith('#')]
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'sayso.pot')
        sources = [path for path in paths if path.endswith('.c')]
        environment = dict(os.environ, GETTEXTDATADIR='/usr/share/gettext')
        run('xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
            '--keyword=ngettext:1,2', '--add-comments=Translators', '--output=' + template, *sources,
            cwd=SOURCE, env=environment)
        run('msgfmt', '--check-format', '--output-file=' + os.devnull, template)
        assert read(template).count('\nmsgid ') > len(sources) / 2


def test_install():
    """An installation has each of these where a desktop looks for it."""
    if shutil.which('meson') is None:
        raise Skipped('meson is not installed')
    listed = run('meson', 'introspect', '--installed', BUILD)
    for wanted in ('share/applications/%s.desktop', 'share/metainfo/%s.metainfo.xml', 'share/dbus-1/services/%s.service',
                   'share/icons/hicolor/scalable/apps/%s.svg', 'share/icons/hicolor/symbolic/apps/%s-symbolic.svg',
                   'share/mime/packages/%s.xml'):
        assert wanted % APP_ID in listed, '%s is not installed' % (wanted % APP_ID)
    assert 'samples/lantern-bridge.txt.sayso.json' in listed


def test_debian():
    """Each installed file goes into one of the two packages, and what they list is installed."""
    if shutil.which('meson') is None:
        raise Skipped('meson is not installed')
    prefix = next(option['value'] for option in json.loads(run('meson', 'introspect', '--buildoptions', BUILD)) if option['name'] == 'prefix')
    found = {'usr/' + os.path.relpath(target, prefix) for target in json.loads(run('meson', 'introspect', '--installed', BUILD)).values()}
    # debian/rules moves it.
    found = {name.replace('zsh/site-functions', 'zsh/vendor-completions') for name in found}
    listed = [line for package in ('sayso', 'sayso-window') for line in read(PACKAGING, 'debian', package + '.install').split()]
    left = [name for name in found if not any(name == line or name.startswith(line + '/') for line in listed)]
    assert not left, 'in no package: %s' % sorted(left)
    empty = [line for line in listed if not any(name == line or name.startswith(line + '/') for name in found)]
    assert [line for line in empty if line != 'usr/share/locale'] == [], 'listed, and not installed: %s' % empty


def test_flatpak():
    """The sandbox sees the folders of articles, for their sidecars, and no network."""
    path = os.path.join(PACKAGING, APP_ID + '.json')
    manifest = json.loads(read(path))
    assert manifest['id'] == APP_ID and manifest['command'] == 'sayso-window'
    assert '--filesystem=host' in manifest['finish-args']
    assert not [argument for argument in manifest['finish-args'] if 'network' in argument or 'bus' in argument]
    if shutil.which('flatpak-builder'):
        with tempfile.TemporaryDirectory() as folder:
            quiet = {name: value for name, value in os.environ.items() if not name.startswith('G_')}
            shown = json.loads(run('flatpak-builder', '--show-manifest', path, cwd=folder, env=quiet))
        assert shown['finish-args'] == manifest['finish-args'] and shown['modules'][0]['name'] == 'sayso'


def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    failed = 0
    print('1..%d' % len(tests))
    for number, test in enumerate(tests, 1):
        name = '/desktop/' + test.__name__[5:].replace('_', '-')
        try:
            test()
            print('ok %d - %s' % (number, name))
        except Skipped as reason:
            print('ok %d - %s # SKIP %s' % (number, name, reason))
        except (AssertionError, OSError, ElementTree.ParseError, KeyError) as error:
            failed += 1
            print('not ok %d - %s' % (number, name))
            for line in str(error).splitlines() or ['failed']:
                print('# ' + line)
    return 1 if failed else 0


sys.exit(main())
