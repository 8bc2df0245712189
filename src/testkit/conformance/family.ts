/** A family of golden cases, and how one case is put to our rules. */
export interface Family {
  readonly name: string;
  /** null when we answer as Kafka's own class did. */
  readonly check: (caseData: unknown) => Difference | null;
}

export interface Difference {
  readonly difference: string;
}

/** A file of golden cases. */
export interface FamilyFile {
  readonly family: string;
  readonly cases: readonly unknown[];
}
