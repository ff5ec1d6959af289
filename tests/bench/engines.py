"""The engines that run parts of a stream, each as its users would start it on one machine.

An engine is a function of a Run; it returns the bytes that it made of the articles, or raises Absent with what is
missing. Each kills a worker in the middle of its part, once.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import getpass
import glob
import os
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# The first that comes dies in the middle of its work, as a machine does; its answers so far are nobody's.
WORKER = '''#!/bin/bash
if mkdir "%(folder)s/died" 2>/dev/null; then
  "%(sayso)s" extract --stream <"$1" | head -n 5 >"$1.tmp"
  kill -9 $$
fi
"%(sayso)s" extract --stream <"$1" >"$1.tmp" && mv "$1.tmp" "$1.out"
'''
# Spark gives a part on standard input; the process that Python runs it in dies.
PIPED = '''#!/bin/bash
if mkdir "%(folder)s/died" 2>/dev/null; then
  head -n 5 | "%(sayso)s" extract --stream
  kill -9 $PPID
  exit 1
fi
exec "%(sayso)s" extract --stream
'''
SPARK = '''import sys
from pyspark import SparkContext
context = SparkContext('local-cluster[2,1,1024]', 'sayso')
articles = context.textFile('file://' + sys.argv[1], minPartitions=int(sys.argv[4]))
articles.pipe(sys.argv[2], checkCode=True).saveAsTextFile('file://' + sys.argv[3])
context.stop()
'''
SSHD = '''Port %(port)d
ListenAddress 127.0.0.1
HostKey %(folder)s/host
AuthorizedKeysFile %(folder)s/key.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
'''
SSH = '''Host one two
  HostName 127.0.0.1
  Port %(port)d
  User %(user)s
  IdentityFile %(folder)s/key
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  LogLevel ERROR
'''
SLURM = '''ClusterName=sayso
SlurmctldHost=%(host)s
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
SlurmctldPort=%(port)d
SlurmdPort=%(next)d
StateSaveLocation=%(folder)s/state
SlurmdSpoolDir=%(folder)s/spool
SlurmctldPidFile=%(folder)s/slurmctld.pid
SlurmdPidFile=%(folder)s/slurmd.pid
SlurmctldLogFile=%(folder)s/slurmctld.log
SlurmdLogFile=%(folder)s/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
NodeName=%(host)s NodeHostname=%(host)s NodeAddr=127.0.0.1 CPUs=%(cpus)d State=UNKNOWN
PartitionName=all Nodes=%(host)s Default=YES MaxTime=INFINITE State=UP
'''


class Absent(Exception):
    """What this machine lacks."""


def need(*programs):
    for program in programs:
        if shutil.which(program, path=os.environ['PATH'] + ':/usr/sbin') is None:
            raise Absent(program + ' is not installed')


def free_port():
    with socket.socket() as there:
        there.bind(('127.0.0.1', 0))
        return there.getsockname()[1]


def write(path, text, mode=0o644):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod(path, mode)
    return path


class Run:
    """Articles in parts, in a folder of their own."""

    def __init__(self, folder, sayso, n_articles, n_parts):
        self.folder, self.sayso, self.n_parts = folder, sayso, n_parts
        self.articles = os.path.join(folder, 'articles.jsonl')
        with open(self.articles, 'wb') as articles:
            subprocess.run([sys.executable, '-B', os.path.join(HERE, 'generate.py'), '--stream', str(n_articles)], stdout=articles, check=True)
        subprocess.run(['split', '-a', '4', '-d', '-n', 'l/%d' % n_parts, 'articles.jsonl', 'part-'], cwd=folder, check=True)
        self.worker = write(os.path.join(folder, 'worker'), WORKER % vars(self), 0o755)
        self.environment = dict(os.environ, HOME=folder, SHELL='/bin/bash', PATH=os.environ['PATH'] + ':/usr/sbin')

    def single(self):
        with open(self.articles, 'rb') as articles:
            return subprocess.run([self.sayso, 'extract', '--stream'], stdin=articles, stdout=subprocess.PIPE, check=True).stdout

    def parts(self):
        return sorted(glob.glob(os.path.join(self.folder, 'part-????')))

    def clear(self):
        for path in glob.glob(os.path.join(self.folder, 'part-????.*')):
            os.remove(path)
        if os.path.isdir(os.path.join(self.folder, 'died')):
            os.rmdir(os.path.join(self.folder, 'died'))

    def a_worker_died(self):
        return os.path.isdir(os.path.join(self.folder, 'died'))

    def answers(self):
        """What the parts' answers make together."""
        together = b''
        for part in self.parts():
            if os.path.exists(part + '.out'):
                with open(part + '.out', 'rb') as file:
                    together += file.read()
        return together

    def call(self, *command, check=True):
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=check,
                              env=self.environment, cwd=self.folder)


