interface Asking {
  readonly asked: { readonly correlationId: number } | null;
}

/** The run of a tool that waits for this answer, with its number. */
export function whoAsked<Run extends Asking>(runs: Readonly<Record<number, Run>>, correlationId: number): readonly [id: number, run: Run | undefined] {
  const found = Object.entries(runs).find(([, { asked }]) => asked?.correlationId === correlationId);
  return [Number(found?.[0] ?? -1), found?.[1]];
}
