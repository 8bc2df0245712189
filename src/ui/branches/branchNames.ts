import { useMemo } from 'react';
import { branchPhrases, branchTexts } from '../../i18n/branches.ts';
import { plain } from '../../i18n/spans.ts';
import { branchKey, usualName } from '../../player/branches.ts';
import { whatIfOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';

/** Names a branch: as the visitor called it, else by what it is. */
export function useBranchName(): (branch: string | null) => string {
  const names = useSession((session) => session.hand.names);
  const lesson = useSession((session) => session.lesson);
  const say = useText();
  return useMemo(() => (branch) => {
    const given = names[branchKey(branch)];
    if (given !== undefined) return given;
    const usual = usualName(branch);
    switch (usual.is) {
      case 'main': return say(branchTexts.mainRun);
      case 'own': return say(branchPhrases.own, usual.number);
      case 'what-if': {
        const whatIf = whatIfOf(lesson, branch);
        return whatIf === null ? usual.id : plain(say(whatIf.label));
      }
      default: return usual satisfies never;
    }
  }, [names, lesson, say]);
}
