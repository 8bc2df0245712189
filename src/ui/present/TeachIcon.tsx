const PATHS = {
  present: 'M3 4h14v9H3zM10 13v3m-4 0h8',
  blank: 'M3 4h14v11H3z',
  notes: 'M5 3h10v14H5zM7.500 7h5m-5 3h5m-5 3h3',
  fullScreen: 'M4 8V4h4m4 0h4v4m0 4v4h-4m-4 0H4v-4',
} as const;

export function TeachIcon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill={name === 'blank' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
