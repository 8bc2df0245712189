import { whenIdle } from './whenIdle.ts';

/** Lets the browser keep the page for visits without a network, once the page rests. Where that is not possible, nothing is lost. */
export function keepForOffline(window: Window): void {
  // Files open without a network anyway; while developing, what is kept would be old.
  const isServed = import.meta.env.PROD && import.meta.env.MODE !== 'single-file' && window.location.protocol.startsWith('http');
  const workers = isServed && 'serviceWorker' in window.navigator ? window.navigator.serviceWorker : null;
  if (workers === null) return;
  whenIdle(window, () => void keep(workers).catch(() => null), 3_000);
}

async function keep(workers: ServiceWorkerContainer): Promise<void> {
  await workers.register('./sw.js');
  (await workers.ready).active?.postMessage('keep-single-file');
}
