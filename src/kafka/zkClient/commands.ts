import type { Command } from '../commands.ts';
import type { ReadEvent, TakeLockEvent, WriteEvent } from './types.ts';

type Told = Extract<Command, { readonly type: `zkClient.${'create' | 'set' | 'delete' | 'read' | 'follow' | 'lock' | 'unlock' | 'close'}` }>;

/** What a running client is told when a person asks for something. */
export function zkClientEvent(command: Told): WriteEvent | ReadEvent | TakeLockEvent | { readonly type: 'ReleaseLock' | 'Close' } {
  switch (command.type) {
    case 'zkClient.create': {
      const { path, data, ephemeral = false, sequential = false } = command;
      return { type: 'Write', op: { op: 'create', path, data, ephemeral, sequential } };
    }
    case 'zkClient.set': return { type: 'Write', op: { op: 'setData', path: command.path, data: command.data, version: command.version ?? -1 } };
    case 'zkClient.delete': return { type: 'Write', op: { op: 'delete', path: command.path, version: command.version ?? -1 } };
    case 'zkClient.read': return { type: 'Read', path: command.path, what: command.what, again: null, watch: command.watch };
    case 'zkClient.follow': return { type: 'Read', path: command.path, what: command.what, again: command.what, watch: true };
    case 'zkClient.lock': return { type: 'TakeLock', path: command.path, watch: command.watch ?? 'predecessor' };
    case 'zkClient.unlock': return { type: 'ReleaseLock' };
    case 'zkClient.close': return { type: 'Close' };
    default: return command satisfies never;
  }
}
