import type { Edit } from '@bebug/core';
import type { SiteContext } from '@bebug/operators';
import type ts from 'typescript';

/** Code that a decoy must rewrite to `after`, and an expression over its exports that ends alike on both. */
interface RewriteExample {
  readonly before: string;
  readonly after: string;
  readonly call: string;
}

/** One behaviour-preserving edit: one file, one export; the examples are its tests. */
export interface Decoy {
  /** Permanent, kebab-case, equal to the file's name. */
  readonly id: string;
  /** What the edit does, in plain words. */
  readonly what: string;
  /** The normal form (`screen/normal-form.ts`) stays the same, always: it guarantees that the edit is equivalent. */
  readonly keepsForm: boolean;
  /** `rewrite` is called for nodes of these kinds only. */
  readonly kinds: readonly ts.SyntaxKind[];
  /** The edits at this node; `null` where the decoy does not apply, or where it might not be equivalent. */
  readonly rewrite: (node: ts.Node, context: SiteContext) => readonly Edit[] | null;
  readonly examples: {
    readonly rewrites: readonly RewriteExample[];
    readonly skips: readonly { readonly code: string; readonly because: string }[];
  };
}
