import type { ActionId } from '../player/actions.ts';

const PATHS: Partial<Record<ActionId | 'pause', string>> = {
  toStart: 'M5 4h2v12H5zM16 4v12L8 10z',
  back: 'M14 4v12L5 10z',
  play: 'M6 4l10 6-10 6z',
  pause: 'M5 4h4v12H5zM11 4h4v12h-4z',
  step: 'M5 4l8 6-8 6zM14 4h2v12h-2z',
  toEnd: 'M3 4l6.5 6L3 16zM9.500 4L16 10l-6.500 6zM16 4h2v12h-2z',
};

export function Icon({ name }: { readonly name: ActionId | 'pause' }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}

/** Two waves: the records, and the watermark above them. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 28 22" width="28" height="22" aria-hidden="true" focusable="false">
      <path d="M2 8c4-6 8-6 12 0s8 6 12 0" fill="none" stroke="var(--accent)" strokeWidth="2.500" strokeLinecap="round" opacity=".75" />
      <path d="M2 16c4-6 8-6 12 0s8 6 12 0" fill="none" stroke="var(--high-watermark)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

/** A line that leaves another. */
export function ForkMark() {
  return (
    <svg className="fork-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M4 2v12M4 6c0 5 8 1 8 7" fill="none" stroke="currentColor" strokeWidth="1.800" strokeLinecap="round" />
    </svg>
  );
}
