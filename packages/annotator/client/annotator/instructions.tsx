import type { ComponentChildren } from 'preact';
import type { StudyKind } from '../../src/study/study-kind.ts';

interface Instruction {
  readonly title: string;
  /** What will be seen, after "You will see up to N". */
  readonly material: string;
  readonly points: readonly ComponentChildren[];
}

/** What people are told of their task before they begin, kind by kind. */
export const INSTRUCTIONS: Readonly<Record<StudyKind, Instruction>> = {
  bugs: {
    title: 'Find what is wrong in this code',
    material:
      'pieces of TypeScript and JavaScript, one after the other. Each may hold one bug, several, or none.',
    points: [
      'Read the code. Mark the lines that are wrong, and as few lines as show it.',
      'Say for each finding what kind it is, how sure you are, and in a sentence or two what is wrong: what the code does, when that shows, and what it should do.',
      'Say “I find no bug here” when you find none. A finding on code that is right counts against you; how sure you say you are counts too.',
      'Style, names and missing features are not bugs. Code works as its comments and names say, or it does not.',
    ],
  },
  comparisons: {
    title: 'Which implementation is best?',
    material:
      'modules in TypeScript and JavaScript, one after the other, each in two or three implementations. Somewhere they differ.',
    points: [
      <>
        Read the implementations side by side. Lines that differ are marked; <kbd>n</kbd> goes to the next of
        them.
      </>,
      'Choose the one that is best: that does what its comments and names say, in every case. Style does not count.',
      'Say how sure you are, and in a sentence or two why: what another one does, when that shows, and what is right.',
      'Say that you see no difference when you see none that matters. How sure you say you are counts, too.',
    ],
  },
  problems: {
    title: 'Which solutions are right?',
    material:
      'problems in TypeScript and JavaScript, one after the other. Each says what is asked for, and shows solutions.',
    points: [
      'Read the specification and the tests: they say what is asked for. A right solution does it in every case, and passes the tests.',
      <>
        Read each solution. Lines in which solutions differ are marked; <kbd>n</kbd> goes to the next of them,{' '}
        <kbd>]</kbd> to the next file.
      </>,
      'Say of each whether it is right and how sure you are, and of a wrong one in a sentence or two why: what it does, when that shows, and what is right.',
      'Style does not count. How sure you say you are does.',
    ],
  },
};
