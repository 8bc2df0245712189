import type { Choice, Step, World } from '../world/types.ts';
import type { Command } from './commands.ts';
import type { EraId } from './era/era.ts';
import type { Fact } from './facts.ts';
import type { KafkaMessage } from './messages.ts';
import type { Ledger } from './promises/types.ts';

/** The world's types with Kafka's filled in. */
export type KafkaWorld = World<Ledger, KafkaMessage>;
export type KafkaChoice = Choice<Command>;
export type KafkaStep = Step<Ledger, Fact, KafkaMessage>;

/** Everything that fixes a run but its choices. */
export interface Settings {
  readonly era: EraId;
  readonly seed: number;
}
