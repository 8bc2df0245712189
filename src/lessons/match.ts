import type { Envelope, World } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';
import { LANES, usualArrivalMs } from '../world/wire.ts';
import { equalData } from './equal.ts';
import type { FactPattern, MessagePattern } from './types.ts';

/** The fact is of this type and has these fields; fields not named may be anything. */
export function matchFact(pattern: FactPattern, fact: { readonly type: string }): boolean {
  if (fact.type !== pattern.fact) return false;
  const fields = fact as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(pattern.where ?? {}).every(([name, value]) => equalData(fields[name], value));
}

/** The nth message of this kind on its way now, in order of arrival; undefined when there are fewer. */
export function matchMessage(pattern: MessagePattern, world: World): Envelope | undefined {
  return messagesOnTheirWay(world).filter((envelope) => fits(pattern, envelope))[(pattern.nth ?? 1) - 1];
}

/** The pattern that finds this message again in an equal world. */
export function patternOf(world: World, envelope: Envelope): MessagePattern {
  const { api, kind } = envelope.message;
  const pattern: MessagePattern = { api, ...(kind === 'notice' ? {} : { kind }), from: envelope.from, to: envelope.to };
  const alike = messagesOnTheirWay(world).filter((one) => fits(pattern, one));
  const nth = alike.findIndex((one) => one.id === envelope.id) + 1;
  return nth > 1 ? { ...pattern, nth } : pattern;
}

/** A node's name stands for every actor of the node. */
function fits(pattern: MessagePattern, envelope: Envelope): boolean {
  const { message, from, to } = envelope;
  return message.api === pattern.api
    && (pattern.kind === undefined || message.kind === pattern.kind)
    && (pattern.from === undefined || pattern.from === from || pattern.from === nodeOf(from))
    && (pattern.to === undefined || pattern.to === to || pattern.to === nodeOf(to));
}

function messagesOnTheirWay(world: World): readonly Envelope[] {
  const all: { readonly envelope: Envelope; readonly atMs: number }[] = [];
  for (const connection of world.wire.connections.values()) {
    for (const lane of LANES) {
      // What stands behind a late message arrives no earlier than that message.
      let atMs = 0;
      for (const envelope of connection[lane]) {
        atMs = Math.max(atMs, usualArrivalMs(world.wire, connection, envelope));
        all.push({ envelope, atMs });
      }
    }
  }
  return all.toSorted((a, b) => (a.atMs === b.atMs ? a.envelope.id - b.envelope.id : a.atMs - b.atMs)).map((one) => one.envelope);
}
