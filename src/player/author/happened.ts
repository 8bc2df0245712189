import type { Fact } from '../../kafka/facts.ts';
import { matchFact } from '../../lessons/match.ts';
import type { FactPattern } from '../../lessons/types.ts';
import { factIn } from './untilOf.ts';
import type { SceneSteps } from './untilOf.ts';

/** A fact of a scene by which it could end, at the first step that reports it. */
export interface Happened {
  readonly fact: Fact;
  readonly pattern: FactPattern;
  /** Steps of the scene up to it, itself included. */
  readonly steps: number;
}

/** More would only be a list that nobody reads. */
const MOST_OFFERED = 120;

/** What happened in a scene and can be told from the rest of it, in order; routine left out. */
export function happenedIn(scene: SceneSteps): readonly Happened[] {
  const found: Happened[] = [];
  for (const [index, { step }] of scene.steps.entries()) {
    for (const fact of step.facts) {
      if ('routine' in fact && fact.routine) continue;
      const pattern = factIn(scene, fact);
      if (pattern !== null) found.push({ fact, pattern, steps: index + 1 });
      if (found.length >= MOST_OFFERED) return found;
    }
  }
  return found;
}

/** How often each kind of fact was reported. */
export function factCounts(facts: readonly Fact[]): readonly { readonly fact: Fact['type']; readonly count: number }[] {
  const counts = new Map<Fact['type'], number>();
  for (const { type } of facts) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([fact, count]) => ({ fact, count })).toSorted((a, b) => a.fact.localeCompare(b.fact, 'en'));
}

export function countOf(facts: readonly Fact[], pattern: FactPattern): number {
  return facts.filter((fact) => matchFact(pattern, fact)).length;
}
