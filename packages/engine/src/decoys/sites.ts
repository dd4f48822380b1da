import type { Edit } from '@bebug/core';
import type { SiteContext } from '@bebug/operators';
import ts from 'typescript';
import type { Project } from '../2-open-project.ts';
import type { Decoy } from './decoy.ts';
import { DECOYS } from './decoy-list.ts';

/** One decoy at one place of a clean file. */
export interface DecoySite {
  readonly decoy: Decoy;
  /** In the clean file. */
  readonly edits: readonly Edit[];
}

/** Every place of a clean file where a decoy applies, in the order of the text. */
export function* sitesOf(project: Project, path: string): Generator<DecoySite> {
  const sourceFile = project.sourceFile(path);
  const context: SiteContext = { sourceFile, text: sourceFile.text, checker: project.checker };
  const pending: ts.Node[] = [sourceFile];
  for (let node = pending.pop(); node; node = pending.pop()) {
    // Types have no behaviour; an edit there would prove nothing.
    if (ts.isTypeNode(node)) continue;
    for (const decoy of DECOYS) {
      const edits = decoy.kinds.includes(node.kind) ? decoy.rewrite(node, context) : null;
      if (edits) yield { decoy, edits };
    }
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    pending.push(...children.reverse());
  }
}
