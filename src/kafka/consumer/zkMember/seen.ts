import type { ZkResult } from '../../zookeeper/messages.ts';
import type { ZkMemberContext } from './types.ts';

/** What a read says of a znode: the version of its data, or of its list of children; -1 for none. */
export function seenIn(result: ZkResult | undefined): number {
  const found = result?.ok === true ? result.results[0] : undefined;
  return found?.stat === undefined ? -1 : found.children === undefined ? found.stat.version : found.stat.cversion;
}

/** Remembers what reads told of watched znodes. */
export function noteSeen(member: ZkMemberContext, results: readonly ZkResult[]): ZkMemberContext {
  const told = results.flatMap((result) => (result.ok && result.results[0] !== undefined ? [[result.results[0].path, seenIn(result)] as const] : []));
  return { ...member, seen: { ...member.seen, ...Object.fromEntries(told.filter(([path]) => member.seen[path] !== undefined)) } };
}
