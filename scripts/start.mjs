/** npm start: installs what is missing, then serves Highwater and prints its address. */
import { spawn } from 'node:child_process';
import { install, root, tool } from './install.mjs';

if (install()) {
  const vite = spawn(process.execPath, [tool('vite/bin/vite.js'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => vite.kill(signal));
  vite.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
} else {
  process.exitCode = 1;
}
