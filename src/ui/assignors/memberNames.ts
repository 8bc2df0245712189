import type { Language } from '../../narrate/types.ts';
import { memberName } from '../../narrate/names.ts';
import type { LabResult } from '../../player/assignorLab.ts';

/** Members as they are spoken of; by their ids where two would be called alike. */
export function memberNames({ members, before }: Pick<LabResult, 'members' | 'before'>, language: Language): (memberId: string) => string {
  const ids = new Set([...members.map(({ memberId }) => memberId), ...Object.keys(before)]);
  const bearers = new Map<string, number>();
  for (const id of ids) bearers.set(memberName(id, language), (bearers.get(memberName(id, language)) ?? 0) + 1);
  return (memberId) => {
    const name = memberName(memberId, language);
    return (bearers.get(name) ?? 0) > 1 ? memberId : name;
  };
}
