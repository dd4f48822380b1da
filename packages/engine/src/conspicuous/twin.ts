import type { Edit } from '@bebug/core';
import type ts from 'typescript';
import { leafChanges, type LeafChange } from './leaf-changes.ts';
import { LINES_IN_SIGHT, nodesAround, removedCode } from './place.ts';
import { shapesOf, type Unit } from './shapes.ts';

/**
 * True when a twin of the edited code stands unchanged beside it, so that the edit is the odd one out: code of the same shape, most
 * of it the same names, literals and operators. An edit that only puts one of these in the place of another is odd beside a
 * twin that has the old one there; a word that a twin has there was copied from it, as people do.
 */
export function isOddBesideTwin(edit: Edit, edits: readonly Edit[], file: ts.SourceFile): boolean {
  const groups = unitsAround(edit, file).flatMap((unit) => {
    const twins = shapesOf(file)
      .alike(unit)
      .filter((other) => isTwin(other, unit, edits));
    return twins.length > 0 ? [{ unit, twins }] : [];
  });
  if (groups.length === 0) return false;
  const changes = leafChanges(edit, file);
  return changes === null || changes.some((change) => isOddLeaf(change, groups));
}

/** What the edit changes, the innermost first. What it takes out whole is not there to be seen: what is left of its surroundings is. */
function unitsAround(edit: Edit, file: ts.SourceFile): Unit[] {
  const shapes = shapesOf(file);
  const removed = removedCode(edit, file);
  const isGone = (node: ts.Node): boolean =>
    edit.text.trim() === '' && removed.start <= node.getStart(file) && node.end <= removed.end;
  return nodesAround(removed, file).flatMap((node) =>
    isGone(node) ? shapes.pairsOf(node) : (shapes.unitOf(node) ?? []),
  );
}

function isTwin(other: Unit, unit: Unit, edits: readonly Edit[]): boolean {
  const linesApart = Math.max(other.firstLine - unit.lastLine, unit.firstLine - other.lastLine);
  return (
    linesApart <= LINES_IN_SIGHT &&
    (other.end <= unit.start || unit.end <= other.start) &&
    edits.every(({ start, end }) => end <= other.start || other.end <= start) &&
    isMostlyTheSame(other, unit)
  );
}

function isMostlyTheSame(one: Unit, other: Unit): boolean {
  const same = one.leaves.filter(({ text }, at) => text === other.leaves[at]!.text);
  return same.length * 2 >= one.leaves.length;
}

interface Group {
  readonly unit: Unit;
  readonly twins: readonly Unit[];
}

/** The largest unit that has twins tells most: `!==` in the twin of a whole method counts for more than `===` in that of a condition. */
function isOddLeaf({ start, to, isWord }: LeafChange, groups: readonly Group[]): boolean {
  const places = groups.flatMap(({ unit, twins }) => {
    const at = unit.leaves.findIndex((leaf) => leaf.start === start);
    return at < 0
      ? []
      : [{ from: unit.leaves[at]!.text, inTwins: twins.map(({ leaves }) => leaves[at]!.text) }];
  });
  if (isWord && places.some(({ inTwins }) => inTwins.includes(to))) return false;
  const largest = places.at(-1);
  return largest?.inTwins.includes(largest.from) === true && !largest.inTwins.includes(to);
}
