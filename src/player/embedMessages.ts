import * as v from 'valibot';
import { problemsIn } from '../lessons/schema.ts';
import { SPEEDS } from './session.ts';

/** The version of the messages between an embedded picture and the page around it; `docs/embed.md` describes them. */
export const EMBED_VERSION = 1;

const about = { highwater: v.literal(EMBED_VERSION), id: v.optional(v.union([v.string(), v.number()], 'a text or a number')) };
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const messageSchema = v.variant('type', [
  v.strictObject({ ...about, type: v.literal('next') }),
  v.strictObject({ ...about, type: v.literal('back') }),
  v.strictObject({ ...about, type: v.literal('scene'), to: v.optional(v.picklist(['next', 'back'])) }),
  v.strictObject({ ...about, type: v.literal('goto'), step: count }),
  v.strictObject({ ...about, type: v.literal('open'), address: v.pipe(v.string(), v.startsWith('#', 'an address begins with "#"')) }),
  v.strictObject({ ...about, type: v.literal('play'), speed: v.optional(v.picklist(SPEEDS)) }),
  v.strictObject({ ...about, type: v.literal('pause') }),
  v.strictObject({ ...about, type: v.literal('stage'), stage: v.picklist(['cluster', 'sequence', 'group']) }),
  v.strictObject({ ...about, type: v.literal('language'), language: v.picklist(['en', 'zh']) }),
  v.strictObject({ ...about, type: v.literal('theme'), theme: v.picklist(['light', 'dark']) }),
  v.strictObject({ ...about, type: v.literal('state') }),
]);

/** What the page around may ask for. */
export type EmbedMessage = v.InferOutput<typeof messageSchema>;
export type MessageId = string | number | null;

export type ReadMessage =
  | { readonly ok: true; readonly id: MessageId; readonly message: EmbedMessage }
  | { readonly ok: false; readonly id: MessageId; readonly problem: string };

/** Reads what another page sent: what it asks for, or what is wrong with it. Never throws. */
export function readMessage(data: unknown): ReadMessage {
  const id = idOf(data);
  if (typeof data !== 'object' || data === null) return { ok: false, id, problem: `a message is an object like {"highwater": ${EMBED_VERSION}, "type": "next"}` };
  if (!('highwater' in data) || data.highwater !== EMBED_VERSION) return { ok: false, id, problem: `highwater: must be ${EMBED_VERSION}, the version of these messages` };
  const read = v.safeParse(messageSchema, data);
  if (read.success) return { ok: true, id, message: read.output };
  return { ok: false, id, problem: read.issues.flatMap((issue) => problemsIn(issue)).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`)).join('; ') };
}

function idOf(data: unknown): MessageId {
  if (typeof data !== 'object' || data === null || !('id' in data)) return null;
  return typeof data.id === 'string' || typeof data.id === 'number' ? data.id : null;
}
