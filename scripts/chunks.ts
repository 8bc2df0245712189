import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

interface Modules {
  getModuleInfo(id: string): Pick<Rolldown.ModuleInfo, 'importedIds'> | null;
}

/** Everything a module needs before it runs, itself included. */
function reachable(from: string, modules: Modules): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}

/**
 * Two files and a lesson until the first step: the frame, and all else that the first step needs. Left to itself the
 * bundler makes dozens of them, which take longer to fetch and compress worse. Whatever is not needed by then stays as
 * the bundler parts it.
 */
export function firstChunks(root: string): (id: string, modules: Modules) => string | null {
  let parts: { readonly frame: ReadonlySet<string>; readonly page: ReadonlySet<string> } | null = null;
  return (id, modules) => {
    parts ??= { frame: reachable(`${root}/src/main.tsx`, modules), page: reachable(`${root}/src/play.tsx`, modules) };
    if (parts.frame.has(id)) return 'frame';
    return parts.page.has(id) ? 'page' : null;
  };
}

function preloaded(attrs: Readonly<Record<string, string>>): HtmlTagDescriptor {
  return { tag: 'link', attrs: { ...attrs, crossorigin: true, fetchpriority: 'low' }, injectTo: 'head' };
}

/** Tells the browser what the frame asks for as soon as it stands; it yields to the frame's own files. */
export function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => Object.values(bundle ?? {}).flatMap((file) => (file.type === 'chunk' && file.name === 'page' ? [
        preloaded({ rel: 'modulepreload', href: `./${file.fileName}` }),
        ...[...file.viteMetadata?.importedCss ?? []].map((css) => preloaded({ rel: 'preload', as: 'style', href: `./${css}` })),
      ] : [])),
    },
  };
}
