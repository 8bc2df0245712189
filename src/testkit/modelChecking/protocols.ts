import { eraOf } from '../../kafka/era/era.ts';
import type { Era } from '../../kafka/era/era.ts';

/** What was checked, as behaviours of ours: the eras themselves, and KIP-320 with one rule taken away. */
export const protocols = {
  '0.10': eraOf('0.10'),
  /** As the specification has it: a follower begins anew whatever it hears. Kafka did so for another leader only. */
  '0.10, anew each epoch': { ...eraOf('0.10'), followsAnewFor: 'every-epoch' },
  '0.11': eraOf('0.11'),
  '0.11, anew each epoch': { ...eraOf('0.11'), followsAnewFor: 'every-epoch' },
  /** KIP-279 without KIP-320 and KAFKA-7128. */
  '2.0': { ...eraOf('2.1'), truncation: 'leader-epoch-iterated', followsAnewFor: 'a-missed-epoch', fetchesFencedByEpoch: false, rejoinNeedsEpochStart: false },
  '2.1': eraOf('2.1'),
  '2.1 without KAFKA-7128': { ...eraOf('2.1'), rejoinNeedsEpochStart: false },
  '2.1 with fetches not fenced': { ...eraOf('2.1'), fetchesFencedByEpoch: false },
} as const satisfies Readonly<Record<string, Era>>;

export type Protocol = keyof typeof protocols;
