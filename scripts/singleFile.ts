import { createHash } from 'node:crypto';
import type { Plugin, ResolvedConfig, Rolldown, UserConfig } from 'vite';
import { build } from 'vite';

/** What `import.meta.env.MODE` says in the file. */
export const SINGLE_FILE_MODE = 'single-file';
const NAME = 'highwater.html';

type Bundle = Rolldown.OutputBundle;

/** After a build for visitors: the same page once more, as one file that works from the file system. */
export function alsoAsSingleFile(same: () => UserConfig): Plugin {
  let config: ResolvedConfig | null = null;
  return {
    name: 'also-as-single-file',
    apply: (_config, { command, mode }) => command === 'build' && mode === 'production',
    configResolved: (resolved) => {
      config = resolved;
    },
    closeBundle: async () => {
      if (config === null || config.build.ssr !== false) return;
      const { plugins = [], ...rest } = same();
      await build({
        ...rest, root: config.root, configFile: false, mode: SINGLE_FILE_MODE, logLevel: 'warn', publicDir: false, plugins: [...plugins, singleFile()],
        build: { ...rest.build, outDir: config.build.outDir, emptyOutDir: false, cssCodeSplit: false, chunkSizeWarningLimit: 4_000, rolldownOptions: { output: { codeSplitting: false } } },
      });
    },
  };
}

/** Puts the script and the styles into the page itself, and allows nothing else. */
function singleFile(): Plugin {
  return {
    name: 'single-file',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = taken(bundle, (file) => file.fileName === 'index.html');
        const chunk = taken(bundle, (file) => file.type === 'chunk');
        const styles = taken(bundle, (file) => file.fileName.endsWith('.css'));
        const left = Object.keys(bundle);
        if (page?.type !== 'asset' || chunk?.type !== 'chunk' || styles?.type !== 'asset' || left.length > 0) return this.error(`one page, one script and one style sheet were expected; left over: ${left.join(', ')}`);
        this.emitFile({ type: 'asset', fileName: NAME, source: inlined(String(page.source), chunk.code, String(styles.source)) });
        return undefined;
      },
    },
  };
}

function taken(bundle: Bundle, is: (file: Bundle[string]) => boolean): Bundle[string] | undefined {
  const found = Object.values(bundle).find(is);
  if (found !== undefined) delete bundle[found.fileName];
  return found;
}

function inlined(html: string, code: string, css: string): string {
  // What would end the script or begin a comment there means the same in a string with a backslash.
  const script = `\n${code.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll('<!--', String.raw`<\!--`)}`;
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  return html
    .replaceAll(/\s*<link\b[^>]*href="\.[^>]*>/g, '')
    .replace(/\s*<script\b[^>]*src=[^>]*><\/script>/, '')
    .replace('<head>', () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace('</head>', () => `  <style>${css.replaceAll('</style', String.raw`<\/style`)}</style>\n  </head>`)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
}
