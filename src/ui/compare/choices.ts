import { useMemo } from 'react';
import { comparePhrases } from '../../i18n/compare.ts';
import { plain } from '../../i18n/spans.ts';
import { branchLines } from '../../player/branches.ts';
import type { LineAsked } from '../../player/compare/line.ts';
import { branchAt } from '../../player/compare/line.ts';
import { ownBranchNumber } from '../../player/course.ts';
import { otherEras } from '../../player/eras.ts';
import type { Session } from '../../player/session.ts';
import { useBranchName } from '../branches/branchNames.ts';
import { useText } from '../context.tsx';

/** A run that can be put on one side. */
export interface Choice {
  readonly id: string;
  readonly kind: 'branch' | 'era';
  readonly name: string;
  readonly asked: LineAsked;
}

/** Every run that needs no more than a click: the branches there are, what-ifs not played yet, other versions. */
export function useChoices(session: Session): readonly Choice[] {
  const say = useText();
  const nameOf = useBranchName();
  return useMemo(() => {
    const asked = (branch: LineAsked['branch'], era = session.era): LineAsked => ({ branch, era, settings: {} });
    const own = branchLines(session).filter(({ branch }) => branch !== null && ownBranchNumber(branch) !== null);
    const isSandbox = session.kind === 'sandbox';
    const branches: readonly Choice[] = [
      ...(isSandbox ? [] : [{ id: 'main', kind: 'branch' as const, name: nameOf(null), asked: asked({ whatIf: null }) }]),
      ...session.lesson.whatIf.map(({ id, label }) => ({ id: `what-if ${id}`, kind: 'branch' as const, name: plain(say(label)), asked: asked({ whatIf: id }) })),
      ...(isSandbox ? branchLines(session) : own).map(({ branch, end }) => ({ id: `own ${branch}`, kind: 'branch' as const, name: nameOf(branch), asked: asked({ end }) })),
    ];
    const here = branchAt(session);
    const eras = otherEras(session.era).map((era): Choice => ({ id: `era ${era}`, kind: 'era', name: say(comparePhrases.inEra, era), asked: asked(here, era) }));
    return [...branches, ...eras];
  }, [session, say, nameOf]);
}

/** The run that the visitor is in. */
export function presentChoice(session: Session, choices: readonly Choice[]): Choice | undefined {
  const here = JSON.stringify(branchAt(session));
  return choices.find(({ kind, asked }) => kind === 'branch' && JSON.stringify(asked.branch) === here) ?? choices[0];
}