def start(run, *command):
    return subprocess.Popen(command, env=run.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_until(condition, servers=()):
    """Half a minute at most, and only as long as the servers live."""
    until = time.monotonic() + 30
    while time.monotonic() < until and all(server.poll() is None for server in servers):
        if condition():
            return True
        time.sleep(0.1)
    return False


def stop(server):
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def parallel(run, retries=3, sites=()):
    need('parallel')
    return run.call('parallel', '--will-cite', '--retries', str(retries), '-j', '1' if sites else '2', *sites, run.worker, ':::', *run.parts(),
                    check=False)


def by_parallel(run):
    parallel(run)
    return run.answers()


def by_ssh(run):
    """Two machines, which are this one; parts and answers lie where both can see them."""
    need('parallel', 'sshd', 'ssh', 'ssh-keygen')
    values = {'port': free_port(), 'folder': run.folder, 'user': getpass.getuser()}
    for name in ('host', 'key'):
        run.call('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', os.path.join(run.folder, name))
    write(os.path.join(run.folder, 'sshd.conf'), SSHD % values)
    config = write(os.path.join(run.folder, 'ssh.conf'), SSH % values)
    os.makedirs('/run/sshd', exist_ok=True)
    with subprocess.Popen([shutil.which('sshd', path=run.environment['PATH']), '-D', '-f', os.path.join(run.folder, 'sshd.conf')],
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until(lambda: run.call('ssh', '-F', config, 'one', 'true', check=False).returncode == 0)
            parallel(run, sites=('--ssh', 'ssh -F ' + config, '-S', '1/one,1/two'))
        finally:
            server.terminate()
    return run.answers()


def run_array(run):
    tasks = range(run.n_parts)
    for _ in range(3):
        done = run.call('sbatch', '--wait', '--array=' + ','.join(map(str, tasks)), '--output=/dev/null', '--wrap',
                        '%s "$(printf "%s/part-%%04d" "$SLURM_ARRAY_TASK_ID")"' % (run.worker, run.folder), check=False)
        if done.returncode != 0 and b'sbatch: error' in done.stdout and not glob.glob(os.path.join(run.folder, 'part-????.*')):
            raise Absent('Slurm takes no jobs here: ' + done.stdout.decode(errors='replace').strip())
        tasks = [number for number, part in enumerate(run.parts()) if not os.path.exists(part + '.out')]
        if not tasks:
            break


def by_slurm(run):
    """A job array with a task for each part; what has no answer at the end is run again."""
    need('slurmctld', 'slurmd', 'sbatch', 'munged')
    if os.getuid() != 0:
        raise Absent('slurmd is run by root alone')
    port = free_port()
    config = write(os.path.join(run.folder, 'slurm.conf'),
                   SLURM % {'host': socket.gethostname().split('.')[0], 'port': port, 'next': free_port(), 'folder': run.folder, 'cpus': os.cpu_count()})
    run.environment['SLURM_CONF'] = config
    servers = []
    for folder in ('state', 'spool'):
        os.mkdir(os.path.join(run.folder, folder))
    os.makedirs('/run/munge', exist_ok=True)
    try:
        if run.call('munge', '-n', check=False).returncode != 0:
            servers.append(start(run, 'munged', '--foreground', '--force'))
            wait_until(lambda: run.call('munge', '-n', check=False).returncode == 0)
        servers += [start(run, 'slurmctld', '-D', '-i'), start(run, 'slurmd', '-D')]
        if not wait_until(lambda: b'idle' in run.call('sinfo', '-h', '-o', '%T', check=False).stdout, servers):
            raise Absent('slurmctld and slurmd did not come up here')
        run_array(run)
    finally:
        for server in reversed(servers):
            stop(server)
    return run.answers()


def by_spark(run):
    """Two workers in processes of their own; RDD.pipe with checkCode, so that what fails is run again."""
    python = os.environ.get('SAYSO_PYSPARK', sys.executable)
    if subprocess.run([python, '-c', 'import pyspark'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Absent('pyspark is not installed; $SAYSO_PYSPARK may name a Python that has it')
    need('java')
    piped = write(os.path.join(run.folder, 'piped'), PIPED % vars(run), 0o755)
    script = write(os.path.join(run.folder, 'spark.py'), SPARK)
    out = os.path.join(run.folder, 'spark')
    run.environment['PYSPARK_PYTHON'] = python
    done = run.call(python, script, run.articles, piped, out, str(run.n_parts), check=False)
    if done.returncode != 0:
        sys.stderr.write(done.stdout.decode(errors='replace')[-3000:])
    together = b''
    for part in sorted(glob.glob(os.path.join(out, 'part-*'))):
        with open(part, 'rb') as file:
            together += file.read()
    return together


ENGINES = {'parallel': by_parallel, 'ssh': by_ssh, 'slurm': by_slurm, 'spark': by_spark}
