import type { Fact } from '../../kafka/facts.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Cause } from '../../world/types.ts';

/** What is read of a history of steps: a timeline has it. */
export interface StepSource {
  readonly node: (id: number) => { readonly parent: number | null; readonly depth: number; readonly cause: Cause | null; readonly facts: readonly Fact[] };
  readonly worldAt: (id: number) => KafkaWorld;
}

/**
 * Something read of every step from the root to a tip, once each: a step more costs one reading, however long the run
 * is, and another branch only what it does not share.
 */
export abstract class RunPath<Step extends { readonly id: number }> {
  /** In order; the index is the step's depth. */
  readonly steps: Step[] = [];
  /** Rises whenever the steps change. */
  version = 0;
  private source: object | null = null;

  /** @param before the step that comes before it on the way; undefined at the root. */
  protected abstract read(source: StepSource, id: number, before: Step | undefined): Step;

  /** A step is no longer on the way. */
  protected dropped(_step: Step): void {
    // most paths keep nothing beside their steps
  }

  /** @param history what the steps belong to; another one starts afresh. */
  follow(history: object, source: StepSource, tip: number): void {
    if (this.source !== history) this.cutTo(0);
    this.source = history;
    const fresh: number[] = [];
    for (let id: number | null = tip; id !== null; id = source.node(id).parent) {
      const { depth } = source.node(id);
      if (this.steps[depth]?.id === id) {
        this.cutTo(depth + 1);
        break;
      }
      fresh.push(id);
      if (depth === 0) this.cutTo(0);
    }
    for (const id of fresh.toReversed()) {
      this.steps.push(this.read(source, id, this.steps.at(-1)));
      this.version += 1;
    }
  }

  private cutTo(length: number): void {
    while (this.steps.length > length) {
      this.dropped(this.steps.pop() as Step);
      this.version += 1;
    }
  }
}
