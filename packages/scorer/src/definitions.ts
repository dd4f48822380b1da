/** What the figures of a scorecard mean: printed beside them, so that no denominator has to be guessed. */
export const DEFINITIONS = {
  recall:
    'Bugs found ÷ bugs in attempted tasks. A task that failed, was refused or timed out counts as attempted; one without a response does not, and its bugs are counted apart.',
  recallOverAll: 'Bugs found ÷ all bugs of the set: not attempted counts as missed.',
  macroRecall:
    'Mean of the recalls of all tiers, families or operators: each counts alike, however many bugs it has.',
  youden:
    'Share of tasks with bugs in which one was found − share of clean controls with an alarm: 0 for who alarms alike everywhere.',
  discrimination:
    'Bugs found whose place is not reported on the clean twin ÷ bugs whose task and twin were both attempted. A place counts as reported when the same finding would have found the bug; a twin without an answer clears nothing.',
  known:
    'A finding that the detector repeats on the clean twin says nothing of the bug. It is told apart, and stays a false alarm until somebody confirms it: else noise would cost nothing for who hands in a run on the twins, and scores with and without one could not be compared. The upper precision bound leaves it open.',
  realBugs:
    'Mills: confirmed defects of the clean code that were reported × planted ÷ found, over all planted bugs and over those of each tier. Confirmed places of one source file that share a line are one defect. A lower bound where planted bugs are easier to find. Interval: Wilson’s of the planted share of what was found.',
  agreement:
    'Krippendorff’s alpha and Fleiss’ kappa over (bug found?), the first over bugs that two or more attempted, the second over those that all did; alpha over the categories of findings, bugs that two or more found. Of a pair: Cohen’s kappa, and the F1 of what one found against what the other found. Intervals of kappa and alpha: Wilson’s of how often who gives the rarer answer meets another who does; none where each run gave it fewer than three times.',
  seeding:
    'Chao’s lower bound and Chapman’s estimate of the number of bugs from who found which, beside the true number: their bias. Of Chao’s, how many bugs there are at least, 95 % one-sided after Chao (1987), with (D − 1) / D of the unseen for D runs: more than there are in one case of twenty, for runs that know nothing of each other. Interval of Chapman’s: Sadinle (2009) with the design effect of files.',
  explanations:
    'Of findings that found a bug: fixes that mend and triggers that show it, of those that could be run; marks of people, 0 to 2.',
  modelMarks:
    'Share of explanations that a model marks 2, raw, and corrected (Rogan–Gladen) by its sensitivity and specificity on those that people marked too: right is what most of them mark 2. Interval of Lang and Reiczigel, which counts how few these are. Unscored explanations are in no figure.',
  precision:
    'Bugs found ÷ (bugs found + false alarms), over bug tasks and controls together. False alarms are false positives, invalid findings, and findings that are reported on the clean twin as well. Duplicates and confirmed defects of the clean code (known, or judged valid) count neither way. null when no control was answered.',
  precisionBounds:
    'Precision if every false alarm that nobody looked into is false, and if every one of them is a defect of the clean code.',
  f1: 'Harmonic mean of precision and recall over attempted tasks; 0 when nothing was found. Only overall: a false alarm belongs to no tier, family, operator or CWE.',
  controls:
    'False alarms on answered tasks without a bug, for each 1,000 lines of files under review, and the share of these tasks with one.',
  chance:
    'Mean recall of the same findings placed at random on executable lines of the same tasks, with their lengths: scattered, and shifted as a whole. The higher of the two counts.',
  lift: 'Recall − chance, with an interval of the difference by source file.',
  averagePrecision:
    'Area under precision over recall down the ranking by confidence, over all attempted bugs; equal confidences enter together. A bug has the confidence of the surest finding on it.',
  afroc:
    'Chance that a random bug is rated above the surest false alarm on a random clean task; ties count one half, what was not marked lies below all marks.',
  calibration:
    'Brier score and expected calibration error (ten bins) of matches and false alarms that carry a confidence.',
  timeToFind:
    'Kaplan–Meier over bugs of attempted tasks: a missed bug was looked for until its task ended. The mean is restricted to the longest search; beside other runs, to the shortest of their longest. Interval of Wilson on its share of the limit, by Greenwood’s variance times the design effect of source files, with Satterthwaite’s degrees of freedom; none where nothing was found.',
  intervals:
    '95 %, by source file. Shown are, from the error between files: Wilson’s with the number of independent bugs that would say as much, for shares; differences from the intervals of both (MOVER); the score interval of an effective count, for false alarms by lines; the same as for shares, for agreement; numbers of bugs have their own. Beside them stand percentiles and BCa of a bootstrap over files, which are too short where files are few or little is found, and null where all draws are the same; and Wilson’s and Garwood’s, as if bugs and alarms were independent.',
  comparison:
    'Pairs on the bugs that both attempted: sign flips of the differences by source file, Holm over all pairs; detectors that no pair separates at 0.05 are tied.',
  matching:
    'One to one in each file, by largest total weight, then least distance, then ids. A finding with an anchor text is first moved to it.',
} as const;
