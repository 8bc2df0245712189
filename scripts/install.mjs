/** Brings node_modules up to the lockfile. Needs only Node and npm. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the project, its output shown; true when it succeeds. */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  return status === 0;
}

/** The file that starts an installed tool, to be run by this very Node. */
export const tool = (path) => join(root, 'node_modules', path);

function upToDate() {
  const written = join(root, 'node_modules', '.package-lock.json');
  return existsSync(written) && statSync(written).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Highwater needs Node 20.19 or newer; this is ${process.versions.node}.`);
    return false;
  }
  if (upToDate()) return true;
  console.log('Installing packages (npm ci)');
  const fetchAll = () => run('npm', ['ci', '--include=dev', '--no-fund', '--no-audit']);
  // Once more: a registry may stumble.
  if (fetchAll() || fetchAll()) return true;
  console.error('npm ci failed: see above. A connection to an npm registry is needed once.');
  return false;
}
