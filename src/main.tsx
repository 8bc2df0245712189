import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import './theme/theme.css';
import { beginFetching, readEntrance } from './player/entrance.ts';
import { Shell } from './ui/Shell.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

const root = createRoot(place);
const entrance = readEntrance(location.hash);

function showShell(failed: boolean): void {
  flushSync(() => root.render(<StrictMode><Shell language={entrance.language} heading={entrance.heading} failed={failed} /></StrictMode>));
}

async function begin(): Promise<void> {
  try {
    const { play } = await import('./play.tsx');
    await play(root, entrance);
  } catch (error) {
    showShell(true);
    throw error;
  }
}

document.documentElement.lang = entrance.language;
document.documentElement.dataset['theme'] = entrance.theme;
beginFetching(entrance);
showShell(false);
// The frame is painted before the model is read: a hidden page paints nothing and does not wait.
if (document.hidden) void begin();
else requestAnimationFrame(() => setTimeout(() => void begin(), 0));
