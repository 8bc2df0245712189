import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes `sw.js`, which keeps every file of this build in the browser for visits without a network. */
export function offline(): Plugin {
  let publicDir = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: (config) => {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const open = readdirSync(publicDir);
        const files = ['./', ...[...Object.keys(bundle).filter((name) => name !== 'index.html'), ...open].map((name) => `./${name}`)].toSorted();
        const build = createHash('sha256').update(files.join('\n'));
        for (const name of open) build.update(readFileSync(join(publicDir, name)));
        const page = bundle['index.html'];
        if (page?.type !== 'asset') this.error('there is no page to keep');
        build.update(page.source);
        const worker = readFileSync(join(import.meta.dirname, 'offlineWorker.js'), 'utf8');
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker.replace('BUILD', build.digest('hex').slice(0, 12)).replace("['FILES']", () => JSON.stringify(files)) });
      },
    },
  };
}
