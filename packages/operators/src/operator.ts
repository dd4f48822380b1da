import type { Edit, Family, Tier } from '@bebug/core';
import type { Explanation } from '@bebug/core/truth';
import type * as ts from 'typescript';

/** What an operator sees of the file around a node. */
export interface SiteContext {
  readonly sourceFile: ts.SourceFile;
  /** The file's text; every offset refers to it. */
  readonly text: string;
  readonly checker: ts.TypeChecker;
}

/** A stretch of the clean file, in UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One way to write the mistake at one site. */
export interface Rewrite {
  readonly edits: readonly Edit[];
  readonly explanation: Explanation;
  /** Further places of the clean file where the bug may rightly be reported: the use that breaks, the guarded statement. */
  readonly regions?: readonly Stretch[];
}

/** Code in which the operator must make exactly one rewrite, and what then goes wrong. */
export interface InjectExample {
  readonly before: string;
  /** The whole text after the rewrite. */
  readonly after: string;
  /**
   * An expression over the example's exports on which `before` and `after` end differently (value, thrown error or pending
   * promise); `null` only for `syntax` examples, which must not parse or type-check.
   */
  readonly witness: string | null;
}

/** Code that the operator must leave alone, and why. */
export interface SkipExample {
  readonly code: string;
  readonly because: string;
}

/** One mutation operator: one file, one export; everything that tests, docs and `bebug operators ID` say about it. */
export interface Operator {
  /** Permanent, kebab-case, equal to the file's name. */
  readonly id: string;
  readonly family: Family;
  /** The declared tier; the evidence decides the real one. */
  readonly tier: Tier;
  readonly cwe: number | null;
  readonly status: 'nursery' | 'stable';
  /** The bug in a few words, as the title of a finding. */
  readonly title: string;
  /** What a person gets wrong, in plain words; not the edit. */
  readonly mistake: string;
  /** `mutate` is called for nodes of these kinds only. */
  readonly kinds: readonly ts.SyntaxKind[];
  /** Every rewrite at this node, in a fixed order; empty where the operator does not apply. */
  readonly mutate: (node: ts.Node, context: SiteContext) => Iterable<Rewrite>;
  readonly examples: {
    readonly injects: readonly InjectExample[];
    readonly skips: readonly SkipExample[];
  };
}
