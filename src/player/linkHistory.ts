import { SANDBOX_AT_REST } from './sandboxState.ts';
import type { Session } from './session.ts';
import { NOT_MOVED } from './session.ts';

/** Runs that the browser's back button finds as they were left; older ones are opened anew by their link. */
const MOST_RUNS = 4;

/** What each entry of the browser's history showed last, while the page lives. */
export class LinkHistory {
  private readonly seen = new Map<number, Session>();
  private newest = 0;
  private at = 0;

  get entry(): number {
    return this.at;
  }

  note(session: Session): void {
    this.seen.set(this.at, session);
  }

  has(entry: number): boolean {
    return this.seen.has(entry);
  }

  /** Goes to a new entry; those after the present one are gone. */
  begin(session: Session): void {
    for (const entry of this.seen.keys()) if (entry > this.at) this.seen.delete(entry);
    this.newest += 1;
    this.at = this.newest;
    this.seen.set(this.at, session);
    this.forget();
  }

  /** The present session, at the moment and in the run that an entry showed. */
  goTo(entry: number, present: Session): Session {
    const then = this.seen.get(entry) ?? present;
    const latest = [present, ...[...this.seen.values()].toReversed()].find((one) => one.course.history === then.course.history) ?? then;
    const { kind, lesson, era, guide, guesses, hand } = latest;
    this.at = entry;
    const there: Session = { ...present, kind, lesson, era, guide, guesses, hand, course: then.course, came: NOT_MOVED, opened: null, upcoming: null };
    this.seen.set(entry, there);
    return latest === present ? there : { ...there, selected: null, sandbox: SANDBOX_AT_REST };
  }

  private forget(): void {
    const runs = new Set([...this.seen.values()].toReversed().map(({ course }) => course.history));
    const kept = new Set([...runs].slice(0, MOST_RUNS));
    for (const [entry, { course }] of this.seen) if (!kept.has(course.history)) this.seen.delete(entry);
  }
}
